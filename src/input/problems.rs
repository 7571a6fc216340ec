use crate::error::{Error, ErrorKind};
use crate::json::Json;

/// What is wrong with an input, field by field.
#[derive(Debug, Default)]
pub struct Problems {
    count: usize,
    /// The error that names them, once there is one.
    error: Option<Error>,
}

impl Problems {
    /// Notes that the field at `path` has this problem.
    pub fn add(&mut self, path: &str, problem: impl AsRef<str>) {
        self.add_text(path, problem.as_ref());
    }

    /// Notes that `json`, at `path`, should have been something else, such as "a number".
    pub(crate) fn add_unexpected(&mut self, path: &str, what: &str, json: &Json) {
        let kind = json.kind().described();
        self.add_text(path, &format!("must be {what}, not {kind}"));
    }

    fn add_text(&mut self, path: &str, problem: &str) {
        let path = if path.is_empty() { "input" } else { path };
        let error = self.error.get_or_insert_with(|| {
            Error::new(ErrorKind::Validation, "")
                .with_hint("Nothing was sent. Correct the fields named and run the action again.")
        });
        let between = if self.count > 0 { "; " } else { "" };
        for part in &[between, path, ": ", problem] {
            error.message.push_str(part);
        }
        error.add_field(path);
        self.count += 1;
    }

    /// Notes a number that isn't 1 to `most`, unless something is wrong with the field already.
    pub(crate) fn check_range(&mut self, path: &str, given: u32, most: u32) {
        if !(1..=most).contains(&given) && !self.name(path) {
            self.add(path, format!("must be 1 to {most}, not {given}"));
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether something is wrong with this field already.
    pub fn name(&self, path: &str) -> bool {
        self.error.as_ref().is_some_and(|error| error.names(path))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One validation error that names all of them, or `Ok` when there are none.
    pub fn into_result(self) -> Result<(), Error> {
        let Some(mut error) = self.error else {
            return Ok(());
        };
        if self.count > 1 {
            error.message = format!("{} problems: {}", self.count, error.message);
        }
        Err(error)
    }
}
