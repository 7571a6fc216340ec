//! The parameters of a request, percent-encoded.

use super::encode;
use crate::json::Json;

/// Parameters in order. The same text serves as a query string and as a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(String);

impl Query {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter.
    pub fn add(&mut self, key: &str, value: &str) {
        self.begin(key);
        encode::value(value, &mut self.0);
    }

    /// Adds `fields=…`, if there are any.
    pub fn add_fields<S: AsRef<str>>(&mut self, fields: &[S]) {
        if fields.is_empty() {
            return;
        }
        let lengths = fields.iter().map(|field| field.as_ref().len() + 1);
        self.0.reserve("&fields=".len() + lengths.sum::<usize>());
        self.begin("fields");
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            encode::field_list(field.as_ref(), &mut self.0);
        }
    }

    /// Adds the position and size of a page.
    pub fn add_page(&mut self, first: u32, limit: u32) {
        self.add("$$FIRST", &first.to_string());
        self.add("$$LIMIT", &limit.to_string());
    }

    /// Adds a parameter whose value is JSON.
    pub fn add_json(&mut self, key: &str, value: &Json) {
        self.add(key, &value.to_json_string());
    }

    /// Adds encoded parameters, such as those of a batch operation's URI.
    pub fn add_raw(&mut self, parameters: &str) {
        if parameters.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(parameters);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The encoded parameters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The encoded parameters.
    pub fn into_text(self) -> String {
        self.0
    }

    fn begin(&mut self, key: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        encode::key(key, &mut self.0);
        self.0.push('=');
    }
}
