//! One column of a list, compared by texts.

use super::columns::Column;
use super::day::day;
use super::desired::NEVER_CLEARED;
use super::mapping::{Cell, OnlyWhen, PlainCell, Target, cell};
use super::memo::Memo;
use super::names::{Found, TenantNames};
use super::rows::Rows;
use crate::json::{Json, TableValue};
use crate::model::{Field, FieldKind, is_guid, user};
use crate::protocol::evidence::is_comparable;

/// A column, and where its values are.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    column: &'a Column,
    names: &'a TenantNames,
    /// The field of users that has the value.
    pub field_name: &'a str,
    field: Option<&'static Field>,
    in_rows: Option<usize>,
    /// Where the field is in the table of users.
    pub in_users: usize,
    /// What values mean, by their JSON text, or by the text of a day.
    known: Memo<PlainCell<'static>>,
}

impl<'a> Compared<'a> {
    /// `None` if the comparison needs more than texts.
    pub fn new(column: &'a Column, rows: &Rows<'_>, names: &'a TenantNames) -> Option<Self> {
        column.rule.source_column()?;
        let (is_text, field_name) = match column.target {
            Target::Field(Some(kind)) => {
                let is_text = matches!(
                    kind,
                    FieldKind::Text | FieldKind::Email | FieldKind::Country | FieldKind::Date
                );
                (is_text && is_comparable(&column.name), &*column.name)
            }
            Target::Named(id_field, _) => (true, id_field),
            Target::Manager => (column.rule.plain_column().is_some(), "managerID"),
            Target::LastWorkingDay => (
                column.rule.plain_column().is_some(),
                "scheduledDeactivationDate",
            ),
            Target::Active => (column.rule.plain_column().is_some(), "isActive"),
            _ => return None,
        };
        is_text.then(|| Compared {
            column,
            names,
            field_name,
            field: user::field(field_name),
            in_rows: rows.position(column),
            in_users: 0,
            known: Memo::default(),
        })
    }

    /// Whether a user certainly has the value of a row.
    pub fn is_same(&self, rows: &Rows<'_>, row: usize, present: TableValue<'_>) -> bool {
        // The user is there already.
        if self.column.rule.only_when == Some(OnlyWhen::Created) {
            return true;
        }
        let Some(raw) = rows.raw(row, self.in_rows) else {
            return false;
        };
        match self.column.target {
            Target::Active => match raw {
                TableValue::Other(value) | TableValue::Text(value) => value == "true",
                TableValue::Absent => true,
            },
            Target::LastWorkingDay => {
                present.text() == Some("")
                    && match self.column.rule.plain_cell(raw) {
                        PlainCell::Absent | PlainCell::Null => true,
                        PlainCell::Text(text) => self.is_no_end(&text),
                        PlainCell::Unsure => false,
                    }
            }
            // Who it is shows when all users are read.
            Target::Manager => match self.column.rule.plain_cell(raw) {
                PlainCell::Absent | PlainCell::Text(_) => true,
                PlainCell::Null => present.text() == Some(""),
                PlainCell::Unsure => false,
            },
            _ if self.is_plain() => self.has(&self.column.rule.plain_cell(raw), present),
            _ => self.has_meaning(raw, present),
        }
    }

    /// Whether a last working day means that the person stays: in some lists everyone has one.
    fn is_no_end(&self, text: &str) -> bool {
        let meaning = |text: &str| match day(&Json::from(text)) {
            Ok(None) => PlainCell::Absent,
            _ => PlainCell::Unsure,
        };
        let read = |cell: &PlainCell<'_>| *cell == PlainCell::Absent;
        self.known.get(text, meaning, read)
    }

    fn is_plain(&self) -> bool {
        let is_named = matches!(self.column.target, Target::Named(..));
        !is_named && self.column.rule.plain_column().is_some()
    }

    /// Whether a user certainly has the value of a cell.
    fn has(&self, cell: &PlainCell<'_>, present: TableValue<'_>) -> bool {
        match cell {
            PlainCell::Absent => true,
            PlainCell::Null => {
                NEVER_CLEARED.contains(&self.field_name) || present.text() == Some("")
            }
            PlainCell::Text(value) => {
                present == TableValue::Text(value)
                    && self.field.is_some_and(|field| field.takes_text(value))
            }
            PlainCell::Unsure => false,
        }
    }

    /// The same for a value that a map or the tenant's names give a meaning.
    fn has_meaning(&self, raw: TableValue<'_>, present: TableValue<'_>) -> bool {
        let mut json = String::new();
        raw.write_json(&mut json);
        let meaning = |json: &str| self.meaning(json);
        self.known
            .get(&json, meaning, |cell| self.has(cell, present))
    }

    /// What a value, as JSON text, means: of a name, the object's ID.
    fn meaning(&self, json: &str) -> PlainCell<'static> {
        let rule = &self.column.rule;
        let mut row = Json::object();
        if let (Some(name), Some(value)) = (rule.source_column(), Json::parse(json)) {
            row.insert(name, value);
        }
        let value = match cell(&row, rule, self.column.map.as_ref(), false) {
            Cell::Absent => return PlainCell::Absent,
            Cell::Value(value) if value.is_null() => return PlainCell::Null,
            Cell::Value(value) => value.as_str().filter(|text| !text.trim().is_empty()),
            Cell::Unknown(_) => None,
        };
        let Some(text) = value else {
            return PlainCell::Unsure;
        };
        match self.column.target {
            Target::Named(_, object) => match self.names.find(object, &text) {
                Found::One(id) if is_guid(&id) => PlainCell::Text(id.into()),
                _ => PlainCell::Unsure,
            },
            _ => PlainCell::Text(text.into()),
        }
    }
}
