//! What a tenant can be told to be like.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The tenant's options; all have defaults.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// What the tenant's data are made from.
    pub seed: u64,
    /// How many users there are at first, the admin included.
    pub people: usize,
    /// The tenant's base URL, for documents that name it.
    pub base_url: Option<String>,
    /// How long every call takes.
    pub latency_ms: f64,
    /// How many calls may be under way at once (docs/workfront-facts.md#throttling).
    pub max_concurrent: usize,
    /// The admin's API key.
    pub api_key: String,
    /// An access token that the `Authorization` header may bear.
    pub bearer_token: String,
    /// A session of the admin.
    #[serde(rename = "sessionID")]
    pub session_id: String,
    /// The organization that must go with a bearer token; not checked without one.
    pub ims_org_id: Option<String>,
    /// Which forms of `POST /batch` there are; no source proves either (docs/workfront-facts.md#batch-endpoint).
    pub batch: BatchForms,
    /// How a failing item of a batch is told.
    pub batch_item_errors: ItemErrors,
    /// How many items a batch may have.
    pub batch_max: usize,
    /// Whether new users are inactive and pending (docs/workfront-facts.md#pending-users).
    pub pending_approval: bool,
    /// After how long pending users become active by themselves.
    pub pending_clears_after_ms: Option<f64>,
    /// Whether `emailAddr` can be changed (docs/workfront-facts.md#e-mail-and-username).
    pub email_editable: bool,
    /// Whether a change of `emailAddr` is passed over in silence where it is not editable.
    pub email_ignored: bool,
    /// Whether users can be deleted (docs/workfront-facts.md#deletion).
    pub delete_allowed: bool,
    /// Whether `POST /login` works (docs/workfront-facts.md#password-login: nowhere).
    pub login_allowed: bool,
    /// What a bulk write with one bad item does without `atomic`.
    pub bulk_non_atomic: BulkNonAtomic,
    /// Whether bulk writes answer in the order of the request (docs/workfront-facts.md#arrays: no promise).
    pub bulk_in_order: bool,
    /// The fields without which no user is created (docs/workfront-facts.md#required-fields).
    pub required_on_create: Vec<String>,
    /// The oldest version that answers (docs/workfront-facts.md#api-versions).
    pub min_version: u32,
    /// The newest version.
    pub max_version: u32,
    /// Whether errors come with status 200.
    #[serde(rename = "errorsInside200")]
    pub errors_inside_200: bool,
    /// The shape of a count (docs/workfront-facts.md#counts).
    pub count_shape: CountShape,
    /// Whether `filters` takes modifiers and OR prefixes (docs/workfront-facts.md#reserved-names).
    pub filter_modifiers: bool,
    /// Whether modifiers known from third parties only work (docs/workfront-facts.md#modifiers).
    pub third_party_modifiers: bool,
    /// Whether negations other than `ne` and `cine` find empty fields too.
    pub negations_find_nulls: bool,
    /// Whether the caller is a system administrator.
    pub caller_is_admin: bool,
    /// Whether administrator access can be granted by a write (docs/workfront-facts.md#admin-console: it cannot).
    pub admin_grantable: bool,
    /// Whether a user becomes active again only with an access level in the same write.
    pub reactivation_needs_access_level: bool,
    /// Whether custom data need their form on the user (docs/workfront-facts.md#custom-fields).
    pub form_required: bool,
    /// The OAuth2 application and the credential that the token services know.
    pub oauth: OAuth,
    /// Whether a new subscription is told by `Location` alone, as older documents have it
    /// (docs/workfront-facts.md#creating-a-subscription).
    pub empty_subscription_answer: bool,
    /// How the dates of subscriptions are named (docs/workfront-facts.md#reading-subscriptions).
    pub subscription_dates: SubscriptionDates,
    /// How events carry the token (docs/workfront-facts.md#event-tokens: not stated).
    pub event_authorization: EventAuthorization,
    /// The offset of the tenant's time zone.
    pub utc_offset_minutes: i64,
    /// Users besides the seeded ones.
    pub users: Vec<Value>,
    /// Groups besides the seeded ones.
    pub groups: Vec<Value>,
    /// Access levels besides the seeded ones.
    pub access_levels: Vec<Value>,
    /// Job roles besides the seeded ones.
    pub roles: Vec<Value>,
    /// Teams besides the seeded ones.
    pub teams: Vec<Value>,
    /// Companies besides the seeded ones.
    pub companies: Vec<Value>,
    /// Schedules besides the seeded ones.
    pub schedules: Vec<Value>,
}

/// The OAuth2 application and the credential that the token services know (docs/workfront-facts.md#authentication).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OAuth {
    /// The client ID.
    #[serde(rename = "clientID")]
    pub client_id: String,
    /// The client secret.
    pub client_secret: String,
    /// The first refresh token.
    pub refresh_token: String,
    /// Whether a refresh token is used up when it is used.
    pub rotates: bool,
    /// How long a token lasts, in seconds.
    pub expires_in: f64,
    /// The scopes that the credential has; anything is taken without.
    pub scopes: Option<Vec<String>>,
}

/// The forms of `POST /batch`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BatchForms {
    /// A JSON body of operations.
    pub operations: bool,
    /// A form body of relative URIs.
    pub uris: bool,
}

/// How a failing item of a batch is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ItemErrors {
    /// In its place.
    Inline,
    /// The whole call answers an error that names no item; earlier items stay done.
    FailAll,
}

/// What a bulk write with one bad item does without `atomic`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BulkNonAtomic {
    /// Nothing is written.
    AllOrNothing,
    /// The others are written; the bad one has an error in its place.
    PerItem,
}

/// How the dates of subscriptions are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SubscriptionDates {
    /// `date_created`, as the documentation has it.
    Snake,
    /// `dateCreated`, as a public client has it.
    Camel,
}

/// How events carry the token in `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventAuthorization {
    /// As it is.
    Bare,
    /// Behind `Bearer`.
    Bearer,
}

/// The shape of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CountShape {
    /// `{"data":{"count":3}}`, as the specification has it.
    Data,
    /// `{"count":3}`, as the documentation prints it.
    Bare,
}

impl Default for BatchForms {
    fn default() -> Self {
        Self {
            operations: true,
            uris: true,
        }
    }
}

impl Default for OAuth {
    fn default() -> Self {
        Self {
            client_id: "sandbox-client".into(),
            client_secret: "sandbox-secret".into(),
            refresh_token: "sandbox-refresh".into(),
            rotates: true,
            expires_in: 3600.0,
            scopes: None,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        let required = ["emailAddr", "firstName", "lastName"];
        Self {
            seed: 1,
            people: 200,
            base_url: None,
            latency_ms: 0.0,
            max_concurrent: 10,
            api_key: "sandbox-api-key".into(),
            bearer_token: "sandbox-token".into(),
            session_id: "sandbox-session".into(),
            ims_org_id: None,
            batch: BatchForms::default(),
            batch_item_errors: ItemErrors::Inline,
            batch_max: 100,
            pending_approval: false,
            pending_clears_after_ms: None,
            email_editable: true,
            email_ignored: false,
            delete_allowed: true,
            login_allowed: false,
            bulk_non_atomic: BulkNonAtomic::AllOrNothing,
            bulk_in_order: false,
            required_on_create: required.map(String::from).to_vec(),
            min_version: 15,
            max_version: 22,
            errors_inside_200: false,
            count_shape: CountShape::Data,
            filter_modifiers: true,
            third_party_modifiers: false,
            negations_find_nulls: false,
            caller_is_admin: true,
            admin_grantable: false,
            reactivation_needs_access_level: false,
            form_required: true,
            oauth: OAuth::default(),
            empty_subscription_answer: false,
            subscription_dates: SubscriptionDates::Snake,
            event_authorization: EventAuthorization::Bare,
            utc_offset_minutes: -300,
            users: Vec::new(),
            groups: Vec::new(),
            access_levels: Vec::new(),
            roles: Vec::new(),
            teams: Vec::new(),
            companies: Vec::new(),
            schedules: Vec::new(),
        }
    }
}

/// The most people a tenant is made for.
const MOST_PEOPLE: usize = 200_000;

/// Options that the tenant's data come from and that cannot change any more.
const FIXED: [&str; 2] = ["seed", "people"];

/// Options that put objects in; a change adds its own ones only.
const OBJECTS: [&str; 7] = [
    "users",
    "groups",
    "accessLevels",
    "roles",
    "teams",
    "companies",
    "schedules",
];

impl Options {
    /// Reads options; an unknown one is an error that names it.
    pub fn read(value: &Value) -> Result<Self, String> {
        let value = if value.is_null() {
            &Value::Object(serde_json::Map::new())
        } else {
            value
        };
        let options: Self = serde_json::from_value(value.clone())
            .map_err(|error| format!("The sandbox's options: {error}"))?;
        if options.people > MOST_PEOPLE {
            return Err(format!(
                "The sandbox's options: people may be at most {MOST_PEOPLE}"
            ));
        }
        Ok(options)
    }

    /// Applies a merge patch (RFC 7396).
    pub fn patched(&self, patch: &Value) -> Result<Self, String> {
        let Value::Object(changes) = patch else {
            return Err("The sandbox's options: a change must be an object".into());
        };
        if let Some(fixed) = FIXED.into_iter().find(|name| changes.contains_key(*name)) {
            return Err(format!(
                "The sandbox's options: {fixed} is settled when it starts"
            ));
        }
        let mut value = serde_json::to_value(self).map_err(|error| error.to_string())?;
        OBJECTS.into_iter().for_each(|name| {
            value
                .as_object_mut()
                .and_then(|options| options.remove(name));
        });
        merge(&mut value, patch);
        Self::read(&value)
    }
}

fn merge(target: &mut Value, patch: &Value) {
    let (Value::Object(target), Value::Object(patch)) = (&mut *target, patch) else {
        *target = patch.clone();
        return;
    };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name).or_insert(Value::Null), value);
        }
    }
}
