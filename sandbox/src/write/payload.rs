//! What a write carries: a JSON body, `updates`, or loose parameters (docs/workfront-facts.md#parameters-and-bodies).

use serde_json::Value;

use super::Fields;
use crate::api::call::Call;
use crate::error::{ApiError, Outcome};

/// What a write carries.
#[derive(Debug)]
pub enum Payload {
    /// The fields of one object.
    One(Fields),
    /// Those of many.
    Many(Vec<Fields>),
}

impl Payload {
    /// Takes all that is left of a call.
    pub fn take(call: &mut Call) -> Outcome<Self> {
        let updates = call.take("updates");
        let loose = call.rest().next().map(|(name, _)| name.clone());
        let body = call.body.take();
        let value = match (body, updates, loose) {
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
            (None, None, _) => loose_fields(call),
        };
        match value {
            Value::Object(fields) => Ok(Self::One(fields)),
            Value::Array(all) => {
                let objects = all.into_iter().map(|one| match one {
                    Value::Object(fields) => Ok(fields),
                    _ => Err(ApiError::invalid("argument type mismatch")),
                });
                Ok(Self::Many(objects.collect::<Outcome<_>>()?))
            }
            _ => Err(ApiError::invalid("JSON parsing error")),
        }
    }
}

fn loose_fields(call: &mut Call) -> Value {
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
