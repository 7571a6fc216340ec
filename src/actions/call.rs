use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Problems, item};
use crate::json::{Json, Kind};
use crate::model::Id;
use crate::protocol::{
    ApiRequest,
    evidence::{self, Proof, is_same_key},
    query::Query,
};
use crate::services::guards::{self, GuardOptions, Watched, Write};
use crate::transport::{Method, Payload};
use serde::{Deserialize, Serialize};

/// Calls any endpoint of Workfront's API.
#[derive(Debug)]
pub struct Call;

/// The request.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = [crate::protocol::batch::without_body()])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The HTTP method: GET reads, POST creates, PUT updates or runs an action, DELETE deletes.
    pub method: Method,
    /// The name or objCode of the object type, such as 'project' or 'PROJ'.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[A-Za-z0-9_-]{1,64}$"), extend("x-placeholder" = "project")))]
    pub object: String,
    /// The ID of the object.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// An action or named query of the object type, such as 'search', 'count' or 'calculateDataExtension'.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = r"^[A-Za-z0-9_-]{1,64}$"))
    )]
    pub action: Option<String>,
    /// The fields to read.
    pub fields: Option<Vec<String>>,
    /// More query parameters. An array repeats its parameter. Credentials are rejected here.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Parameters>", extend("propertyNames" = { "not": { "enum": RESERVED } })))]
    pub parameters: Option<Json>,
    /// The fields to write, for POST and PUT.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, Json>>")
    )]
    pub body: Option<Json>,
    /// Whether to shut administrators out too: deactivate or delete them, change their access level or username, clear their API keys or reject their approval. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
}

/// The parameters of a query, for the schema.
#[cfg(feature = "schema")]
type Parameters = std::collections::BTreeMap<String, Parameter>;

/// A parameter of a query.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(inline, untagged)]
#[allow(dead_code)] // Only described.
enum Parameter {
    One(ParameterValue),
    Several(Vec<ParameterValue>),
}

/// One value of a parameter; null is sent as an empty one.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(inline, untagged)]
#[allow(dead_code)] // Only described.
enum ParameterValue {
    String(String),
    Number(f64),
    Boolean(bool),
    Null(()),
}

/// Workfront's response.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CallOutput"))]
pub struct Output {
    /// The data of the response, unchanged.
    pub data: Json,
}

const IS_RESERVED: &str =
    "is reserved: use the connection's credential, 'method', 'fields', or a filters object";

/// Parameters that Workfront reads as credentials (docs/workfront-facts.md#reserved-names), and those that other fields of
/// the input set.
const RESERVED: &[&str] = &[
    "username",
    "password",
    "apiKey",
    "sessionID",
    "method",
    "fields",
];

impl Action for Call {
    const ID: &'static str = "call";
    const ABOUT: About = About {
        title: "Call the API",
        description: "Calls any object and action of Workfront's API with the connection's credential, retries and errors. A write is sent only once. If its response is lost or does not show the result, the call fails with 'outcomeUnknown'. Writes to users and their approvals that shut people out are refused for the connection's own user, administrators and protected people; no other call is guarded: it can change whatever the credential may change, also access levels and groups.",
        requests: Requests::at_least(
            1,
            "a call that can shut people out costs 1 for each 500 people to read them, 1 to read the approvals that it names, and the guards' requests of 'deactivate'",
        ),
        group: "Advanced",
        read_only: false,
        destructive: true,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let request = request(input)?;
        let is_write = request.is_write();
        let requested_id = input.ID.as_ref().filter(|_| input.action.is_none());
        let write = Write {
            method: input.method,
            path: &request.path,
            query: request.query.as_str(),
            body: input.body.as_ref(),
        };
        let guarded = guards::recognise(&write, Watched::of(&context.client));
        let options = GuardOptions::for_one(input.includeAdministrators);
        let reservation = guards::check_one(&context.client, guarded, options).await?;
        let data = reservation.end(context.client.send(request).await)?;
        if is_write && evidence::of_call(&data) == Proof::Nothing {
            let message = "Workfront's response does not show whether the call was carried out";
            let cause = Error::new(ErrorKind::UnexpectedResponse, message);
            return Err(evidence::unknown(&cause, "the call was carried out"));
        }
        if let Some(id) = requested_id
            && data
                .get_str("ID")
                .is_some_and(|own| !is_same_key(&own, id.as_str()))
        {
            let message =
                format!("Workfront returned another object than {id}, which was requested");
            let cause = Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str());
            return Err(match is_write {
                true => evidence::unknown(&cause, "the call was carried out"),
                false => cause,
            });
        }
        Ok(Output { data })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Conflict, Forbidden, NotFound, OutcomeUnknown};
        Example {
            input: serde_json::json!({ "method": "GET", "object": "group", "action": "search", "fields": ["name"], "parameters": { "name": "Marketing" } }),
            fails: &[NotFound, Forbidden, Conflict, OutcomeUnknown],
        }
    }
}

fn request(input: &Input) -> Result<ApiRequest> {
    let mut problems = Problems::default();
    let mut path = String::new();
    add_part(&mut path, "object", &input.object, &mut problems);
    if let Some(id) = &input.ID {
        path.push('/');
        path.push_str(id.as_str());
    }
    if let Some(action) = &input.action {
        add_part(&mut path, "action", action, &mut problems);
    }
    let mut request = ApiRequest::new(input.method, path);
    if let Some(fields) = &input.fields {
        request.query.add_fields(fields);
    }
    if let Some(parameters) = &input.parameters {
        add_parameters(&mut request.query, parameters, &mut problems);
    }
    if input.body.is_some() && matches!(input.method, Method::Get | Method::Delete) {
        problems.add("body", "must be absent: GET and DELETE have no body");
    }
    problems
        .into_result()
        .map_err(|error| error.with_hint("Nothing was sent."))?;
    // The effect of a write is unknown here and can't be read back, so a write is never repeated.
    request.repeatable = input.method == Method::Get;
    request.payload = input.body.clone().map(Payload::Json);
    Ok(request)
}

fn add_part(path: &mut String, name: &str, part: &str, problems: &mut Problems) {
    if Id::parse(part).is_none() {
        problems.add(name, "must consist of letters, digits, '-' and '_'");
    }
    path.push('/');
    path.push_str(part);
}

fn add_parameters(query: &mut Query, parameters: &Json, problems: &mut Problems) {
    if !parameters.is_object() {
        problems.add("parameters", "must be an object");
    }
    for (key, value) in &parameters.entries() {
        if RESERVED.iter().any(|known| known.eq_ignore_ascii_case(key)) {
            problems.add(&format!("parameters.{key}"), IS_RESERVED);
        } else if value.is_array() {
            for (index, one) in value.items().enumerate() {
                let path = item(&format!("parameters.{key}"), index);
                let what = "a string, number, boolean or null";
                query.add(key, &to_text(&one, what, &path, problems));
            }
        } else {
            let path = format!("parameters.{key}");
            let what = "a string, number, boolean, null or array of these";
            query.add(key, &to_text(value, what, &path, problems));
        }
    }
}

fn to_text(value: &Json, what: &str, path: &str, problems: &mut Problems) -> String {
    match value.kind() {
        Kind::Null => String::new(),
        Kind::Array | Kind::Object => {
            problems.add_wrong_type(path, what, value);
            String::new()
        }
        Kind::String | Kind::Number | Kind::Boolean => value.to_display_string(),
    }
}
