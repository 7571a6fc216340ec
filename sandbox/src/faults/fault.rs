//! A fault in a script.

use std::num::NonZeroU64;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

use super::effect::Effect;
use crate::http::Request;

/// An effect on some requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// The requests; all requests by default.
    #[serde(default)]
    pub matching: Matching,
    /// The effect on them.
    pub effect: Effect,
}

/// The requests that a fault applies to. A condition that is not set always holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Matching {
    /// The method, in any case.
    pub method: Option<String>,
    /// A substring of the path with its query, as it was sent.
    pub path_contains: Option<String>,
    /// A substring of the body.
    pub body_contains: Option<String>,
    /// Only this one of the matching requests; the first is 1.
    pub nth: Option<NonZeroU64>,
    /// This one of the matching requests and all later ones.
    pub from: Option<NonZeroU64>,
    /// The maximum number of times that it applies.
    pub count: Option<u64>,
    /// The probability that it applies, from 0 to 1.
    #[serde(deserialize_with = "probability")]
    pub probability: Option<f64>,
}

impl Matching {
    /// Whether a request matches, regardless of the counters.
    pub fn matches(&self, request: &Request) -> bool {
        let contains = |part: &Option<String>, text: &dyn Fn() -> String| {
            part.as_ref()
                .is_none_or(|part| text().contains(part.as_str()))
        };
        self.method
            .as_ref()
            .is_none_or(|method| method.eq_ignore_ascii_case(&request.method))
            && contains(&self.path_contains, &|| path_with_query(request))
            && contains(&self.body_contains, &|| {
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
        Some(probability) if !(0.0..=1.0).contains(&probability) => Err(D::Error::invalid_value(
            Unexpected::Float(probability),
            &"a number from 0 to 1",
        )),
        probability => Ok(probability),
    }
}
