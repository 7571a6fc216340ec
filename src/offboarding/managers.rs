use super::Person;
use super::look_up::{CHUNK, each_page};
use crate::api::batch::{self, Operation, Places};
use crate::api::filter::{Filter, Modifier, Selection};
use crate::api::{Client, Id};
use crate::error::{Details, Error, Result};
use crate::json::Json;
use crate::users::id_of;
use serde::Serialize;

/// Someone whose manager leaves.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reassigned {
    /// The user's ID.
    #[serde(rename = "ID")]
    pub id: Id,
    /// Whether the user has the new manager now; in a dry run, whether they would get one.
    pub ok: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

/// Gives the people who report to the leavers a new manager. Costs 1 request for 500 leavers and 1 a chunk.
///
/// # Errors
/// A look-up failed, or the tenant refuses batches; no one was changed.
pub async fn reassign(
    client: &Client,
    leavers: &[Person],
    manager: &Id,
    chunk_size: usize,
    dry_run: bool,
) -> Result<Vec<Reassigned>> {
    let mut leaving = Vec::with_capacity(leavers.len());
    for person in leavers {
        leaving.extend(person.id.clone());
    }
    let leaving = Places::of(leaving);
    let mut reports: Vec<Id> = Vec::new();
    let mut hear = |users: &Json| {
        for user in users.items() {
            if let Some(id) = id_of(&user) {
                reports.push(id);
            }
        }
    };
    for chunk in leaving.names().chunks(CHUNK) {
        let selection = Selection {
            filters: &[Filter::on("managerID", Modifier::In, chunk.to_vec())],
            any_of: &[],
        };
        each_page(client, selection, &["ID"], &mut hear).await?;
    }
    // Leavers who report to leavers need no manager any more; nobody is their own.
    reports.retain(|id| id != manager && leaving.first(id.as_str()).is_none());
    let mut verdicts = Vec::new();
    if !dry_run && !reports.is_empty() {
        let mut body = Json::object();
        body.insert("managerID", manager.as_str());
        let mut operations = Vec::with_capacity(reports.len());
        for id in &reports {
            operations.push(Operation::update(id.clone(), &body));
        }
        let report = batch::run(client, &operations, chunk_size, &|_| {}).await?;
        verdicts = report.verdicts;
    }
    let mut verdicts = verdicts.into_iter();
    let mut reassigned = Vec::with_capacity(reports.len());
    for id in reports {
        let error = verdicts.next().and_then(Result::err);
        reassigned.push(Reassigned {
            id,
            ok: error.is_none(),
            error: error.map(Error::into_details),
        });
    }
    Ok(reassigned)
}
