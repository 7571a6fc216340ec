use super::{creates, uri};
use crate::api::query::Query;
use crate::api::{ApiRequest, Id};
use crate::input::{Problems, check, join, problem_count};
use crate::json::{Json, UNWRITABLE};
use crate::protocol::evidence;
use crate::protocol::results::Identity;
use crate::transport::{Method, Payload};
use serde::{Deserialize, Deserializer};

/// One operation of a batch.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(non_snake_case)] // Workfront's own names, as the caller writes them.
pub struct OperationInput {
    /// What to do: GET reads, POST creates, PUT updates what the body has, DELETE deletes.
    pub method: Method,
    /// Where, behind the API version: '/user', '/user/<ID>' or '/user/<ID>/<action>', with a query if needed.
    pub uri: String,
    /// The fields to write, for POST and PUT.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, Json>>")
    )]
    pub body: Option<Json>,
}

/// An operation whose address was checked.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What to do.
    pub method: Method,
    /// The object: `user`.
    pub object: String,
    /// What follows the object: an ID, and an action of that object.
    pub rest: Vec<Id>,
    /// The parameters, as they were written.
    pub query: String,
    /// The names of the parameters as the server reads them, in lower case.
    pub parameters: Vec<String>,
    /// The fields to write.
    pub body: Option<Json>,
}

impl Operation {
    /// An update of a user.
    pub fn update(id: Id, body: &Json) -> Self {
        Operation {
            method: Method::Put,
            object: "user".to_owned(),
            rest: vec![id],
            query: String::new(),
            parameters: Vec::new(),
            body: Some(body.clone()),
        }
    }

    /// The path, without a slash at the beginning.
    pub fn path(&self) -> String {
        let mut path = self.object.clone();
        for part in &self.rest {
            path.push('/');
            path.push_str(part.as_str());
        }
        path
    }

    /// The path with its query, without a slash at the beginning. `fields` are asked for where the operation asks for none.
    pub fn uri(&self, fields: &[String]) -> String {
        let query = self.query_with(fields);
        if query.is_empty() {
            self.path()
        } else {
            format!("{}?{}", self.path(), query.as_str())
        }
    }

    /// The parameters; `fields` are asked for where the operation asks for none.
    pub(super) fn query_with(&self, fields: &[String]) -> Query {
        let mut query = Query::new();
        query.add_raw(&self.query);
        if !self.has_parameter("fields") {
            query.add_fields(fields);
        }
        query
    }

    /// The same as a request of its own.
    pub fn to_request(&self) -> ApiRequest {
        let request = ApiRequest::new(self.method, format!("/{}", self.path()))
            .with_query(self.query_with(&self.proving_fields()))
            .repeatable(self.is_idempotent());
        match &self.body {
            Some(body) => request.with_payload(Payload::Json(body.clone())),
            None => request,
        }
    }

    /// The fields by which a response shows that the operation was done.
    pub(super) fn proving_fields(&self) -> Vec<String> {
        match (self.kind(), &self.body) {
            (Kind::Update, Some(body)) if is_user(&self.object) => {
                evidence::comparable_fields(body)
            }
            (Kind::Create, Some(body)) if self.creates_user() => creates::keys(body),
            _ => Vec::new(),
        }
    }

    /// What it does.
    pub(super) fn kind(&self) -> Kind {
        let is_call = self.has_parameter("action");
        match (self.method, self.rest.as_slice()) {
            _ if is_call => Kind::Call,
            (Method::Get, _) => Kind::Read,
            (Method::Delete, [_]) => Kind::Delete,
            (Method::Put, [id]) if self.names_only_fields() && !is_action(id, &self.body) => {
                Kind::Update
            }
            (Method::Post, []) => Kind::Create,
            _ => Kind::Call,
        }
    }

    /// What was done if it was, for "It is unknown whether …".
    pub(super) fn what_was_done(&self) -> String {
        let object = self.object.to_ascii_lowercase();
        let id = self.id().map_or("", |id| id.as_str());
        match self.kind() {
            Kind::Update => format!("{object} {id} was changed"),
            Kind::Delete => format!("{object} {id} was deleted"),
            Kind::Create => match self.email() {
                Some(email) => format!("{object} {email} was created"),
                None => format!("the new {object} was created"),
            },
            Kind::Read | Kind::Call => format!("'{}' was carried out", self.path()),
        }
    }

    /// What its result can be recognized by.
    pub(super) fn identity(&self) -> Identity {
        match (self.kind(), self.rest.as_slice()) {
            (Kind::Update, [id]) => Identity::Object(id.as_str().to_owned()),
            // Else it may be a search or another named query.
            (Kind::Read, [id]) if is_guid(id) => Identity::Object(id.as_str().to_owned()),
            (Kind::Create, _) if self.creates_user() => {
                let reference = |body: &Json| body.str_or_default("extRefID");
                let reference = self.body.as_ref().map(reference);
                let email = self.email().unwrap_or_default();
                Identity::Person(email, reference.unwrap_or_default())
            }
            _ => Identity::Place,
        }
    }

    /// Whether a parameter has this name.
    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|known| known == name)
    }

    /// Whether the parameters say nothing but what to show.
    fn names_only_fields(&self) -> bool {
        self.parameters.iter().all(|name| name == "fields")
    }

    /// Whether it may change something.
    pub(super) fn is_write(&self) -> bool {
        self.kind() != Kind::Read
    }

    /// Whether doing it twice is the same as doing it once. A delete isn't: sent again, one that was done looks like one of
    /// an object that never was.
    pub fn is_idempotent(&self) -> bool {
        matches!(self.kind(), Kind::Read | Kind::Update)
    }

    /// Whether it creates a user that can be found again by its e-mail address or reference.
    pub fn creates_user(&self) -> bool {
        self.kind() == Kind::Create
            && is_user(&self.object)
            && self.body.as_ref().is_some_and(creates::has_key)
    }

    /// An ID in the body of an update would be the one that counts in an array.
    fn check_id(&self, path: &str, problems: &mut Problems) {
        let own = self.body.as_ref().and_then(|body| body.get("ID"));
        let (Kind::Update, Some(own), Some(id)) = (self.kind(), own, self.id()) else {
            return;
        };
        let is_same = |own: String| own.eq_ignore_ascii_case(id.as_str());
        if !own.as_str().is_some_and(is_same) {
            let path = join(&join(path, "body"), "ID");
            problems.add(&path, "must be that of 'uri', or left out");
        }
    }

    /// The e-mail address in the body.
    pub fn email(&self) -> Option<String> {
        self.body
            .as_ref()?
            .get_str("emailAddr")
            .filter(|email| !email.is_empty())
    }

    /// The ID of the object it concerns.
    pub fn id(&self) -> Option<&Id> {
        self.rest.first()
    }
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Reads.
    Read,
    /// Sets fields of one object.
    Update,
    /// Makes an object.
    Create,
    /// Deletes one object.
    Delete,
    /// An action, which may do anything.
    Call,
}

/// Whether this is an ID as Workfront gives them.
fn is_guid(part: &Id) -> bool {
    let part = part.as_str();
    part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Actions of objects whose names could be IDs.
const ACTIONS: &[&str] = &[
    "replace", "copy", "move", "approve", "reject", "recall", "share", "bulk",
];

/// Whether what follows the object is an action rather than an ID: `PUT /user/replace`, `PUT /user/clearAllApiKeys`.
fn is_action(part: &Id, body: &Option<Json>) -> bool {
    if is_guid(part) {
        return false;
    }
    let part = part.as_str();
    let is_camel_case = part.bytes().all(|byte| byte.is_ascii_alphabetic())
        && part.bytes().any(|byte| byte.is_ascii_uppercase())
        && part.starts_with(|first: char| first.is_ascii_lowercase());
    body.is_none() || is_camel_case || ACTIONS.iter().any(|name| part.eq_ignore_ascii_case(name))
}

/// Whether an object segment means users: its name or its code, in any case.
pub(super) fn is_user(object: &str) -> bool {
    object.eq_ignore_ascii_case("user")
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let before = problem_count();
        let given = OperationInput::deserialize(deserializer)?;
        let mut operation = Operation {
            method: given.method,
            object: String::new(),
            rest: Vec::new(),
            query: String::new(),
            parameters: Vec::new(),
            body: given.body,
        };
        if problem_count() == before {
            check(|path, problems| {
                uri::read(&mut operation, &given.uri, path, problems);
                if let Some(body) = &mut operation.body {
                    check_body(operation.method, body, &join(path, "body"), problems);
                }
                operation.check_id(path, problems);
            });
        }
        Ok(operation)
    }
}

/// Checks a body, and takes it as it is now: its chunk may go out much later.
fn check_body(method: Method, body: &mut Json, path: &str, problems: &mut Problems) {
    if matches!(method, Method::Get | Method::Delete) {
        let name = method.as_str();
        problems.add(path, format!("must be left out: {name} has none"));
    } else if !body.is_object() {
        problems.add_unexpected(path, "an object of fields", body);
    } else {
        match body.deep_clone() {
            Some(own) => *body = own,
            None => problems.add(path, UNWRITABLE),
        }
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
