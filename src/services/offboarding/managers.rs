use super::Person;
use super::each_page::each_page;
use crate::client::Client;
use crate::error::{Details, Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::{
    SortedIndex,
    batch::Operation,
    filter::{Filter, Modifier, Selection},
};
use crate::services::batch::{self, OnProgress, OperationState, Phase, Stopped};
use crate::services::users::{LOOK_UP_CHUNK, id_of};
use serde::Serialize;

/// A user whose manager is offboarded.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reassigned {
    /// The user's ID.
    #[serde(rename = "ID")]
    pub id: Id,
    /// Whether the user has the new manager now; in a dry run, whether the user would get one.
    pub ok: bool,
    /// What is known of the change: done, not done, maybe done, or not sent. Absent in a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<OperationState>,
    /// The error, if the user doesn't have the new manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

/// The users whose manager is offboarded.
#[derive(Debug)]
pub struct Reassignment {
    /// A result for each of them.
    pub users: Vec<Reassigned>,
    /// Why it was stopped, if it was.
    pub stopped: Option<Stopped>,
}

/// Sets a new manager for the users who report to the leavers: those who are deactivated or rejected, or have left before. With `dry_run` only finds them. Costs 1 request for every 500 leavers and 1 a chunk.
///
/// # Errors
/// A look-up failed, or the tenant refuses batches. Nothing was changed.
pub async fn reassign(
    client: &Client,
    leavers: &[Person],
    manager: &Id,
    chunk_size: usize,
    dry_run: bool,
    on_progress: OnProgress<'_>,
) -> Result<Reassignment> {
    let leavers = leavers.iter().filter(|person| person.is_leaving());
    let mut ids = Vec::new();
    let mut leaving = Vec::new();
    for id in leavers.filter_map(|person| person.id.as_ref()) {
        ids.push(id.clone());
        leaving.push(id.to_ascii_lowercase());
    }
    let leaving = SortedIndex::new(leaving);
    let mut reports: Vec<Id> = Vec::new();
    let mut on_page = |users: &Json| {
        let count = reports.len();
        for user in users.items() {
            let manager = user.str_or_default("managerID").to_ascii_lowercase();
            // Only users who report to a leaver get a new manager, regardless of what a search returns.
            if let Some(id) = id_of(&user).filter(|_| leaving.first(&manager).is_some()) {
                reports.push(id);
            }
        }
        match reports.len() - count == users.len() {
            true => Ok(()),
            false => Err(other_user()),
        }
    };
    for chunk in ids.chunks(LOOK_UP_CHUNK) {
        let selection = Selection {
            filters: &[Filter::on("managerID", Modifier::In, chunk.to_vec())],
            any_of: &[],
        };
        each_page(client, selection, &["ID", "managerID"], &mut on_page).await?;
    }
    // Leavers need no new manager, and no user is their own manager.
    reports
        .retain(|id| id != manager && leaving.first(&id.as_str().to_ascii_lowercase()).is_none());
    let (mut verdicts, mut stopped) = (Vec::new(), None);
    if !dry_run && !reports.is_empty() {
        let mut body = Json::object();
        body.insert("managerID", manager.as_str());
        let mut operations = Vec::with_capacity(reports.len());
        for id in &reports {
            operations.push(Operation::update(id.clone(), &body));
        }
        let progress = |tally| on_progress(Phase::Reassign, tally, operations.len());
        let report = batch::run(client, &operations, chunk_size, &progress).await?;
        (verdicts, stopped) = (report.verdicts, report.stopped);
    }
    let mut verdicts = verdicts.into_iter();
    let mut users = Vec::with_capacity(reports.len());
    for id in reports {
        let verdict = verdicts.next();
        let state = verdict.as_ref().map(|verdict| verdict.state);
        let error = verdict.and_then(|verdict| verdict.outcome.err());
        users.push(Reassigned {
            id,
            ok: error.is_none(),
            state,
            error: error.map(Error::into_details),
        });
    }
    Ok(Reassignment { users, stopped })
}

fn other_user() -> Error {
    let message =
        "Workfront's response to the search for users who report to the leavers shows another user";
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("Nothing was changed. Check that no cache or proxy changes responses.")
}
