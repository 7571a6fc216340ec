use super::kind::{OperationKind, is_action, is_user};
use super::new_user;
use crate::error::Error;
use crate::json::Json;
use crate::model::{Id, is_guid};
use crate::protocol::{ApiRequest, evidence, query::Query, results::Identity};
use crate::transport::{Method, Payload};

/// An operation whose URI was checked.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The type of object, such as `user`.
    pub object: String,
    /// The rest of the path: an ID, and an action of that object.
    pub rest: Vec<Id>,
    /// The parameters, unchanged.
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

    /// The creation of a user.
    #[cfg(feature = "plans")]
    pub fn create_user(body: &Json) -> Self {
        Operation {
            method: Method::Post,
            object: "user".to_owned(),
            rest: Vec::new(),
            query: String::new(),
            parameters: Vec::new(),
            body: Some(body.clone()),
        }
    }

    /// The deletion of a user; with `force` also of the objects that depend on the user.
    #[cfg(feature = "plans")]
    pub fn delete_user(id: Id, force: bool) -> Self {
        let (query, parameters) = match force {
            true => ("force=true".to_owned(), vec!["force".to_owned()]),
            false => (String::new(), Vec::new()),
        };
        Operation {
            method: Method::Delete,
            object: "user".to_owned(),
            rest: vec![id],
            query,
            parameters,
            body: None,
        }
    }

    /// Gives what a user owns to another one (docs/workfront-facts.md#deletion).
    #[cfg(feature = "plans")]
    pub fn replace_user(id: &Id, replacement: &Id) -> Self {
        let mut query = Query::new();
        query.add("id", id.as_str());
        query.add("replacementID", replacement.as_str());
        Operation {
            method: Method::Put,
            object: "user".to_owned(),
            rest: Id::parse("replace").into_iter().collect(),
            query: query.as_str().to_owned(),
            parameters: vec!["id".to_owned(), "replacementid".to_owned()],
            body: None,
        }
    }

    /// Whether it gives what a user owns to another one.
    pub fn hands_over(&self) -> bool {
        is_user(&self.object)
            && self
                .rest
                .first()
                .is_some_and(|part| part.as_str().eq_ignore_ascii_case("replace"))
    }

    /// A read that changes nothing, to find out whether a tenant accepts a dialect.
    pub fn probe() -> Self {
        Operation {
            method: Method::Get,
            object: "user".to_owned(),
            rest: Id::parse("search").into_iter().collect(),
            query: "fields=ID&$$LIMIT=1".to_owned(),
            parameters: vec!["fields".to_owned(), "$$limit".to_owned()],
            body: None,
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

    /// The path with its query, without a slash at the beginning. Requests `fields` unless the operation names its own.
    pub fn uri(&self, fields: &[String]) -> String {
        let query = self.query_with(fields);
        if query.is_empty() {
            self.path()
        } else {
            format!("{}?{}", self.path(), query.as_str())
        }
    }

    /// The parameters. Requests `fields` unless the operation names its own.
    pub fn query_with(&self, fields: &[String]) -> Query {
        let mut query = Query::new();
        query.add_raw(&self.query);
        if !self.has_parameter("fields") {
            query.add_fields(fields);
        }
        query
    }

    /// The operation as a request of its own.
    pub fn to_request(&self) -> ApiRequest {
        let request = ApiRequest::new(self.method, format!("/{}", self.path()))
            .with_query(self.query_with(&self.evidence_fields()))
            .repeatable(self.is_idempotent());
        match &self.body {
            Some(body) => request.with_payload(Payload::Json(body.clone())),
            None => request,
        }
    }

    /// The fields by which a response shows that the operation was done.
    pub fn evidence_fields(&self) -> Vec<String> {
        match (self.kind(), &self.body) {
            (OperationKind::Update, Some(body)) if is_user(&self.object) => {
                evidence::comparable_fields(body)
            }
            (OperationKind::Create, Some(body)) if self.creates_user() => new_user::keys(body),
            _ => Vec::new(),
        }
    }

    /// What it does.
    pub fn kind(&self) -> OperationKind {
        let is_call = self.has_parameter("action");
        match (self.method, self.rest.as_slice()) {
            _ if is_call => OperationKind::Call,
            (Method::Get, _) => OperationKind::Read,
            (Method::Delete, [_]) => OperationKind::Delete,
            (Method::Put, [id]) if self.names_only_fields() && !is_action(id, &self.body) => {
                OperationKind::Update
            }
            (Method::Post, []) => OperationKind::Create,
            _ => OperationKind::Call,
        }
    }

    /// Completes "It is unknown whether …".
    pub fn what_was_done(&self) -> String {
        let object = self.object.to_ascii_lowercase();
        let id = self.id().map_or("", |id| id.as_str());
        match self.kind() {
            OperationKind::Update => format!("{object} {id} was changed"),
            OperationKind::Delete => format!("{object} {id} was deleted"),
            OperationKind::Create => match self.email() {
                Some(email) => format!("{object} {email} was created"),
                None => format!("the new {object} was created"),
            },
            OperationKind::Read | OperationKind::Call => {
                format!("'{}' was carried out", self.path())
            }
        }
    }

    /// The error of an operation that may have been done. `cause` says why its outcome is unknown.
    pub fn outcome_unknown(&self, cause: &Error) -> Error {
        evidence::unknown(cause, &self.what_was_done())
    }

    /// What identifies its result in a response.
    pub fn identity(&self) -> Identity {
        match (self.kind(), self.rest.as_slice()) {
            (OperationKind::Update, [id]) => Identity::Object(id.as_str().to_owned()),
            // Anything else may be a search or another named query.
            (OperationKind::Read, [id]) if is_guid(id.as_str()) => {
                Identity::Object(id.as_str().to_owned())
            }
            (OperationKind::Create, _) if self.creates_user() => {
                let reference = |body: &Json| body.str_or_default("extRefID");
                let reference = self.body.as_ref().map(reference);
                let email = self.email().unwrap_or_default();
                Identity::Person(email, reference.unwrap_or_default())
            }
            _ => Identity::Position,
        }
    }

    /// Whether a parameter has this name.
    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|known| known == name)
    }

    /// Whether `fields` is the only parameter.
    fn names_only_fields(&self) -> bool {
        self.parameters.iter().all(|name| name == "fields")
    }

    /// Whether it may change something.
    pub fn is_write(&self) -> bool {
        self.kind() != OperationKind::Read
    }

    /// Whether doing it twice is the same as doing it once. A deletion isn't idempotent: after a success,
    /// the second response is that there is no such object.
    pub fn is_idempotent(&self) -> bool {
        matches!(self.kind(), OperationKind::Read | OperationKind::Update)
    }

    /// Whether it creates a user that can be found again by its e-mail address or reference.
    pub fn creates_user(&self) -> bool {
        self.kind() == OperationKind::Create
            && is_user(&self.object)
            && self.body.as_ref().is_some_and(new_user::has_key)
    }

    /// Whether it creates a user or changes one by its fields.
    pub fn writes_user(&self) -> bool {
        matches!(self.kind(), OperationKind::Create | OperationKind::Update)
            && is_user(&self.object)
    }

    /// The e-mail address in the body.
    pub fn email(&self) -> Option<String> {
        self.body
            .as_ref()?
            .get_str("emailAddr")
            .filter(|email| !email.is_empty())
    }

    /// The ID of its object.
    pub fn id(&self) -> Option<&Id> {
        self.rest.first()
    }
}
