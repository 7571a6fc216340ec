//! Updates whose response was lost or shows too little: their objects are read back together.

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

/// What became of updates. Costs 1 request for each type of object.
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
    for (operation, open) in group {
        let of_type = |(object, _): &&(String, _)| operation.object.eq_ignore_ascii_case(object);
        resolutions.push(match reads.iter().find(of_type) {
            Some((_, Ok(objects))) => compared(operation, open, objects, attempt),
            Some((_, Err(second))) => {
                Resolution::unknown(operation, &evidence::unread_cause(&open.cause, second))
            }
            None => Resolution::unknown(operation, &open.cause),
        });
    }
    resolutions
}

/// The objects of one type, with what was to be changed of each.
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

/// What an object that was read back shows of an update.
fn compared(
    operation: &Operation,
    open: &Unproven,
    objects: &Json,
    attempt: &Attempt,
) -> Resolution {
    let id = operation.id().map_or("", |id| id.as_str());
    let mut own = Vec::new();
    for object in objects.items() {
        if evidence::is_object_with_id(&object, id) {
            own.push(object);
        }
    }
    // A response that only accepts is no reason to send it again; nor is a loss that sending again didn't help.
    let may_resend = !attempt.is_single && open.accepted.is_none() && !was_repeated(&open.cause);
    let [object] = own.as_slice() else {
        return Resolution {
            verdict: not_shown(operation, &open.cause),
            may_resend,
        };
    };
    let state = match &operation.body {
        Some(body) if is_user(&operation.object) => evidence::compare(object, body),
        Some(body) => evidence::compare_object(object, body),
        None => Comparison::default(),
    };
    let named = |data: &&Json| evidence::is_object_with_id(data, id);
    let data = open.accepted.as_ref().filter(named).unwrap_or(object);
    let is_accepted = open.accepted.is_some();
    if state.shows_it() || (is_accepted && state.differing.is_empty()) {
        return Resolution::last(Verdict::done(data.clone(), Evidence::ReadBack));
    }
    let verdict = match state.differing.is_empty() {
        true => Verdict::unknown(operation.outcome_unknown(&open.cause)),
        false if is_accepted => {
            Verdict::not_done(still_differs(&state.differing), Some(Evidence::ReadBack))
        }
        false => {
            let error = evidence::not_done(open.cause.clone(), "object");
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
    cause.message = format!(
        "{}; read back, Workfront doesn't show the object",
        cause.message
    );
    Verdict::unknown(operation.outcome_unknown(&cause))
}

/// The error of an update that Workfront accepted, and which reading back shows not to have been done.
fn still_differs(fields: &[String]) -> Error {
    let message = format!(
        "Workfront accepted the change, but shows other values in {}",
        fields.join(", ")
    );
    let mut error = Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("What is managed in the Adobe Admin Console is changed there.");
    for field in fields {
        error.add_field(field);
    }
    error
}
