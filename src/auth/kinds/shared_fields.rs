//! Fields that several kinds have.

use crate::auth::field::{Field, Format, SentAs, optional, required, secret};

pub(super) const CLIENT_ID: Field = required("clientId", Format::Word)
    .sent_as(SentAs::Parameter("client_id"))
    .described("The client ID.");

pub(super) const CLIENT_SECRET: Field = secret("clientSecret", Format::Text)
    .sent_as(SentAs::Parameter("client_secret"))
    .described("The client secret.");

pub(super) const TOKEN_URL: Field = optional("tokenUrl", Format::Url)
    .described("The URL of the token service, instead of the default one.");

pub(super) const IMS_ORG_ID: Field = optional("imsOrgId", Format::Word)
    .sent_as(SentAs::Header("x-gw-ims-org-id"))
    .described("The IMS organization, such as 'X@AdobeOrg'.");
