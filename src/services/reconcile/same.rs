//! Finds the users who are as their rows say, from texts alone. Most users of a list are the same, and reading their properties one
//! by one takes many times as long. What isn't certain here is left to [`Decider`](super::decide::Decider): it must find the same.

use super::columns::{Column, Columns};
use super::decide::is_technical_address;
use super::desired::NEVER_CLEARED;
use super::keys::{Hit, Key, RowKeys};
use super::mapping::{PlainCell, Target};
use super::rows::Rows;
use crate::json::{Table, TableValue};
use crate::model::{Field, FieldKind, user};
use crate::protocol::evidence::is_comparable;
use strum::VariantArray as _;

/// What is read of users, besides the fields that the list has; [`Known`] has the positions.
const KNOWN: &[&str] = &[
    "extRefID",
    "ssoUsername",
    "username",
    "emailAddr",
    "ID",
    "name",
    "isActive",
    "isAdmin",
    "accessLevel",
    "homeGroup",
    "scheduledDeactivationDate",
];

/// Positions in [`KNOWN`]. The keys have those of [`Key`].
pub mod known {
    pub const EXT_REF_ID: usize = 0;
    pub const USERNAME: usize = 2;
    pub const EMAIL_ADDR: usize = 3;
    pub const ID: usize = 4;
    pub const NAME: usize = 5;
    pub const IS_ACTIVE: usize = 6;
    pub const IS_ADMIN: usize = 7;
    pub const ACCESS_LEVEL: usize = 8;
    pub const HOME_GROUP: usize = 9;
    pub const SCHEDULED: usize = 10;
}

/// A column, and where its values are.
#[derive(Debug)]
struct Compared<'a> {
    column: &'a Column,
    field: Option<&'static Field>,
    in_rows: Option<usize>,
    in_users: usize,
}

/// Compares users with their rows.
#[derive(Debug)]
pub struct SameFinder<'a> {
    rows: &'a Rows<'a>,
    columns: Vec<Compared<'a>>,
    names: Vec<&'a str>,
}

impl<'a> SameFinder<'a> {
    /// `None` if the list has a column whose comparison needs more than texts.
    pub fn new(rows: &'a Rows<'a>, columns: &'a Columns) -> Option<Self> {
        if !columns.columns.iter().all(is_text) {
            return None;
        }
        let mut names = KNOWN.to_vec();
        let mut compared = Vec::new();
        for column in &columns.columns {
            let known = names.iter().position(|name| *name == column.name);
            let in_users = known.unwrap_or_else(|| {
                names.push(&column.name);
                names.len() - 1
            });
            compared.push(Compared {
                column,
                field: user::field(&column.name),
                in_rows: rows.position(column),
                in_users,
            });
        }
        Some(SameFinder {
            rows,
            columns: compared,
            names,
        })
    }

    /// The properties of users that are read.
    pub fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// The rows to which the keys of a user point, if the user is an active person and no administrator.
    pub fn hits(&self, users: &Table, at: usize, keys: &RowKeys) -> Option<Vec<Hit>> {
        let get = |position| users.at(at, position);
        let is_false =
            |value: TableValue<'_>| value.is_null() || value == TableValue::Other("false");
        let is_ordinary = get(known::IS_ACTIVE) == TableValue::Other("true")
            && is_false(get(known::IS_ADMIN))
            && is_false(get(known::ACCESS_LEVEL).get("isAdmin"));
        if !is_ordinary {
            return None;
        }
        let mut values = [""; Key::VARIANTS.len()];
        for (position, value) in values.iter_mut().enumerate() {
            *value = get(position).text()?;
        }
        let addresses = [values[known::USERNAME], values[known::EMAIL_ADDR]];
        if addresses.into_iter().any(is_technical_address) {
            return None;
        }
        Some(keys.hits_of(|key| values[key as usize]))
    }

    /// Whether a user certainly has all values of a row.
    pub fn is_same(&self, users: &Table, at: usize, row: usize) -> bool {
        let is_scheduled = users.at(at, known::SCHEDULED).text() != Some("");
        self.columns.iter().all(|compared| {
            let cell = || self.rows.plain_cell(row, compared.column, compared.in_rows);
            match compared.column.target {
                Target::Active => match self.rows.raw(row, compared.in_rows) {
                    Some(TableValue::Other(value) | TableValue::Text(value)) => value == "true",
                    Some(TableValue::Absent) => true,
                    None => false,
                },
                Target::LastWorkingDay => {
                    !is_scheduled && matches!(cell(), PlainCell::Absent | PlainCell::Null)
                }
                _ => compared.has(cell(), users.at(at, compared.in_users)),
            }
        })
    }

    /// The plan's entry of a user who is as desired, as JSON text; `None` if a value has an unusual type.
    pub fn entry(&self, users: &Table, at: usize) -> Option<String> {
        let get = |position| users.at(at, position);
        let mut entry = format!(r#"{{"ID":"{}","person":{{"#, get(known::ID).text()?);
        let person = [
            ("name", get(known::NAME)),
            ("emailAddr", get(known::EMAIL_ADDR)),
            ("accessLevel", get(known::ACCESS_LEVEL).get("name")),
            ("homeGroup", get(known::HOME_GROUP).get("name")),
        ];
        let mut separator = "";
        for (name, value) in person {
            let value = match value {
                value if value.is_null() => continue,
                TableValue::Text(value) => format!("\"{value}\""),
                TableValue::Other(value) if value.starts_with('"') => value.to_owned(),
                _ => return None,
            };
            entry.push_str(&format!("{separator}\"{name}\":{value}"));
            separator = ",";
        }
        entry.push_str("}}");
        Some(entry)
    }
}

impl Compared<'_> {
    /// Whether a user certainly has the value of a cell.
    fn has(&self, cell: PlainCell, present: TableValue<'_>) -> bool {
        match cell {
            PlainCell::Absent => true,
            PlainCell::Null => {
                NEVER_CLEARED.contains(&self.column.name.as_str()) || present.text() == Some("")
            }
            PlainCell::Text(value) => {
                present == TableValue::Text(&value)
                    && self.field.is_some_and(|field| field.takes_text(&value))
            }
            PlainCell::Unsure => false,
        }
    }
}

/// Whether a column can be compared as a text.
fn is_text(column: &Column) -> bool {
    let is_text = match column.target {
        Target::Field(Some(kind)) => {
            is_comparable(&column.name)
                && matches!(
                    kind,
                    FieldKind::Text | FieldKind::Email | FieldKind::Country | FieldKind::Date
                )
        }
        Target::Active | Target::LastWorkingDay => true,
        _ => false,
    };
    is_text && column.rule.plain_column().is_some()
}
