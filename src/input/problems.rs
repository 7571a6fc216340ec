use super::secret_names::is_secret;
use crate::error::{Error, ErrorKind, ProblemList, cut, cut_at};
use crate::json::{Json, Kind};

/// The most problems that are named; others are only counted.
const MAX_NAMED: usize = 100;
/// In bytes.
const MAX_PATH_LENGTH: usize = 300;
const MAX_PROBLEM_LENGTH: usize = 2_000;

/// The problems of an input, field by field.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    count: usize,
    /// The error that names them; `None` without a problem.
    error: Option<Error>,
}

impl Problems {
    /// Records a problem with the field at `path`.
    pub fn add(&mut self, path: &str, problem: impl AsRef<str>) {
        self.add_text(path, problem.as_ref());
    }

    /// Records that `json`, at `path`, must be `what` ("a number") but is of another type.
    pub(crate) fn add_wrong_type(&mut self, path: &str, what: &str, json: &Json) {
        let kind = json.kind().described();
        let value = shown(path, json).map_or_else(String::new, |value| format!(" ({value})"));
        self.add_text(path, &format!("must be {what} but is {kind}{value}"));
    }

    /// Records that `json`, at `path`, must be `what` ("an e-mail address") but isn't.
    pub(crate) fn add_wrong_value(&mut self, path: &str, what: &str, json: &Json) {
        let value = shown(path, json).map_or_else(String::new, |value| format!(" but is {value}"));
        self.add_text(path, &format!("must be {what}{value}"));
    }

    fn add_text(&mut self, path: &str, problem: &str) {
        self.count += 1;
        if self.count > MAX_NAMED {
            return;
        }
        let path = if path.is_empty() { "input" } else { path };
        let (path, problem) = (
            &cut_at(path, MAX_PATH_LENGTH),
            &cut_at(problem, MAX_PROBLEM_LENGTH),
        );
        let error = self.error.get_or_insert_with(|| {
            Error::new(ErrorKind::Validation, "")
                .with_hint("Nothing was sent. Correct the named fields and try again.")
        });
        let between = if self.count > 1 { "; " } else { "" };
        for part in [between, path, ": ", problem] {
            error.message.push_str(part);
        }
        error.add_field(path);
    }

    /// Adds the problems of a part of the input.
    pub(crate) fn append(&mut self, other: &Problems) {
        let Some(error) = &other.error else { return };
        let named = self.count.min(MAX_NAMED);
        self.count += other.count;
        if named == MAX_NAMED {
            return;
        }
        match &mut self.error {
            None => self.error = Some(error.clone()),
            Some(own) => {
                own.message.push_str("; ");
                own.message.push_str(&error.message);
                for field in &error.fields {
                    own.add_field(field);
                }
            }
        }
    }

    /// Records a number outside 1 to `most`, unless the field has a problem already.
    pub(crate) fn check_range(&mut self, path: &str, number: u32, most: u32) {
        if !(1..=most).contains(&number) && !self.name(path) {
            self.add(path, format!("must be 1 to {most} but is {number}"));
        }
    }

    /// The number of problems.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether the field at this path has a problem.
    pub fn name(&self, path: &str) -> bool {
        self.error.as_ref().is_some_and(|error| error.names(path))
    }

    /// Whether there is no problem.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One validation error that names all of them, or `Ok` when there are none.
    pub fn into_result(self) -> Result<(), Error> {
        let Some(mut error) = self.error else {
            return Ok(());
        };
        if self.count > MAX_NAMED {
            error.message.push_str("; and more");
        }
        if self.count > 1 {
            let list = std::mem::take(&mut error.message);
            error.message = format!("{} problems: {list}", self.count);
            error.problems = Some(ProblemList {
                count: self.count,
                list,
            });
        }
        Err(error)
    }
}

/// A problem with the string that has it, cut: "must be a version such as 'v18.0' but is 'eighteen'". What follows a semicolon
/// stays at the end.
pub(crate) fn with_value(problem: &str, value: &str) -> String {
    let (problem, advice) = problem.split_at(problem.find("; ").unwrap_or(problem.len()));
    format!("{problem} but is '{}'{advice}", cut(value))
}

/// A wrong value for an error, cut: `'much'`. `None` for null, arrays and objects, and for what may be a secret.
fn shown(path: &str, json: &Json) -> Option<String> {
    match json.kind() {
        _ if is_secret(path) => None,
        Kind::String => Some(format!("'{}'", cut(&json.to_display_string()))),
        Kind::Boolean | Kind::Number => Some(json.to_json_string()),
        Kind::Null | Kind::Array | Kind::Object => None,
    }
}
