//! A fault as a script writes it.

use std::num::NonZeroU64;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

use super::effect::Effect;
use crate::http::Request;

/// What happens to which requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Which requests; all of them without it.
    #[serde(default)]
    pub matching: Matching,
    /// What happens to them.
    pub effect: Effect,
}

/// Which requests a fault strikes; what is not said does not matter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Matching {
    /// The method, in any case.
    pub method: Option<String>,
    /// A part of the path with its query, as it was sent.
    pub path_contains: Option<String>,
    /// A part of the body.
    pub body_contains: Option<String>,
    /// Only this one among the matches; the first is 1.
    pub nth: Option<NonZeroU64>,
    /// This one among the matches and the later ones.
    pub from: Option<NonZeroU64>,
    /// How often it strikes at most.
    pub count: Option<u64>,
    /// How likely it strikes, 0 to 1.
    #[serde(deserialize_with = "probability")]
    pub probability: Option<f64>,
}

impl Matching {
    /// Whether a request is meant, wherever it stands in the count.
    pub(super) fn takes(&self, request: &Request) -> bool {
        let part = |part: &Option<String>, whole: &dyn Fn() -> String| {
            part.as_ref()
                .is_none_or(|part| whole().contains(part.as_str()))
        };
        self.method
            .as_ref()
            .is_none_or(|method| method.eq_ignore_ascii_case(&request.method))
            && part(&self.path_contains, &|| path_with_query(request))
            && part(&self.body_contains, &|| {
                String::from_utf8_lossy(&request.body).into_owned()
            })
    }
}

fn path_with_query(request: &Request) -> String {
    match request.path_and_query() {
        (path, "") => path.to_owned(),
        (path, query) => format!("{path}?{query}"),
    }
}

fn probability<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(chance) if !(0.0..=1.0).contains(&chance) => Err(D::Error::invalid_value(
            Unexpected::Float(chance),
            &"a number from 0 to 1",
        )),
        chance => Ok(chance),
    }
}
