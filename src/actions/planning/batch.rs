use super::create::new_user;
use super::names::named;
use super::plain_fields::{Whose, check_fields};
use super::update::{check_password, kind_of};
use crate::actions::batch::{Input, check};
use crate::client::Client;
use crate::error::Result;
use crate::input::{Problems, item, join};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::{Operation, OperationKind, is_user};
use crate::services::directory::with_ids;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, HeldReason, Wanted, plan_changes, plan_creates};
use crate::services::users::Collections;

const SAME_USER: &str =
    "The input has several operations on this user: plan them one after the other, or as one.";

/// Plans a batch whose operations create, update or delete users.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    check(input)?;
    let mut problems = Problems::default();
    let lines = &input.operations;
    for (index, operation) in lines.positions().zip(&lines.items) {
        let path = item("input.operations", index);
        if !can_be_planned(operation) {
            let problem = format!(
                "can't be planned: '{}' doesn't create, update or delete one user by its fields",
                operation.path()
            );
            problems.add(&path, problem);
        } else if let Some(body) = &operation.body {
            let whose = operation.id().map_or(Whose::NewUser, Whose::User);
            check_fields(body, whose, &join(&path, "body"), &mut problems);
        }
    }
    problems.into_result()?;
    let (mut targets, mut wanted, mut new) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen: Vec<Id> = Vec::new();
    for line in &lines.invalid {
        draft.hold(
            None,
            Json::object(),
            HeldReason::Invalid,
            &line.error.message,
        );
    }
    for (index, operation) in lines.positions().zip(&lines.items) {
        let path = join(&item("input.operations", index), "body");
        let body = operation.body.clone().unwrap_or_else(Json::object);
        check_password(&body, &path)?;
        let Some(id) = operation.id() else {
            new.push(new_user(client, &body).await?);
            continue;
        };
        // Workfront reads IDs without regard to case.
        let is_same = |known: &Id| known.as_str().eq_ignore_ascii_case(id.as_str());
        if seen.iter().any(is_same) {
            draft.hold(
                Some(id.as_str()),
                Json::object(),
                HeldReason::Contradiction,
                SAME_USER,
            );
            targets.retain(|(known, _)| !is_same(known));
            continue;
        }
        seen.push(id.clone());
        targets.push((id.clone(), wanted.len()));
        wanted.push(change(client, operation, &body).await?);
    }
    let options = GuardOptions {
        include_administrators: input.includeAdministrators == Some(true),
        max_people: input.maxPeople,
        dry_run: false,
    };
    draft.max_people = input.maxPeople;
    plan_changes(client, &targets, &wanted, options, draft).await?;
    match new.is_empty() {
        true => Ok(()),
        false => plan_creates(client, new, draft).await,
    }
}

fn can_be_planned(operation: &Operation) -> bool {
    let is_known = match operation.kind() {
        OperationKind::Update => operation.body.is_some(),
        OperationKind::Create => operation.creates_user(),
        OperationKind::Delete => true,
        OperationKind::Read | OperationKind::Call => false,
    };
    // Other parameters than the fields to return may do anything.
    is_known
        && is_user(&operation.object)
        && operation.parameters.iter().all(|name| name == "fields")
}

async fn change(client: &Client, operation: &Operation, body: &Json) -> Result<Wanted> {
    if operation.kind() == OperationKind::Delete {
        return Ok(super::delete::deletion(false));
    }
    let (fields, _) = with_ids(client, body, body.entries()).await?;
    Ok(Wanted {
        kind: kind_of(&fields),
        names: named(client, body, &fields).await?,
        fields,
        collections: Collections::Replace,
        warnings: Vec::new(),
    })
}
