//! Updates whose response was lost or proves too little. Their objects are read back together.

use super::Verdict;
use super::attempt::{Attempt, Resolution, Unproven};
use super::failures::was_repeated;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    batch::{Operation, is_user},
    evidence::{self, Comparison, Evidence},
    fields::{add_field, as_strs},
    filter::{Filter, Modifier, Selection},
};
use crate::services::users::{Page, check_rows, search};

/// A resolution for each update. Costs 1 request for each type of object.
pub(super) async fn resolve(
    client: &Client,
    group: &[(&Operation, Unproven)],
    attempt: &Attempt,
) -> Vec<Resolution> {
    let mut reads: Vec<(String, Result<Json>)> = Vec::new();
    for (operation, _) in group {
        let object = operation.object.to_ascii_lowercase();
        if !reads.iter().any(|(known, _)| *known == object) {
            let objects = read_back(client, &object, group).await;
            reads.push((object, objects));
        }
    }
    let mut resolutions = Vec::with_capacity(group.len());
    for (operation, unproven) in group {
        let of_type = |(object, _): &&(String, _)| operation.object.eq_ignore_ascii_case(object);
        resolutions.push(match reads.iter().find(of_type) {
            Some((_, Ok(objects))) => resolve_one(operation, unproven, objects, attempt),
            Some((_, Err(unread))) => {
                Resolution::unknown(operation, &evidence::unread_cause(&unproven.cause, unread))
            }
            None => Resolution::unknown(operation, &unproven.cause),
        });
    }
    resolutions
}

/// The objects of one type with the fields that the updates set.
async fn read_back(
    client: &Client,
    object: &str,
    group: &[(&Operation, Unproven)],
) -> Result<Json> {
    let mut ids = Vec::new();
    let mut fields = vec!["ID".to_owned()];
    for (operation, _) in group {
        if !operation.object.eq_ignore_ascii_case(object) {
            continue;
        }
        ids.extend(operation.id().map(|id| id.as_str().to_owned()));
        let changed = match &operation.body {
            Some(body) if is_user(object) => evidence::comparable_fields(body),
            Some(body) => evidence::plain_fields(body),
            None => Vec::new(),
        };
        for field in changed {
            add_field(&mut fields, &field);
        }
    }
    let count = ids.len();
    let selection = Selection {
        filters: &[Filter::on("ID", Modifier::In, ids)],
        any_of: &[],
    };
    let objects = search(client, object, selection, &as_strs(&fields), Page::first()).await?;
    check_rows(objects.len(), count as u32)?;
    Ok(objects)
}

/// Compares the objects that were read back with what the update was to set.
fn resolve_one(
    operation: &Operation,
    unproven: &Unproven,
    objects: &Json,
    attempt: &Attempt,
) -> Resolution {
    let id = operation.id().map_or("", |id| id.as_str());
    let mut found = Vec::new();
    for object in objects.items() {
        if evidence::is_object_with_id(&object, id) {
            found.push(object);
        }
    }
    // Sending again doesn't help after a response that only accepts, nor after a loss that the client has retried already.
    let may_resend =
        !attempt.is_single && unproven.accepted.is_none() && !was_repeated(&unproven.cause);
    let [object] = found.as_slice() else {
        return Resolution {
            verdict: not_shown(operation, &unproven.cause),
            may_resend,
        };
    };
    let state = match &operation.body {
        Some(body) if is_user(&operation.object) => evidence::compare(object, body),
        Some(body) => evidence::compare_object(object, body),
        None => Comparison::default(),
    };
    let named = |data: &&Json| evidence::is_object_with_id(data, id);
    let data = unproven.accepted.as_ref().filter(named).unwrap_or(object);
    let is_accepted = unproven.accepted.is_some();
    if state.shows_write() || (is_accepted && state.differing.is_empty()) {
        return Resolution::last(Verdict::done(data.clone(), Evidence::ReadBack));
    }
    let verdict = match state.differing.is_empty() {
        true => Verdict::unknown(operation.outcome_unknown(&unproven.cause)),
        false if is_accepted => {
            Verdict::not_done(still_differs(&state.differing), Some(Evidence::ReadBack))
        }
        false => {
            let error = evidence::not_done(unproven.cause.clone(), "object");
            Verdict::not_done(error, Some(Evidence::ReadBack))
        }
    };
    Resolution {
        verdict,
        may_resend,
    }
}

fn not_shown(operation: &Operation, cause: &Error) -> Verdict {
    let mut cause = cause.clone();
    cause.message = format!("{}; reading back doesn't show the object", cause.message);
    Verdict::unknown(operation.outcome_unknown(&cause))
}

/// The error of an update that Workfront accepted but didn't carry out, as reading back shows.
fn still_differs(fields: &[String]) -> Error {
    let message = format!(
        "Workfront accepted the change, but shows other values in {}",
        fields.join(", ")
    );
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("If the Adobe Admin Console manages these fields, change them there.");
    for field in fields {
        error.add_field(field);
    }
    error
}
