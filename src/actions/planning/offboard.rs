use super::deactivate::deactivation;
use super::reports::{depend_on_leavers, key};
use crate::actions::offboard::{Input, check, check_people};
use crate::client::Client;
use crate::error::Result;
use crate::input::Lines;
use crate::json::Json;
use crate::model::{Id, Object};
use crate::services::directory::resolve_optional_id;
use crate::services::guards::GuardOptions;
use crate::services::offboarding::{self, Person, Source};
use crate::services::plans::{Draft, HeldReason, StepKind, Wanted, plan_changes};
use crate::services::users::Collections;
use std::collections::BTreeSet;

const NOBODY: &str = "Workfront shows no user with this e-mail address or ID.";

/// Plans the deactivation of many users, and the new manager of those who report to them.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    let (source, _) = check(input)?;
    let (id, name) = (&input.newManagerID, &input.newManager);
    let manager = resolve_optional_id(client, Object::User, id, name, "newManager").await?;
    let people = match source {
        // Planning reads them anyway.
        Source::Ids(ids) => named_by_id(ids),
        source => offboarding::collect(client, source, &|_, _| {}).await?,
    };
    check_people(&people, manager.as_ref())?;
    let mut wanted = vec![deactivation(input.clearTeams == Some(true))];
    let mut targets = Vec::with_capacity(people.len());
    if let Some(manager) = &manager {
        wanted.push(Wanted {
            kind: StepKind::Update,
            fields: Json::object_of(&[("managerID", manager.as_str().into())]),
            collections: Collections::Replace,
            names: super::names::of_user(client, manager).await?,
            warnings: Vec::new(),
        });
        // Before the deactivations, so that nobody reports to a leaver if the run is cut off.
        let nothing = |_, _, _| {};
        let reports = offboarding::reassign(client, &people, manager, 1, true, &nothing).await?;
        for report in reports.users {
            targets.push((report.id, 1));
        }
    }
    let mut leavers = BTreeSet::new();
    for person in people {
        let mut who = Json::object();
        if let Some(email) = &person.email {
            who.insert("emailAddr", email.as_str());
        }
        match (&person.error, person.id.as_deref().and_then(Id::parse)) {
            (Some(error), _) => {
                draft.hold(
                    person.id.as_deref(),
                    who,
                    HeldReason::Invalid,
                    &error.message,
                );
            }
            (None, Some(id)) => {
                leavers.insert(key(&id));
                targets.push((id, 0));
            }
            (None, None) => draft.hold(None, who, HeldReason::NotFound, NOBODY),
        }
    }
    draft.max_people = input.maxPeople;
    let options = GuardOptions {
        include_administrators: input.includeAdministrators == Some(true),
        max_people: input.maxPeople,
        ..GuardOptions::default()
    };
    plan_changes(client, &targets, &wanted, options, draft).await?;
    if manager.is_some() {
        depend_on_leavers(&leavers, draft);
    }
    Ok(())
}

/// The users with these IDs, once each, and the lines that are no IDs.
fn named_by_id(ids: &Lines<Id>) -> Vec<Person> {
    let mut known = BTreeSet::new();
    let mut people = Vec::with_capacity(ids.len());
    for id in &ids.items {
        if known.insert(id.as_str().to_ascii_lowercase()) {
            people.push(Person::missing(Some(id.as_str().to_owned()), None));
        }
    }
    for line in &ids.invalid {
        people.push(Person::invalid(line.text.clone(), None, line));
    }
    people
}
