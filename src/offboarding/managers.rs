use super::Person;
use super::look_up::CHUNK;
use crate::api::batch::{self, Operation, sorted};
use crate::api::filter::{Filter, Modifier, Selection};
use crate::api::{Client, Id};
use crate::error::{Details, Result};
use crate::json::{Json, to_json};
use crate::users::{Page, id_of, page};

/// Someone whose manager leaves.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reassigned {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(rename = "ID"))]
    pub id: Id,
    /// Whether the user has the new manager now; in a dry run, whether they would get one.
    pub ok: bool,
    /// Why not.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub error: Option<Details>,
}

to_json!(Reassigned { id = "ID", ok, error });

/// The most users of a page.
const PAGE: u32 = 2_000;

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
    let leaving: Vec<String> = leavers
        .iter()
        .filter_map(|person| person.id.clone())
        .collect();
    let mut reports: Vec<Id> = Vec::new();
    for chunk in leaving.chunks(CHUNK) {
        reports.extend(reports_of(client, chunk).await?);
    }
    // Leavers who report to leavers need no manager any more; nobody is their own.
    let order = sorted(leaving.len(), &|a, b| leaving[a].cmp(&leaving[b]));
    let leaves = |id: &str| order.binary_search_by(|&at| (*leaving[at]).cmp(id)).is_ok();
    reports.retain(|id| id != manager && !leaves(id.as_str()));
    if dry_run || reports.is_empty() {
        return Ok(reports
            .into_iter()
            .map(|id| Reassigned {
                id,
                ok: true,
                error: None,
            })
            .collect());
    }
    let body = Json::object_of([("managerID", manager.as_str().into())]);
    let operations: Vec<Operation> = reports
        .iter()
        .map(|id| Operation::update(id.clone(), &body))
        .collect();
    let verdicts = batch::run(client, &operations, chunk_size, &|_| {})
        .await?
        .verdicts;
    let results = reports
        .into_iter()
        .zip(verdicts)
        .map(|(id, verdict)| Reassigned {
            id,
            ok: verdict.is_ok(),
            error: verdict.err().map(|error| error.into_details()),
        });
    Ok(results.collect())
}

async fn reports_of(client: &Client, managers: &[String]) -> Result<Vec<Id>> {
    let filter = Filter {
        field: "managerID".to_owned(),
        modifier: Some(Modifier::In),
        values: managers.to_vec(),
        upper_value: None,
    };
    let selection = Selection {
        filters: vec![filter],
        any_of: Vec::new(),
    };
    let mut found = Vec::new();
    let mut first = 0;
    loop {
        let part = Page {
            sort: None,
            first,
            limit: PAGE,
        };
        let users = page(client, &selection, &["ID"], part).await?;
        found.extend(users.items().filter_map(|user| id_of(&user)));
        if users.len() < PAGE as usize {
            return Ok(found);
        }
        first += PAGE;
    }
}
