use crate::error::{Error, ErrorKind};

/// What is wrong with an input, field by field.
#[derive(Debug, Default)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// Notes that the field at `path` has this problem.
    pub fn add(&mut self, path: &str, problem: impl Into<String>) {
        let path = if path.is_empty() { "input" } else { path };
        self.0.push((path.to_owned(), problem.into()));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether something is wrong with this field already.
    pub fn name(&self, path: &str) -> bool {
        self.0.iter().any(|(known, _)| known == path)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One validation error that tells all of them; nothing when there are none.
    pub fn into_result(self) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = self
            .0
            .iter()
            .map(|(path, problem)| format!("{path}: {problem}"))
            .collect();
        let message = match told.len() {
            1 => told.concat(),
            count => format!("{count} problems: {}", told.join("; ")),
        };
        let error = Error::new(ErrorKind::Validation, message)
            .with_hint("Nothing was sent. Correct the fields named and run the action again.");
        Err(self
            .0
            .iter()
            .fold(error, |error, (path, _)| error.with_field(path)))
    }
}
