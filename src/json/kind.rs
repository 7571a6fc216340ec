/// What a [`Json`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, or `undefined` on the host's side.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// The kind with its article, for error messages.
    pub fn described(self) -> &'static str {
        match self {
            Kind::Null => "nothing",
            Kind::Boolean => "true or false",
            Kind::Number => "a number",
            Kind::String => "a text",
            Kind::Array => "a list",
            Kind::Object => "an object",
        }
    }
}
