//! Finds the users that have changed since a run.

use super::unknown;
use super::written::{check_host, read};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::drift::{drift, entry, missing};
use crate::services::plans::people::person;
use crate::services::plans::subscriptions;

const HANDED_OVER: &str = "What the user owned was handed over, or may have been, and the user was not deleted: look in Workfront who owns it.";

/// Whether each user that the run changed has changed since. Costs 1 request for every 500 users.
///
/// # Errors
/// The receipt is of another tenant, or a read failed.
pub async fn recheck(client: &Client, receipt: &Json) -> Result<Json> {
    check_host(receipt, &client.tenant().base_url)?;
    let found = read(client, std::slice::from_ref(receipt)).await?;
    let mut report = Json::array();
    for (written, user) in found.all.iter().zip(&found.people) {
        if written.is_handed_over && !written.is_deleted {
            report.push(handed_over(&written.id, &written.person));
            continue;
        }
        let (state, differences) = match user {
            None if written.is_deleted => ("asApplied", Json::array()),
            None => ("notFound", missing(&written.id)),
            Some(_) if written.is_deleted => (
                "changed",
                Json::array_of([entry("ID", Json::null(), written.id.as_str().into())]),
            ),
            Some(user) => {
                let differences = drift(&written.after, user);
                let state = if differences.is_empty() {
                    "asApplied"
                } else {
                    "changed"
                };
                (state, differences)
            }
        };
        let mut entry = Json::object_of(&[
            ("ID", written.id.as_str().into()),
            (
                "person",
                user.as_ref().map_or_else(|| written.person.clone(), person),
            ),
            ("state", state.into()),
        ]);
        if !differences.is_empty() {
            entry.insert("differences", differences);
        }
        report.push(entry);
    }
    for step in &found.unknown {
        report.push(Json::object_of(&[
            ("key", step.get_or_null("key")),
            ("person", step.get_or_null("person")),
            ("state", "unknown".into()),
            ("message", unknown::message(step).as_str().into()),
        ]));
    }
    subscriptions::recheck(client, receipt, &mut report).await?;
    Ok(report)
}

/// The entry of a user who was not deleted, and whose objects were handed over or may have been: nothing shows who owned them.
fn handed_over(id: &str, person: &Json) -> Json {
    Json::object_of(&[
        ("ID", id.into()),
        ("person", person.clone()),
        ("state", "unknown".into()),
        ("message", HANDED_OVER.into()),
    ])
}
