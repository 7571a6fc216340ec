//! An API call, parsed from an HTTP request (docs/workfront-facts.md#requests).

use serde_json::Value;

use super::version::Version;
use crate::encoding::{Pairs, decode, parse_pairs};
use crate::error::{ApiError, ApiResult};
use crate::http::Request;

/// The maximum length of a URI (docs/workfront-facts.md#uri-length).
pub const MAX_URI_LENGTH: usize = 8892;

/// An API call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method, or the one in `method=`.
    pub method: String,
    /// The version in the path.
    pub version: Version,
    /// The path's segments below the version.
    pub segments: Vec<String>,
    /// The parameters of the query.
    pub query: Pairs,
    /// The parameters of a form body.
    pub form: Pairs,
    /// A JSON body.
    pub body: Option<Value>,
    /// When the request arrived.
    pub now_ms: i64,
}

impl Call {
    /// Parses a request. `None` if its path is not the API's.
    pub fn parse(request: &Request, newest: u32) -> Option<ApiResult<Self>> {
        let (path, query) = request.path_and_query();
        let mut segments = path.split('/').filter(|part| !part.is_empty()).map(decode);
        if segments.next()? != "attask" {
            return None;
        }
        let (version, segments) = Version::from_path(&segments.next()?, segments, newest)?;
        let call = Self {
            method: request.method.to_uppercase(),
            version,
            segments,
            query: parse_pairs(query),
            form: Pairs::new(),
            body: None,
            now_ms: request.now_ms as i64,
        };
        Some(call.with_body(request))
    }

    fn with_body(mut self, request: &Request) -> ApiResult<Self> {
        let content_type = request
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        if self.method != "GET" && !request.body.is_empty() {
            let text = String::from_utf8_lossy(&request.body);
            if content_type.starts_with("application/x-www-form-urlencoded") {
                self.form = parse_pairs(&text);
            } else {
                // Adobe advises to try text/plain (docs/workfront-facts.md#parameters-and-bodies), so a body of any
                // other type may be JSON.
                let body = serde_json::from_str(&text);
                self.body = Some(body.map_err(|_| ApiError::invalid("JSON parsing error"))?);
            }
        }
        self.override_method()?;
        Ok(self)
    }

    /// `method=` overrides the method of the request (docs/workfront-facts.md#methods).
    pub fn override_method(&mut self) -> ApiResult<()> {
        if let Some(method) = self.take("method") {
            let method = method.to_uppercase();
            if !["GET", "POST", "PUT", "DELETE"].contains(&method.as_str()) {
                return Err(ApiError::unsupported(format!(
                    "unsupported method: {method}"
                )));
            }
            self.method = method;
        }
        Ok(())
    }

    /// Removes a parameter and returns its first value.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.take_all(name).into_iter().next()
    }

    /// Removes a parameter and returns all its values.
    pub fn take_all(&mut self, name: &str) -> Vec<String> {
        let mut values = Vec::new();
        for pairs in [&mut self.query, &mut self.form] {
            pairs.retain(|(known, value)| {
                let matches = known == name;
                if matches {
                    values.push(value.clone());
                }
                !matches
            });
        }
        values
    }

    /// Removes a flag and returns it.
    pub fn take_flag(&mut self, name: &str) -> bool {
        self.take(name)
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Removes IDs and returns them: repeated, comma-separated or a JSON array (docs/workfront-facts.md#arrays).
    pub fn take_ids(&mut self, name: &str) -> Vec<String> {
        let values = self.take_all(name);
        values.iter().flat_map(|value| parse_list(value)).collect()
    }

    /// The remaining parameters.
    pub fn rest(&self) -> impl Iterator<Item = &(String, String)> {
        self.query.iter().chain(&self.form)
    }
}

/// Parses a JSON array or a comma-separated list.
pub fn parse_list(value: &str) -> Vec<String> {
    let json = serde_json::from_str::<Vec<String>>(value);
    json.unwrap_or_else(|_| {
        let parts = value.split(',').map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(String::from)
            .collect()
    })
}
