//! One value of an input: its reading as a type, and the problem that is recorded where it is something else.

use super::state::check;
use super::suggest::not_one_of;
use crate::json::Json;

/// One value of an input. Where it is wrong, the problem is recorded and a blank is returned.
pub(super) struct CollectingDeserializer {
    /// The value; `None` where it is absent or null.
    pub json: Option<Json>,
    /// Whether the object around it was wrong, which is recorded already.
    is_blank: bool,
    /// Whether the value is null, rather than absent.
    is_null: bool,
}

impl CollectingDeserializer {
    pub fn new(json: &Json) -> Self {
        let json = Some(json.clone()).filter(|json| !json.is_null());
        Self::of(json, false, false)
    }

    pub fn of(json: Option<Json>, is_blank: bool, is_null: bool) -> Self {
        CollectingDeserializer {
            json,
            is_blank,
            is_null,
        }
    }

    /// Whether the value is null, rather than absent.
    pub fn is_null(&self) -> bool {
        self.is_null
    }

    /// The value that `read` returns. If it returns `None`, records a problem and returns a blank.
    #[inline(never)]
    pub fn get<T: Default>(&self, what: &str, read: impl FnOnce(&Json) -> Option<T>) -> T {
        let value = self.json.as_ref().and_then(read);
        value.unwrap_or_else(|| {
            self.add_problem(what);
            T::default()
        })
    }

    /// Records that the value must be `what`; empty for any value but null.
    #[cold]
    pub fn add_problem(&self, what: &str) {
        check(|path, problems| match &self.json {
            _ if self.is_blank => {}
            None if !self.is_null => problems.add(path, "is required"),
            None if what.is_empty() => problems.add(path, "must not be null"),
            None => problems.add_wrong_type(path, what, &Json::null()),
            Some(json) => problems.add_wrong_type(path, what, json),
        });
    }

    #[inline(never)]
    pub fn number(&self) -> f64 {
        self.get("a number", Json::as_f64)
    }

    #[inline(never)]
    pub fn string(&self) -> String {
        self.get("a string", Json::as_str)
    }

    #[inline(never)]
    pub fn whole_number(&self) -> u32 {
        let number = self.number();
        let is_whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        if !is_whole {
            check(|path, problems| {
                problems.add_wrong_value(path, "a whole number, 0 or more,", &number.into());
            });
        }
        number as u32
    }

    /// The value, if it is an array or object as required.
    #[inline(never)]
    pub fn container(self, what: &str, fits: fn(&Json) -> bool) -> Option<Json> {
        let fits = self.json.as_ref().is_some_and(fits);
        if !fits {
            self.add_problem(what);
        }
        self.json.filter(|_| fits)
    }

    /// The index of the choice that the value names.
    pub fn choice(&self, choices: &[&str]) -> u32 {
        let Some(text) = self.json.as_ref().and_then(Json::as_str) else {
            self.add_problem("a string");
            return 0;
        };
        let index = choices.iter().position(|choice| *choice == text);
        index.map_or_else(
            || {
                let problem = not_one_of(&text, choices);
                check(|path, problems| problems.add(path, problem));
                0
            },
            |index| index as u32,
        )
    }
}
