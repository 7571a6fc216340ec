//! The API's errors and their bodies (docs/workfront-facts.md#error-bodies).

use serde_json::{Value, json};

/// The shape of an error body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A: class and message.
    Plain,
    /// B: class, message, title, msgKey, attributes, code.
    Full,
    /// C: only the message.
    MessageOnly,
    /// D: a bare string.
    Bare,
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status (docs/workfront-facts.md#status-codes).
    pub status: u16,
    /// The Java class; only `AuthenticationException` is documented; the others follow its pattern.
    pub class: &'static str,
    /// The message.
    pub message: String,
    /// The key of the message.
    pub key: &'static str,
    /// The shape of the body.
    pub shape: Shape,
    /// Whether earlier writes stay: for a batch that fails halfway.
    pub keeps_writes: bool,
}

/// A value, or the error of the call.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    fn new(status: u16, class: &'static str, shape: Shape, message: impl Into<String>) -> Self {
        Self {
            status,
            class,
            message: message.into(),
            key: "exception.attask",
            shape,
            keeps_writes: false,
        }
    }

    /// 401: the credential is missing, wrong or expired.
    pub fn authentication(message: impl Into<String>) -> Self {
        Self::new(
            401,
            "com.attask.common.AuthenticationException",
            Shape::Plain,
            message,
        )
    }

    /// 403: the caller may not do this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(
            403,
            "com.attask.common.AccessDeniedException",
            Shape::Full,
            message,
        )
    }

    /// 404: the object does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(
            404,
            "com.attask.common.ObjectNotFoundException",
            Shape::Full,
            message,
        )
    }

    /// 410: the API version is not available.
    pub fn gone(message: impl Into<String>) -> Self {
        Self::new(
            410,
            "com.attask.common.APIVersionException",
            Shape::Plain,
            message,
        )
    }

    /// 400: the operation is not supported.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(
            400,
            "com.attask.common.UnsupportedOperationException",
            Shape::Plain,
            message,
        )
    }

    /// 400: the path is malformed. The error is a bare string.
    pub fn bad_uri(message: impl Into<String>) -> Self {
        Self::new(400, "", Shape::Bare, message)
    }

    /// 422: invalid data.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(
            422,
            "com.attask.common.ValidationException",
            Shape::Full,
            message,
        )
    }

    /// 422: the version does not have the field or modifier.
    pub fn field(message: impl Into<String>) -> Self {
        Self::new(
            422,
            "com.attask.common.InvalidParameterException",
            Shape::Plain,
            message,
        )
    }

    /// 422: a number is out of range. The body has no class.
    pub fn limit(message: impl Into<String>) -> Self {
        Self::new(
            422,
            "java.lang.IllegalArgumentException",
            Shape::MessageOnly,
            message,
        )
    }

    /// 422: a value has the wrong type.
    pub fn parameter(field: &str, value: &str) -> Self {
        Self::invalid(format!("Invalid Parameter: {field} value \"{value}\""))
    }

    /// 429: too many concurrent calls (docs/workfront-facts.md#throttling: without `Retry-After`).
    pub fn too_many() -> Self {
        let message = "Too many concurrent API requests";
        Self::new(
            429,
            "com.attask.common.TooManyRequestsException",
            Shape::Plain,
            message,
        )
    }

    /// 500: an unexpected error.
    pub fn unexpected(message: impl Into<String>) -> Self {
        Self::new(500, "java.lang.RuntimeException", Shape::Plain, message)
    }

    /// The value of `error`.
    pub fn to_json(&self) -> Value {
        match self.shape {
            Shape::Plain => json!({"class": self.class, "message": self.message}),
            Shape::Full => json!({
                "class": self.class,
                "message": self.message,
                "title": null,
                "msgKey": self.key,
                "attributes": [""],
                "code": 0,
            }),
            Shape::MessageOnly => json!({"message": self.message}),
            Shape::Bare => Value::from(self.message.as_str()),
        }
    }
}
