use crate::api::query::Query;
use crate::api::{ApiRequest, Id};
use crate::input::{Problems, check, join, problem_count};
use crate::json::{Json, UNWRITABLE};
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

    /// The path with its query, without a slash at the beginning.
    pub fn uri(&self) -> String {
        if self.query.is_empty() {
            self.path()
        } else {
            format!("{}?{}", self.path(), self.query)
        }
    }

    /// The same as a request of its own.
    pub fn to_request(&self) -> ApiRequest {
        let mut query = Query::new();
        query.add_raw(&self.query);
        let request = ApiRequest::new(self.method, format!("/{}", self.path()))
            .with_query(query)
            .repeatable(self.is_idempotent());
        match &self.body {
            Some(body) => request.with_payload(Payload::Json(body.clone())),
            None => request,
        }
    }

    /// Whether doing it twice is the same as doing it once.
    pub fn is_idempotent(&self) -> bool {
        match self.method {
            Method::Get => true,
            // Sent again, a delete that was done looks like one of an object that never was.
            Method::Delete => false,
            // An action may do anything.
            Method::Put => self.rest.len() == 1 && !self.query.contains("action="),
            Method::Post => false,
        }
    }

    /// Whether it creates a user that can be found again by its e-mail address.
    pub fn creates_user(&self) -> bool {
        self.method == Method::Post
            && self.rest.is_empty()
            && is_user(&self.object)
            && !self.query.contains("action=")
            && self.email().is_some()
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
            body: given.body,
        };
        if problem_count() == before {
            check(|path, problems| operation.set_uri(&given.uri, path, problems));
        }
        Ok(operation)
    }
}

impl Operation {
    fn set_uri(&mut self, uri: &str, path: &str, problems: &mut Problems) {
        let before = problems.count();
        let uri_path = join(path, "uri");
        let (address, query) = uri.split_once('?').unwrap_or((uri, ""));
        let mut parts = parts_of(address, &uri_path, problems);
        check_query(query, &uri_path, problems);
        if let Some(body) = &mut self.body {
            check_body(self.method, body, &join(path, "body"), problems);
        }
        if problems.count() > before {
            return;
        }
        self.object = parts.remove(0).as_str().to_owned();
        self.rest = parts;
        let what = match self.method {
            Method::Put => "updates",
            Method::Delete => "deletes",
            _ => "",
        };
        if self.rest.is_empty() && !what.is_empty() {
            problems.add(
                &uri_path,
                format!("must name the object that it {what}, as in '/user/<ID>'"),
            );
        }
        self.query = query.to_owned();
    }
}

/// The parts of a path; none where it has a problem.
fn parts_of(address: &str, path: &str, problems: &mut Problems) -> Vec<Id> {
    let address = address.strip_prefix('/').unwrap_or(address);
    let mut parts = Vec::new();
    for part in address.split('/') {
        let Some(id) = Id::parse(part) else {
            parts.clear();
            break;
        };
        parts.push(id);
    }
    let problem = if parts.is_empty() || parts.len() > 3 {
        "must be a path behind the API version, such as '/user/<ID>', without a host or '..'"
    } else if parts[0].as_str().eq_ignore_ascii_case("batch") {
        "must not be a batch itself"
    } else {
        return parts;
    };
    problems.add(path, problem);
    Vec::new()
}

/// What a query must not carry, and why.
const REFUSED: &[(&str, &str)] = &[
    // Credentials in a URL end in logs, and Workfront would log in with them.
    ("sessionid", CREDENTIAL),
    ("apikey", CREDENTIAL),
    ("password", CREDENTIAL),
    ("username", CREDENTIAL),
    ("method", OWN_FIELD),
    ("updates", OWN_FIELD),
];
const CREDENTIAL: &str = "Workfront takes it for a credential";
const OWN_FIELD: &str = "the operation has a field of its own for it";

fn check_query(query: &str, path: &str, problems: &mut Problems) {
    for pair in query.split('&') {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        let refused = REFUSED
            .iter()
            .find(|(refused, _)| name.eq_ignore_ascii_case(refused));
        if let Some((name, reason)) = refused {
            problems.add(path, format!("must not carry '{name}': {reason}"));
            return;
        }
    }
    let spells = query
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !(b"#\"<>").contains(&byte));
    if !spells {
        problems.add(path, "must be percent-encoded behind '?'");
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
