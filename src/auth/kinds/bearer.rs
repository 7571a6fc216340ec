//! An access token of Adobe IMS.

use super::shared_fields::IMS_ORG_ID;
use crate::auth::field::{Format, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Kind, TokenHeader, TokenSource};

pub(super) const KIND: Kind = Kind {
    name: "bearer",
    title: FormText::new("Adobe access token"),
    description: FormText::new("A token of Adobe IMS that your own system renews."),
    sent_as: FormText::new(
        "Sent as `Authorization: Bearer`, with `x-gw-ims-org-id` if `imsOrgId` is set.",
    ),
    fields: &[
        secret("accessToken", Format::Word).described("The token, without 'Bearer'."),
        IMS_ORG_ID,
    ],
    header: TokenHeader::BEARER,
    token: TokenSource::Field,
    warning: None,
};
