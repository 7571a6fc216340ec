//! What a row of the list wants of a user: fields with IDs for names.

use super::columns::{Column, Columns};
use super::day::day;
use super::ignore::Ignore;
use super::mapping::{Cell, LAST_WORKING_DAY, OnUnknown, OnlyWhen, Target, cell};
use super::names::{Found, TenantNames, add_name};
use super::normalized::normalized;
use super::refused::{Refused, Unknown};
use super::unknown_values::UnknownValue;
use crate::client::Client;
use crate::error::cut;
use crate::input::Problems;
use crate::json::{Json, Kind};
use crate::model::user_check::{self, Rules};
use crate::model::{FieldKind, Id, Object, is_guid};
use crate::services::plans::{HeldReason, check_other_users};
use crate::services::users::Collections;

/// The fields that an empty cell doesn't clear: nobody can be without them, or their account would be somebody else's.
pub(super) const NEVER_CLEARED: &[&str] = &[
    "emailAddr",
    "username",
    "ssoUsername",
    "extRefID",
    "firstName",
    "lastName",
    "accessLevelID",
    "homeGroupID",
];

/// What a row wants.
#[derive(Debug)]
pub struct Desired {
    /// The fields.
    pub fields: Json,
    /// The collections whose present rows stay.
    pub merged: Json,
    /// The fields whose differences are only reported.
    pub ignored: Json,
    /// The names of the objects whose IDs the fields have.
    pub names: Json,
    /// Whether the account shall be active.
    pub is_active: bool,
    /// The last working day, in milliseconds since 1970.
    pub last_day: Option<i64>,
    /// Whether the list has a column for it.
    pub has_last_day: bool,
    /// Whether the row clears it: a deactivation that is scheduled is cancelled.
    pub clears_last_day: bool,
    /// The manager: `None` if the list says nothing, empty for none.
    pub manager: Option<String>,
    /// What is wrong with the row.
    pub problem: Option<(HeldReason, String)>,
    /// The values that the mapping or the tenant doesn't know.
    pub unknown: Vec<UnknownValue>,
}

/// What all rows share.
#[derive(Debug)]
pub struct RowReader<'a> {
    /// The fields of the list.
    pub columns: &'a Columns,
    /// The objects of the tenant.
    pub names: &'a TenantNames,
    /// What is only reported.
    pub ignore: &'a [Ignore],
    /// What happens to groups, teams and roles that the list doesn't have.
    pub collections: Collections,
    /// Whether people sign in through SSO only.
    pub sso: Option<bool>,
    /// Whether fields are accepted that this version doesn't know.
    pub allow_unknown: bool,
}

impl Desired {
    /// Refuses what would be set of another user than the one with this ID; `None` for a new one.
    pub(super) fn check_other_users(&mut self, own: Option<&Id>) {
        let mut problems = Problems::default();
        for fields in [&self.fields, &self.merged] {
            check_other_users(fields, own, "", &mut problems);
        }
        if let Err(error) = problems.into_result() {
            let problem = (HeldReason::Invalid, format!("{}.", error.message));
            self.problem.get_or_insert(problem);
        }
    }
}

impl<'a> RowReader<'a> {
    /// A reader of the rows with these columns.
    pub fn new(
        client: &Client,
        columns: &'a Columns,
        names: &'a TenantNames,
        ignore: &'a [Ignore],
        collections: Collections,
    ) -> Self {
        let tenant = client.tenant();
        RowReader {
            columns,
            names,
            ignore,
            collections,
            sso: tenant.sso.filter(|&sso| sso),
            allow_unknown: tenant.allow_unknown_fields,
        }
    }

    /// What a row wants. `required`: the fields that a new user must have.
    pub fn read(&self, row: &Json, required: &'static [&'static str]) -> Desired {
        self.read_columns(row, required, !required.is_empty())
    }

    /// Whether a row is wrong, if it may be about somebody who isn't found: with the fields of new users too.
    pub fn is_wrong(&self, row: &Json) -> bool {
        self.read_columns(row, &[], true).problem.is_some()
    }

    fn read_columns(&self, row: &Json, required: &'static [&'static str], is_new: bool) -> Desired {
        let mut desired = Desired {
            fields: Json::object(),
            merged: Json::object(),
            ignored: Json::object(),
            names: Json::object(),
            is_active: true,
            last_day: None,
            has_last_day: self.columns.has(LAST_WORKING_DAY),
            clears_last_day: false,
            manager: None,
            problem: None,
            unknown: Vec::new(),
        };
        for column in &self.columns.columns {
            if column.rule.only_when == Some(OnlyWhen::Created) && !is_new {
                continue;
            }
            let is_list = is_list(column);
            let cell = cell(row, &column.rule, column.map.as_ref(), is_list);
            let (reason, problem) = match self.take(column, cell, is_new, &mut desired) {
                Ok(()) => continue,
                Err(Refused::Invalid(reason, problem)) => (reason, problem),
                Err(Refused::Unknown(Unknown { problem, detail })) => {
                    let is_kept = column.rule.on_unknown == Some(OnUnknown::Keep);
                    desired.unknown.push(UnknownValue {
                        problem: format!("{}: {problem}{detail}", column.name),
                        is_kept,
                    });
                    if is_kept {
                        continue;
                    }
                    (HeldReason::UnknownValue, problem)
                }
            };
            let problem = format!("{}: {problem}.", column.name);
            desired.problem.get_or_insert((reason, problem));
        }
        if !required.is_empty() && !desired.fields.has("username") {
            let address = desired.fields.get_or_null("emailAddr");
            desired.fields.insert("username", address);
        }
        self.check(required, &mut desired);
        desired
    }

    fn check(&self, required: &'static [&'static str], desired: &mut Desired) {
        let rules = Rules {
            path: "",
            required,
            sso: self.sso,
            allow_unknown: self.allow_unknown,
            settings: &[],
        };
        let mut problems = Problems::default();
        user_check::check(&desired.fields.entries(), rules, &mut problems);
        if let Err(error) = problems.into_result() {
            let problem = (HeldReason::Invalid, format!("{}.", error.message));
            desired.problem.get_or_insert(problem);
        }
    }

    fn take(
        &self,
        column: &Column,
        cell: Cell,
        is_new: bool,
        desired: &mut Desired,
    ) -> Result<(), Refused> {
        let value = match cell {
            Cell::Absent => return Ok(()),
            Cell::Unknown(text) => {
                let problem = format!("the mapping doesn't know the value '{}'", cut(&text));
                return Err(Unknown::from(problem).into());
            }
            Cell::Value(value) => value,
        };
        // What is ignored are differences: a new user has none.
        let mut ignore = self.ignore.iter();
        let is_ignored = !is_new && ignore.any(|rule| rule.matches(column, &value));
        let (field, value) = match column.target {
            Target::Active => {
                desired.is_active = value.is_null() || boolean(&value)?;
                return Ok(());
            }
            Target::LastWorkingDay => {
                desired.clears_last_day = value.is_null();
                if !value.is_null() {
                    desired.last_day = day(&value)?;
                }
                return Ok(());
            }
            Target::Manager => {
                if desired.manager.is_some() {
                    let problem = "must be empty if the row has another manager too".to_owned();
                    return Err((HeldReason::Invalid, problem).into());
                }
                desired.manager = Some(match value.is_null() || is_ignored {
                    true => String::new(),
                    false => normalized(&value.to_display_string()).into_owned(),
                });
                if is_ignored {
                    desired.manager = None;
                }
                return Ok(());
            }
            Target::Named(..) if matches!(value.kind(), Kind::Array | Kind::Object) => {
                let problem = format!(
                    "must be a name or an ID but is {}",
                    value.kind().described()
                );
                return Err((HeldReason::Invalid, problem).into());
            }
            Target::Named(id_field, _) if value.is_null() => (id_field, Json::from("")),
            // Workfront decides about an ID that the connection's user can't see.
            Target::Named(id_field, object)
                if column.name == id_field && self.is_hidden(object, &value) =>
            {
                (id_field, value.to_display_string().trim().into())
            }
            Target::Named(id_field, object) => {
                let id = self.id(object, &value)?;
                add_name(&mut desired.names, self.names, object, &id);
                (id_field, id.as_str().into())
            }
            Target::Rows(key, object) => {
                let rows = self.rows(key, Some(object), &value)?;
                (column.name.as_str(), rows)
            }
            Target::IdRows(key) => (column.name.as_str(), self.rows(key, None, &value)?),
            Target::Field(kind) => (column.name.as_str(), as_kind(kind, value)?),
        };
        if NEVER_CLEARED.contains(&field) && (value.is_null() || value.str_is_blank()) {
            return Ok(());
        }
        let keeps_rows = value.is_array()
            && is_list(column)
            && column.rule.collections.unwrap_or(self.collections) == Collections::Merge;
        let target = match (is_ignored, keeps_rows) {
            (true, _) => &mut desired.ignored,
            (_, true) if !matches!(column.target, Target::Field(_)) => &mut desired.merged,
            _ => &mut desired.fields,
        };
        if target.has(field) {
            let problem = format!("must be empty if the row has '{field}' too");
            return Err((HeldReason::Invalid, problem).into());
        }
        target.insert(field, value);
        Ok(())
    }

    /// Whether a value is an ID in Workfront's form of an object that isn't shown.
    fn is_hidden(&self, object: Object, value: &Json) -> bool {
        let text = value.to_display_string();
        is_guid(text.trim()) && matches!(self.names.find(object, &text), Found::Nothing)
    }

    fn id(&self, object: Object, value: &Json) -> Result<String, Unknown> {
        let text = value.to_display_string();
        let what = object.as_str();
        match self.names.find(object, &text) {
            Found::One(id) => Ok(id),
            Found::Nothing => {
                Err(format!("the tenant has no {what} called '{}'", cut(&text)).into())
            }
            Found::Several(ids) => Err(Unknown {
                problem: format!(
                    "the tenant has {} of type {what} called '{}': write the ID of the right one",
                    ids.len(),
                    cut(&text)
                ),
                detail: format!(" ({})", self.names.describe(object, &ids)),
            }),
        }
    }

    /// Checks the ID of a row, which may be a name.
    fn check_row(&self, key: &str, object: Option<Object>, row: &mut Json) -> Result<(), Unknown> {
        let id = row.get_or_null(key);
        let id = match (checked_id(&id), object) {
            (Ok(id), _) => id,
            (Err(_), Some(object)) if !id.str_is_blank() && !id.is_null() => {
                self.id(object, &id)?
            }
            (Err(problem), _) => return Err(format!("{key} {problem}").into()),
        };
        row.insert(key, id.as_str());
        Ok(())
    }

    /// The rows of a collection: names, IDs, or rows with IDs.
    fn rows(&self, key: &str, object: Option<Object>, value: &Json) -> Result<Json, Unknown> {
        let (mut rows, mut named) = (Json::array(), Vec::new());
        let one = Json::array_of([value.clone()]);
        let items = match value.kind() {
            Kind::Array => value,
            Kind::Null => return Ok(rows),
            _ => &one,
        };
        for item in items.items() {
            let name = match object {
                Some(object) => item.get_non_null(object.as_str()),
                None => None,
            };
            let mut row = Json::object();
            for (property, value) in item.entries() {
                if object.is_none_or(|object| property != object.as_str()) {
                    row.insert(&property, value);
                }
            }
            let id = match (item.is_object(), name, object) {
                (false, _, Some(object)) if item.is_array() => {
                    let what = object.as_str();
                    return Err(format!(
                        "must have names or IDs of type {what} but has an array in an array"
                    )
                    .into());
                }
                (true, None, _) => {
                    self.check_row(key, object, &mut row)?;
                    rows.push(row);
                    continue;
                }
                (true, Some(name), Some(object)) => self.id(object, &name)?,
                (false, _, Some(object)) => self.id(object, &item)?,
                _ => checked_id(&item)?,
            };
            row.insert(key, id.as_str());
            // Two names of a row may mean the same.
            if item.is_object() || !named.contains(&id) {
                rows.push(row);
                named.push(id);
            }
        }
        Ok(rows)
    }
}

pub(super) fn is_list(column: &Column) -> bool {
    matches!(
        column.target,
        Target::Rows(..) | Target::IdRows(_) | Target::Field(Some(FieldKind::Strings))
    )
}

/// An ID in Workfront's form.
fn checked_id(value: &Json) -> Result<String, String> {
    let text = value.to_display_string();
    match is_guid(text.trim()) {
        true => Ok(text.trim().to_owned()),
        false => Err(format!(
            "must be an ID of 32 hexadecimal digits but is '{}'",
            cut(&text)
        )),
    }
}

pub(super) fn boolean(value: &Json) -> Result<bool, (HeldReason, String)> {
    let text = value.to_display_string();
    match text.trim().to_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => {
            let problem = format!("must be true or false but is '{}'", cut(&text));
            Err((HeldReason::Invalid, problem))
        }
    }
}

/// The largest number up to which every whole number is exact.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A value as its field takes it: lists have texts for numbers and booleans.
pub(super) fn as_kind(kind: Option<FieldKind>, value: Json) -> Result<Json, (HeldReason, String)> {
    if value.is_null() {
        return Ok(match kind {
            // An ID is cleared by an empty string (docs/workfront-facts.md#memberships).
            Some(FieldKind::Reference) => "".into(),
            Some(FieldKind::Strings) => Json::array(),
            _ => value,
        });
    }
    match (kind, value.kind()) {
        (Some(FieldKind::Boolean), Kind::String) => boolean(&value).map(Json::from),
        (Some(FieldKind::Number | FieldKind::Fraction), Kind::String) => {
            let text = value.to_display_string();
            // What isn't exact, or isn't finite (1e999), stays a string, which the field refuses.
            let is_exact = |number: f64| number.abs() <= MAX_SAFE_INTEGER;
            let number = Json::parse(&text).filter(|number| number.as_f64().is_some_and(is_exact));
            Ok(number.unwrap_or(value))
        }
        (Some(FieldKind::Reference), Kind::Number) => {
            as_kind(kind, value.to_display_string().as_str().into())
        }
        (Some(FieldKind::Text), Kind::Number) => {
            // A longer number has lost digits already, and would be the key of somebody else.
            if value
                .as_f64()
                .is_none_or(|number| number.abs() > MAX_SAFE_INTEGER)
            {
                let problem = "is a number of more than 15 digits, which JSON readers round: write it as a string".to_owned();
                return Err((HeldReason::Invalid, problem));
            }
            Ok(value.to_display_string().as_str().into())
        }
        (Some(FieldKind::Reference), Kind::String) if !value.str_is_blank() => {
            let id = checked_id(&value).map_err(|problem| (HeldReason::Invalid, problem))?;
            Ok(id.as_str().into())
        }
        (Some(FieldKind::Strings), Kind::String) => Ok(Json::array_of([value])),
        _ => Ok(value),
    }
}
