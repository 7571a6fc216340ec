//! Operations as an input has them.

use super::{Operation, OperationKind, uri};
use crate::input::{Problems, check, join, problem_count};
use crate::json::{Json, UNWRITABLE};
use crate::model::{person_key, user_check};
use crate::transport::Method;
use serde::{Deserialize, Deserializer};

/// One operation of a batch.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = [without_body()])))]
#[serde(deny_unknown_fields)]
#[allow(non_snake_case)] // Workfront's own names, as the caller writes them.
pub struct OperationInput {
    /// What to do: GET reads, POST creates, PUT updates what the body has, DELETE deletes.
    pub method: Method,
    /// The path after the API version: '/user', '/user/<ID>' or '/user/<ID>/<action>', with a query if needed.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(
            pattern = r"^/?[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){0,2}(\?[!-~]*)?$"
        ))
    )]
    pub uri: String,
    /// The fields to write, for POST and PUT.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, Json>>")
    )]
    pub body: Option<Json>,
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let before = problem_count();
        let input = OperationInput::deserialize(deserializer)?;
        let mut operation = Operation {
            method: input.method,
            object: String::new(),
            rest: Vec::new(),
            query: String::new(),
            parameters: Vec::new(),
            body: input.body,
        };
        if problem_count() == before {
            check(|path, problems| {
                uri::read(&mut operation, &input.uri, path, problems);
                let path_of_body = join(path, "body");
                if let Some(body) = &mut operation.body {
                    check_body(operation.method, body, &path_of_body, problems);
                }
                check_id(&operation, path, problems);
                if operation.writes_user()
                    && let Some(body) = &operation.body
                {
                    operation.body = Some(check_user(body, &path_of_body, problems));
                }
            });
        }
        Ok(operation)
    }
}

/// Checks a body and copies it: its chunk may be sent much later.
fn check_body(method: Method, body: &mut Json, path: &str, problems: &mut Problems) {
    if matches!(method, Method::Get | Method::Delete) {
        let name = method.as_str();
        problems.add(path, format!("must be left out: {name} has no body"));
    } else if !body.is_object() {
        problems.add_wrong_type(path, "an object of fields", body);
    } else {
        match body.deep_clone() {
            Some(own) => *body = own,
            None => problems.add(path, UNWRITABLE),
        }
    }
}

/// Checks the names of a user's fields and what identifies the person, which is trimmed.
fn check_user(body: &Json, path: &str, problems: &mut Problems) -> Json {
    let (user, fields) = person_key::with_trimmed_keys(body);
    for (name, value) in &fields {
        let text = value.as_str();
        let problem = text.and_then(|text| person_key::field_problem(name, &text));
        match problem {
            Some(problem) => problems.add(&join(path, name), problem),
            None if name.starts_with("DE:") => {}
            None => user_check::check_unknown(name, &join(path, name), &[], problems),
        }
    }
    user
}

/// An ID in the body of an update must be that of the URI: in an array, Workfront would use the one in the body.
fn check_id(operation: &Operation, path: &str, problems: &mut Problems) {
    let own = operation.body.as_ref().and_then(|body| body.get("ID"));
    let (OperationKind::Update, Some(own), Some(id)) = (operation.kind(), own, operation.id())
    else {
        return;
    };
    let is_same = |own: String| own.eq_ignore_ascii_case(id.as_str());
    if !own.as_str().is_some_and(is_same) {
        let path = join(&join(path, "body"), "ID");
        problems.add(&path, "must be the ID in 'uri', or be left out");
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Operation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Operation".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OperationInput::json_schema(generator)
    }
}

/// The rule of the schema: GET and DELETE have no body.
#[cfg(feature = "schema")]
pub(crate) fn without_body() -> serde_json::Value {
    serde_json::json!({
        "if": { "properties": { "method": { "enum": ["GET", "DELETE"] } } },
        "then": { "properties": { "body": { "type": "null" } } },
    })
}
