//! The options of a tenant.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The tenant's options. Each has a default.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// The seed of the generated data.
    pub seed: u64,
    /// The number of generated users, including the administrator.
    pub people: usize,
    /// The tenant's base URL, for `Location` headers.
    pub base_url: Option<String>,
    /// The minimum duration of every call, in milliseconds.
    pub latency_ms: f64,
    /// The maximum number of concurrent calls (docs/workfront-facts.md#throttling).
    pub max_concurrent: usize,
    /// The administrator's API key.
    pub api_key: String,
    /// An access token of the administrator, for the `Authorization` header.
    pub bearer_token: String,
    /// A session of the administrator.
    #[serde(rename = "sessionID")]
    pub session_id: String,
    /// The organization ID required with a bearer token. `None`: not checked.
    pub ims_org_id: Option<String>,
    /// Which forms of `POST /batch` are enabled; no source confirms either (docs/workfront-facts.md#batch-endpoint).
    pub batch: BatchForms,
    /// How a failing item of a batch is reported.
    pub batch_item_errors: ItemErrors,
    /// The maximum number of items in a batch.
    pub batch_max: usize,
    /// Whether new users are inactive and pending (docs/workfront-facts.md#pending-users).
    pub pending_approval: bool,
    /// After how many milliseconds pending users become active automatically.
    pub pending_clears_after_ms: Option<f64>,
    /// Whether `emailAddr` can be changed (docs/workfront-facts.md#e-mail-and-username).
    pub email_editable: bool,
    /// Whether a change of `emailAddr` is silently ignored if it is not editable.
    pub email_ignored: bool,
    /// Whether users can be deleted (docs/workfront-facts.md#deletion).
    pub delete_allowed: bool,
    /// Whether `POST /login` works (docs/workfront-facts.md#password-login: nowhere).
    pub login_allowed: bool,
    /// What a bulk write without `atomic` does if one item is invalid.
    pub bulk_non_atomic: BulkNonAtomic,
    /// Whether bulk writes return objects in the order of the request (docs/workfront-facts.md#arrays: no promise).
    pub bulk_in_order: bool,
    /// The fields that are required to create a user (docs/workfront-facts.md#required-fields).
    pub required_on_create: Vec<String>,
    /// The oldest supported version (docs/workfront-facts.md#api-versions).
    pub min_version: u32,
    /// The newest supported version.
    pub max_version: u32,
    /// Whether errors are sent with status 200.
    #[serde(rename = "errorsInside200")]
    pub errors_inside_200: bool,
    /// The shape of a count (docs/workfront-facts.md#counts).
    pub count_shape: CountShape,
    /// Whether `filters` accepts modifiers and OR prefixes (docs/workfront-facts.md#reserved-names).
    pub filter_modifiers: bool,
    /// Whether modifiers that only third parties mention are supported (docs/workfront-facts.md#modifiers).
    pub third_party_modifiers: bool,
    /// Whether negations other than `ne` and `cine` match empty fields too.
    pub negations_find_nulls: bool,
    /// Whether the caller is a system administrator.
    pub caller_is_admin: bool,
    /// Whether administrator access can be granted by a write (docs/workfront-facts.md#admin-console: it cannot).
    pub admin_grantable: bool,
    /// Whether reactivating a user requires an access level in the same write.
    pub reactivation_needs_access_level: bool,
    /// Whether custom data require their form on the user (docs/workfront-facts.md#custom-fields).
    pub form_required: bool,
    /// The OAuth2 application and the credential of the token services.
    pub oauth: OAuth,
    /// Whether a create of a subscription returns only `Location`, as older documents say
    /// (docs/workfront-facts.md#creating-a-subscription).
    pub empty_subscription_answer: bool,
    /// The field names of a subscription's dates (docs/workfront-facts.md#reading-subscriptions).
    pub subscription_dates: SubscriptionDates,
    /// How events send the token (docs/workfront-facts.md#event-tokens: not stated).
    pub event_authorization: EventAuthorization,
    /// The UTC offset of the tenant's time zone, in minutes.
    pub utc_offset_minutes: i64,
    /// Users in addition to the generated ones.
    pub users: Vec<Value>,
    /// Groups in addition to the generated ones.
    pub groups: Vec<Value>,
    /// Access levels in addition to the generated ones.
    pub access_levels: Vec<Value>,
    /// Job roles in addition to the generated ones.
    pub roles: Vec<Value>,
    /// Teams in addition to the generated ones.
    pub teams: Vec<Value>,
    /// Companies in addition to the generated ones.
    pub companies: Vec<Value>,
    /// Schedules in addition to the generated ones.
    pub schedules: Vec<Value>,
}

/// The OAuth2 application and the credential of the token services (docs/workfront-facts.md#authentication).
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
    /// Whether a refresh token can be used only once.
    pub rotates: bool,
    /// The lifetime of a token, in seconds.
    pub expires_in: f64,
    /// The scopes of the credential. `None`: any scope is accepted.
    pub scopes: Option<Vec<String>>,
}

/// The forms of `POST /batch` that are enabled.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BatchForms {
    /// A JSON body of operations.
    pub operations: bool,
    /// A form body of relative URIs.
    pub uris: bool,
}

/// How a failing item of a batch is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ItemErrors {
    /// As an error in the item's place.
    Inline,
    /// The call fails with an error that names no item. Earlier items keep their effect.
    FailAll,
}

/// What a bulk write without `atomic` does if one item is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BulkNonAtomic {
    /// Nothing is written.
    AllOrNothing,
    /// The valid items are written. The invalid one has an error in its place.
    PerItem,
}

/// The field names of a subscription's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SubscriptionDates {
    /// `date_created`, as in the documentation.
    Snake,
    /// `dateCreated`, as in a public client.
    Camel,
}

/// How events send the token in `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventAuthorization {
    /// Without a scheme.
    Bare,
    /// With the scheme `Bearer`.
    Bearer,
}

/// The shape of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CountShape {
    /// `{"data":{"count":3}}`, as in the specification.
    Data,
    /// `{"count":3}`, as in the documentation.
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

/// The maximum of `people`.
const MAX_PEOPLE: usize = 200_000;

/// Options that the data are generated from. They cannot be changed later.
const IMMUTABLE: [&str; 2] = ["seed", "people"];

/// Options that insert objects. A change inserts only its own objects.
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
    /// Parses options. An unknown option is an error that names it.
    pub fn parse(value: &Value) -> Result<Self, String> {
        let value = if value.is_null() {
            &Value::Object(serde_json::Map::new())
        } else {
            value
        };
        let options: Self = serde_json::from_value(value.clone())
            .map_err(|error| format!("Invalid sandbox options: {error}"))?;
        if options.people > MAX_PEOPLE {
            return Err(format!(
                "Invalid sandbox options: people must be at most {MAX_PEOPLE}, but is {}",
                options.people
            ));
        }
        Ok(options)
    }

    /// Applies a merge patch (RFC 7396).
    pub fn patched(&self, patch: &Value) -> Result<Self, String> {
        let Value::Object(changes) = patch else {
            return Err("Invalid sandbox options: the changes must be an object".into());
        };
        if let Some(name) = IMMUTABLE
            .into_iter()
            .find(|name| changes.contains_key(*name))
        {
            return Err(format!(
                "Invalid sandbox options: {name} cannot be changed after the sandbox is created"
            ));
        }
        let mut value = serde_json::to_value(self).map_err(|error| error.to_string())?;
        OBJECTS.into_iter().for_each(|name| {
            value
                .as_object_mut()
                .and_then(|options| options.remove(name));
        });
        merge(&mut value, patch);
        Self::parse(&value)
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
