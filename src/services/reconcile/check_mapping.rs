//! Holds a mapping against a tenant, before anybody is planned with it.

use super::check_value::Known;
use super::columns::{Column, Columns, names_of};
use super::desired::is_list;
use super::keys::{Key, RowKeys};
use super::mapping::{Cell, Mapping, OnUnknown, cell, target_of, unknown_target};
use super::mapping_problem::{MappingProblem, MappingProblemKind};
use super::names::TenantNames;
use super::rows::Rows;
use crate::client::Client;
use crate::error::{ErrorKind, Result, cut};
use crate::input::Problems;
use crate::json::Json;
use crate::protocol::fields::as_strs;
use crate::protocol::filter::Selection;
use crate::services::provisioning::readable;
use crate::services::users::{Page, page};
use std::collections::BTreeMap;
use strum::VariantArray;

/// The fields by which people are found.
const KEYS: [&str; 4] = ["extRefID", "ssoUsername", "username", "emailAddr"];

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// The problems.
    pub problems: Vec<MappingProblem>,
    /// The columns that nothing reads.
    pub unread: Vec<String>,
    /// The fields that the list or the mapping has.
    pub fields: Vec<String>,
}

/// Checks a mapping against the tenant, and against a list if there is one. Costs 1 request for every 2000 objects of each type
/// that it names, 1 for the fields, and 1 for every 2000 users and for their count if it names managers.
///
/// # Errors
/// A request failed.
pub async fn check_mapping(
    client: &Client,
    mapping: &Mapping,
    people: Option<&Json>,
) -> Result<Checked> {
    let mut problems = Vec::new();
    let mut known = Mapping::default();
    for (name, rule, map) in &mapping.rules {
        match target_of(name) {
            Some(_) => known.rules.push((name.clone(), rule.clone(), map.clone())),
            None => problems.push(problem(
                name,
                None,
                MappingProblemKind::UnknownField,
                unknown_target(name),
            )),
        }
    }
    let names = people.map(names_of).unwrap_or_default();
    // Columns that a list has beside the mapping are no problem of it.
    let columns = Columns::new(&names, Some(&known), &mut Problems::default());
    if people.is_some() {
        for (name, rule, _) in &known.rules {
            for column in rule
                .columns()
                .iter()
                .filter(|column| !names.contains(*column))
            {
                problems.push(problem(
                    name,
                    Some(column.clone()),
                    MappingProblemKind::MissingColumn,
                    format!("the list has no column '{}'", cut(column)),
                ));
            }
        }
    }
    if !KEYS.iter().any(|key| columns.has(key)) {
        problems.push(no_key());
    }
    let tenant = TenantNames::read(client, &columns.objects()).await?;
    let listed = match people {
        Some(people) => keys_of(client, people, &columns).await,
        None => Vec::new(),
    };
    let tenant = Known::read(client, tenant, &columns.columns, listed).await?;
    for column in &columns.columns {
        check_rule(column, &tenant, &mut problems);
    }
    if let Some(people) = people {
        check_values(&columns, people, &tenant, &mut problems);
    }
    check_fields(client, &columns, &mut problems).await?;
    Ok(Checked {
        problems,
        unread: columns.unread,
        fields: columns
            .columns
            .into_iter()
            .map(|column| column.name)
            .collect(),
    })
}

fn no_key() -> MappingProblem {
    let message = format!(
        "the mapping has no field by which people are found: add one of {}",
        KEYS.join(", ")
    );
    problem("", None, MappingProblemKind::MissingKey, message)
}

/// All by which the list names its people.
async fn keys_of(client: &Client, people: &Json, columns: &Columns) -> Vec<String> {
    let read = Rows::read(client, people, columns).await;
    let keys = RowKeys::new(&read, columns);
    let rows = 0..people.len();
    let all = rows.flat_map(|row| Key::VARIANTS.iter().map(move |&key| (row, key)));
    all.map(|(row, key)| keys.get(row, key).to_owned())
        .filter(|key| !key.is_empty())
        .collect()
}

fn problem(
    field: &str,
    value: Option<String>,
    problem: MappingProblemKind,
    message: String,
) -> MappingProblem {
    MappingProblem {
        field: field.to_owned(),
        value,
        problem,
        message,
        people: None,
        held: None,
    }
}

/// Checks what a rule can return whatever the list has: the meanings of its map and its default.
fn check_rule(column: &Column, known: &Known, problems: &mut Vec<MappingProblem>) {
    for value in column.constants() {
        let found = known.constant_problem(column, value);
        problems.extend(
            found.map(|(kind, message)| problem(&column.name, Some(shown(value)), kind, message)),
        );
    }
}

fn shown(value: &Json) -> String {
    cut(&value.to_display_string()).to_string()
}

/// Checks the values that the list has, each once.
fn check_values(
    columns: &Columns,
    people: &Json,
    known: &Known,
    problems: &mut Vec<MappingProblem>,
) {
    // By column, kind and value: the message and the number of people.
    let mut found: BTreeMap<(usize, MappingProblemKind, String), (String, u32)> = BTreeMap::new();
    for row in people.items() {
        for (at, column) in columns.columns.iter().enumerate() {
            let (kind, value, message) =
                match cell(&row, &column.rule, column.map.as_ref(), is_list(column)) {
                    Cell::Absent => continue,
                    Cell::Unknown(value) => {
                        let message =
                            format!("the map has no '{}', and there is no default", cut(&value));
                        (MappingProblemKind::NotCovered, value, message)
                    }
                    Cell::Value(value) => match known.problem(column, &value) {
                        // The values that the mapping itself has were checked.
                        Some((kind, message)) if !column.is_constant(&value) => {
                            (kind, shown(&value), message)
                        }
                        _ => continue,
                    },
                };
            let entry = found.entry((at, kind, value)).or_insert((message, 0));
            entry.1 += 1;
        }
    }
    for ((at, kind, value), (message, count)) in found {
        let column = &columns.columns[at];
        let message = match column.rule.only_when {
            Some(_) => format!("{message}; it counts only for people whom the plan creates"),
            None => message,
        };
        problems.push(MappingProblem {
            people: Some(count),
            held: Some(column.rule.on_unknown != Some(OnUnknown::Keep)),
            ..problem(&column.name, Some(cut(&value).to_string()), kind, message)
        });
    }
}

/// Asks the tenant to show the fields: custom fields differ from tenant to tenant.
async fn check_fields(
    client: &Client,
    columns: &Columns,
    problems: &mut Vec<MappingProblem>,
) -> Result<()> {
    let fields = readable(&columns.compared());
    let first = Page {
        limit: 1,
        ..Page::first()
    };
    let shown = page(client, Selection::default(), &as_strs(&fields), first).await;
    match shown {
        Ok(_) => Ok(()),
        Err(error)
            if matches!(
                error.kind,
                ErrorKind::Validation | ErrorKind::NotFound | ErrorKind::Forbidden
            ) =>
        {
            let field = error.fields.first().cloned().unwrap_or_default();
            let message = format!("the tenant doesn't show the fields: {}", error.message);
            problems.push(problem(
                &field,
                None,
                MappingProblemKind::Unreadable,
                message,
            ));
            Ok(())
        }
        Err(error) => Err(error),
    }
}
