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
            fn blank() -> Self {
                Self { $($field: $crate::input::Read::blank(),)* }
            }

            fn read(
                &mut self,
                json: &$crate::json::Json,
                path: &str,
                problems: &mut $crate::input::Problems,
            ) {
                $crate::input::read_fields(
                    json,
                    path,
                    problems,
                    &[$(stringify!($field)),*],
                    &mut [$(&mut self.$field),*],
                );
            }
        }
    };
}

/// A choice of texts.
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
        $(#[$meta])*
        pub enum $name {
            $($(#[$variant_meta])* #[cfg_attr(feature = "schema", serde(rename = $text))] $variant,)*
        }

        impl $name {
            /// Every choice, as it is written.
            pub const TEXTS: &'static [&'static str] = &[$($text),*];

            /// Every choice.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// How it is written.
            pub fn as_str(self) -> &'static str {
                Self::TEXTS[self as usize]
            }

            /// The choice that is written so.
            #[allow(dead_code)] // Not every choice is read by its text alone.
            pub fn from_text(text: &str) -> Option<Self> {
                let at = Self::TEXTS.iter().position(|known| *known == text)?;
                Some(Self::ALL[at])
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Json {
                self.as_str().into()
            }
        }

        impl $crate::input::Read for $name {
            fn blank() -> Self {
                Self::ALL[0]
            }

            fn read(
                &mut self,
                json: &$crate::json::Json,
                path: &str,
                problems: &mut $crate::input::Problems,
            ) {
                let at = $crate::input::read_choice(json, path, Self::TEXTS, problems);
                if let Some(choice) = at.and_then(|at| Self::ALL.get(at)) {
                    *self = *choice;
                }
            }
        }
    };
}

pub(crate) use {input, text_enum};
