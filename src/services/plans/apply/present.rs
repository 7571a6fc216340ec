//! What Workfront shows of the people of a plan when it is applied.

use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::StepKind;
use crate::services::plans::creates::find_clashes;
use crate::services::plans::only_if::ONLY_IF;
use crate::services::plans::people::{OnPerson, read_people};
use crate::services::plans::step::Step;

/// An object with every field that the steps read or write.
pub(super) fn names(steps: &[Step]) -> Json {
    let mut names = Json::object();
    for step in steps {
        if step.kind.is_of_subscription() {
            continue;
        }
        for part in ["before", "after", ONLY_IF] {
            names.insert_all(&step.json.get_or_null(part));
        }
    }
    // Each step has other values.
    for name in names.keys() {
        names.insert(&name, Json::null());
    }
    names
}

/// What Workfront shows of the users of these steps: of those to create, whoever has one of their keys already. Calls `on_person`
/// for the others as soon as their response has arrived.
pub(super) async fn read_now(
    client: &Client,
    steps: &[Step],
    fields: &[String],
    on_person: OnPerson<'_>,
) -> Result<Vec<Option<Json>>> {
    let mut ids = Vec::with_capacity(steps.len());
    let (mut positions, mut bodies) = (Vec::new(), Vec::new());
    for (at, step) in steps.iter().enumerate() {
        let target = step.target.clone();
        ids.push(
            target
                .filter(|_| !step.kind.is_of_subscription())
                .unwrap_or_default(),
        );
        if step.kind == StepKind::Create {
            positions.push(at);
            bodies.push(step.json.get_or_null("after"));
        }
    }
    let mut people = read_people(client, &ids, fields, false, on_person).await?;
    if !bodies.is_empty() {
        let clashes = find_clashes(client, &bodies, fields).await?;
        for (at, clash) in positions.into_iter().zip(clashes) {
            people[at] = clash.map(|clash| clash.user);
        }
    }
    Ok(people)
}
