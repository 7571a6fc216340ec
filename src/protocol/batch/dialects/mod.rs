//! The registry of batch dialects. A dialect is one file here and one line below.

use super::dialect_spec::DialectSpec;

/// Declares the file of each dialect and lists what they do.
macro_rules! registry {
    ($($file:ident::$dialect:ident,)*) => {
        $(mod $file;)*

        /// All dialects, in the order in which `auto` tries them.
        pub(super) const ALL: &[&DialectSpec] = &[$(&DialectSpec::of::<$file::$dialect>()),*];
    };
}

registry! {
    operations::Operations,
    uris::Uris,
    bulk::Bulk,
}
