//! The objects that a write sends: a JSON body, `updates`, or single parameters
//! (docs/workfront-facts.md#parameters-and-bodies).

use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};

/// The fields of one object, as a caller sends them.
pub type Fields = Map<String, Value>;

/// The objects that a write sends.
#[derive(Debug)]
pub enum Payload {
    /// One object.
    One(Fields),
    /// Several objects.
    Many(Vec<Fields>),
}

impl Payload {
    /// Removes the body and the remaining parameters from a call and parses them.
    pub fn take(call: &mut Call) -> ApiResult<Self> {
        let updates = call.take("updates");
        let parameter = call.rest().next().map(|(name, _)| name.clone());
        let body = call.body.take();
        let value = match (body, updates, parameter) {
            (Some(_), _, Some(name)) | (None, Some(_), Some(name)) => {
                return Err(ApiError::invalid(format!(
                    "Cannot mix 'updates' JSON parameter with non-JSON update parameter '{name}'"
                )));
            }
            (Some(_), Some(_), None) => {
                return Err(ApiError::invalid("Cannot mix 'updates' with a JSON body"));
            }
            (Some(body), None, None) => body,
            (None, Some(updates), None) => serde_json::from_str(&updates)
                .map_err(|_| ApiError::invalid("JSON parsing error"))?,
            (None, None, _) => from_parameters(call),
        };
        match value {
            Value::Object(fields) => Ok(Self::One(fields)),
            Value::Array(items) => {
                let objects = items.into_iter().map(|item| match item {
                    Value::Object(fields) => Ok(fields),
                    _ => Err(ApiError::invalid("argument type mismatch")),
                });
                Ok(Self::Many(objects.collect::<ApiResult<_>>()?))
            }
            _ => Err(ApiError::invalid("JSON parsing error")),
        }
    }
}

fn from_parameters(call: &mut Call) -> Value {
    let mut fields = Fields::new();
    for (name, value) in call.rest() {
        let value = Value::from(value.as_str());
        match fields.get_mut(name) {
            Some(Value::Array(values)) => values.push(value),
            Some(known) => *known = Value::Array(vec![known.take(), value]),
            None => {
                fields.insert(name.clone(), value);
            }
        }
    }
    Value::Object(fields)
}
