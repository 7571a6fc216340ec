/// A struct that is read from an input field by field. Field names are those of the input.
macro_rules! input {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[allow(non_snake_case)] // Workfront's own names, as the caller writes them.
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::input::Read for $name {
            #[allow(non_snake_case)]
            fn read(
                json: &$crate::json::Json,
                path: &str,
                problems: &mut $crate::input::Problems,
            ) -> Option<Self> {
                let known: &[&str] = &[$(stringify!($field)),*];
                let _fields = $crate::input::Fields::open(json, path, known, problems)?;
                $(let $field = _fields.read(stringify!($field), problems);)*
                Some(Self { $($field: $field?,)* })
            }
        }
    };
}

/// A choice of texts.
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every choice, as it is written.
            pub const TEXTS: &'static [&'static str] = &[$($text),*];

            /// How it is written.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The choice that is written so.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl $crate::input::Read for $name {
            fn read(
                json: &$crate::json::Json,
                path: &str,
                problems: &mut $crate::input::Problems,
            ) -> Option<Self> {
                let text = String::read(json, path, problems)?;
                let found = Self::from_text(&text);
                if found.is_none() {
                    problems.add(path, format!("'{text}' is not one of {}", Self::TEXTS.join(", ")));
                }
                found
            }
        }
    };
}

pub(crate) use {input, text_enum};
