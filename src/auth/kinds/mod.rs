//! The registry of the kinds of credential. A kind is one file in this folder and one line below.

mod shared_fields;

use super::kind::Kind;
use strum::VariantArray;

/// Declares the files as modules, and the public enum.
macro_rules! registry {
    ($($module:ident::$variant:ident,)*) => {
        $(mod $module;)*

        /// The kinds of credential.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
        pub enum CredentialType {
            $(
                #[doc = concat!("The kind that `src/auth/kinds/", stringify!($module), ".rs` describes.")]
                $variant,
            )*
        }

        impl CredentialType {
            /// Everything about this kind.
            pub(crate) fn kind(self) -> &'static Kind {
                match self {
                    $(CredentialType::$variant => &$module::KIND,)*
                }
            }
        }
    };
}

// Each line is `file::Variant`. Forms and docs list the kinds in this order, recommended ones first.
registry! {
    ims_server_to_server::ImsServerToServer,
    oauth_jwt::OauthJwt,
    oauth_refresh::OauthRefresh,
    api_key::ApiKey,
    bearer::Bearer,
    session::Session,
    login::Login,
    supplied::Supplied,
}
