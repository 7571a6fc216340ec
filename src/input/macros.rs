/// A choice of texts.
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)*
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
    };
}

pub(crate) use text_enum;
