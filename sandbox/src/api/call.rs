//! One call of the API, read from one HTTP request (docs/workfront-facts.md#requests).

use serde_json::Value;

use super::version::Version;
use crate::error::{ApiError, Outcome};
use crate::http::Request;
use crate::text::{Pairs, decode, pairs};

/// The longest URI that gets through (docs/workfront-facts.md#uri-length).
pub const LONGEST_URI: usize = 8892;

/// A call: what to do, with which parameters.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method after `method=`.
    pub method: String,
    /// The version of the path.
    pub version: Version,
    /// The path's segments below the version.
    pub segments: Vec<String>,
    /// Parameters of the query.
    pub query: Pairs,
    /// Parameters of a form body.
    pub form: Pairs,
    /// A JSON body.
    pub body: Option<Value>,
    /// When the call arrives.
    pub now_ms: i64,
}

/// The path of a URL without its host, and its query.
pub fn split_url(url: &str) -> (&str, &str) {
    let rest = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    };
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    rest.split_once('?').unwrap_or((rest, ""))
}

impl Call {
    /// Reads a call; `None` for a path that is not the API's.
    pub fn read(request: &Request, newest: u32) -> Option<Outcome<Self>> {
        let (path, query) = split_url(&request.url);
        let mut segments = path.split('/').filter(|part| !part.is_empty()).map(decode);
        if segments.next()? != "attask" {
            return None;
        }
        let (version, segments) = Version::of_path(&segments.next()?, segments, newest)?;
        let call = Self {
            method: request.method.to_uppercase(),
            version,
            segments,
            query: pairs(query),
            form: Pairs::new(),
            body: None,
            now_ms: request.now_ms as i64,
        };
        Some(call.with_body(request))
    }

    fn with_body(mut self, request: &Request) -> Outcome<Self> {
        let kind = request
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        if self.method != "GET" && !request.body.is_empty() {
            let text = String::from_utf8_lossy(&request.body);
            if kind.starts_with("application/x-www-form-urlencoded") {
                self.form = pairs(&text);
            } else {
                // Adobe's own advice is to try text/plain (docs/workfront-facts.md#parameters-and-bodies), so any other
                // type may hold JSON.
                let body = serde_json::from_str(&text);
                self.body = Some(body.map_err(|_| ApiError::invalid("JSON parsing error"))?);
            }
        }
        self.override_method()?;
        Ok(self)
    }

    /// `method=` says what is meant (docs/workfront-facts.md#methods).
    pub fn override_method(&mut self) -> Outcome<()> {
        if let Some(meant) = self.take("method") {
            let meant = meant.to_uppercase();
            if !["GET", "POST", "PUT", "DELETE"].contains(&meant.as_str()) {
                return Err(ApiError::unsupported(format!(
                    "unsupported method: {meant}"
                )));
            }
            self.method = meant;
        }
        Ok(())
    }

    /// Takes a parameter out.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.take_all(name).into_iter().next()
    }

    /// Takes every value of a parameter out.
    pub fn take_all(&mut self, name: &str) -> Vec<String> {
        let mut values = Vec::new();
        for pairs in [&mut self.query, &mut self.form] {
            pairs.retain(|(known, value)| {
                let found = known == name;
                if found {
                    values.push(value.clone());
                }
                !found
            });
        }
        values
    }

    /// Takes a flag out.
    pub fn take_flag(&mut self, name: &str) -> bool {
        self.take(name)
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Takes IDs out: repeated, comma-separated or a JSON array (docs/workfront-facts.md#arrays).
    pub fn take_ids(&mut self, name: &str) -> Vec<String> {
        let values = self.take_all(name);
        values.iter().flat_map(|value| listed(value)).collect()
    }

    /// All parameters that are left.
    pub fn rest(&self) -> impl Iterator<Item = &(String, String)> {
        self.query.iter().chain(&self.form)
    }
}

/// A JSON array or a comma list.
pub fn listed(value: &str) -> Vec<String> {
    let json = serde_json::from_str::<Vec<String>>(value);
    json.unwrap_or_else(|_| {
        let parts = value.split(',').map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(String::from)
            .collect()
    })
}
