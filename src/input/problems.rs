use crate::error::{Error, ErrorKind};

/// What is wrong with an input, field by field.
#[derive(Debug, Default)]
pub struct Problems {
    count: usize,
    message: String,
    fields: Vec<String>,
}

impl Problems {
    /// Notes that the field at `path` has this problem.
    pub fn add(&mut self, path: &str, problem: impl AsRef<str>) {
        self.tell(path, problem.as_ref());
    }

    fn tell(&mut self, path: &str, problem: &str) {
        let path = if path.is_empty() { "input" } else { path };
        if self.count > 0 {
            self.message.push_str("; ");
        }
        self.message.push_str(path);
        self.message.push_str(": ");
        self.message.push_str(problem);
        self.count += 1;
        if !self.name(path) {
            self.fields.push(path.to_owned());
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether something is wrong with this field already.
    pub fn name(&self, path: &str) -> bool {
        self.fields.iter().any(|known| known == path)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One validation error that tells all of them; nothing when there are none.
    pub fn into_result(self) -> Result<(), Error> {
        let message = match self.count {
            0 => return Ok(()),
            1 => self.message,
            count => format!("{count} problems: {}", self.message),
        };
        let mut error = Error::new(ErrorKind::Validation, message)
            .with_hint("Nothing was sent. Correct the fields named and run the action again.");
        error.fields = self.fields;
        Err(error)
    }
}
