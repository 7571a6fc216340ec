//! Decides about users from texts alone, where a row or its absence certainly leaves nothing to do. Most users of a list are such
//! users, and reading their properties one by one takes many times as long. What isn't certain here is left to
//! [`Decider`](super::decide::Decider): it must find the same.

use super::compared::Compared;
use super::decide::is_technical_address;
use super::keys::{Key, RowKeys};
use super::memo::Memo;
use super::names::TenantNames;
use super::normalized::normalized;
use super::request::Request;
use super::rows::Rows;
use crate::json::{Json, Table, TableValue};
use std::borrow::Cow;
use strum::VariantArray as _;

/// What is read of users, besides the fields that the list has; [`known`] has the positions.
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
    "userApproval",
    "managerID",
    "manager",
    "accessLevelID",
];

/// Positions in [`KNOWN`]. The keys have those of [`Key`].
mod known {
    pub const EXT_REF_ID: usize = 0;
    pub const USERNAME: usize = 2;
    pub const EMAIL_ADDR: usize = 3;
    pub const ID: usize = 4;
    pub const NAME: usize = 5;
    pub const IS_ACTIVE: usize = 6;
    pub const IS_ADMIN: usize = 7;
    pub const ACCESS_LEVEL: usize = 8;
    pub const HOME_GROUP: usize = 9;
    pub const USER_APPROVAL: usize = 10;
    pub const MANAGER_ID: usize = 11;
    pub const MANAGER: usize = 12;
    pub const ACCESS_LEVEL_ID: usize = 13;
}

/// What is read of an access level, a home group or a manager.
#[derive(Debug)]
struct NamedObject {
    /// The name as JSON text; empty if there is none, `None` if it has an unusual type.
    name: Option<String>,
    /// The name; empty if there is none.
    text: String,
    /// Whether it isn't for administrators.
    is_plain: bool,
}

/// The typical length of an entry, in bytes.
const ENTRY_LENGTH: usize = 240;

/// Compares users with their rows.
#[derive(Debug)]
pub struct SameFinder<'a> {
    rows: &'a Rows<'a>,
    columns: Vec<Compared<'a>>,
    names: Vec<&'a str>,
    objects: Memo<NamedObject>,
}

/// What texts show of a user.
#[derive(Debug)]
pub struct Shown<'a> {
    /// Whether the account is active; it doesn't wait for an approval.
    pub is_active: bool,
    /// The keys, in the order of [`Key`].
    pub keys: [&'a str; Key::VARIANTS.len()],
    /// The ID.
    pub id: &'a str,
}

impl<'a> SameFinder<'a> {
    /// `None` if the list has a column whose comparison needs more than texts.
    pub fn new(
        rows: &'a Rows<'a>,
        request: &Request<'a>,
        objects: &'a TenantNames,
    ) -> Option<Self> {
        // A manager who differs and is ignored is no difference.
        if request.columns.manager().is_some() && !request.ignore.is_empty() {
            return None;
        }
        let mut names = KNOWN.to_vec();
        let mut columns: Vec<Compared<'a>> = Vec::new();
        for column in &request.columns.columns {
            let mut compared = Compared::new(column, rows, objects)?;
            let name = compared.field_name;
            // A row must have at most one of two columns for the same field.
            if columns.iter().any(|other| other.field_name == name) {
                return None;
            }
            let known = names.iter().position(|known| *known == name);
            compared.in_users = known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            columns.push(compared);
        }
        Some(SameFinder {
            rows,
            columns,
            names,
            objects: Memo::default(),
        })
    }

    /// The properties of users that are read.
    pub fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// What the texts of a user show, if it is a person, no administrator, and waits for no approval.
    pub fn shown<'t>(&self, users: &'t Table, at: usize) -> Option<Shown<'t>> {
        let get = |position| users.at(at, position);
        let is_active = match get(known::IS_ACTIVE) {
            TableValue::Other("true") => true,
            TableValue::Other("false") if get(known::USER_APPROVAL).is_null() => false,
            _ => return None,
        };
        if !is_false(get(known::IS_ADMIN))
            || !self.object(get(known::ACCESS_LEVEL), |level| level.is_plain)
        {
            return None;
        }
        let mut keys = [""; Key::VARIANTS.len()];
        for (position, key) in keys.iter_mut().enumerate() {
            *key = get(position).text()?;
        }
        let addresses = [keys[known::USERNAME], keys[known::EMAIL_ADDR]];
        let id = get(known::ID).text().filter(|id| !id.is_empty())?;
        (!addresses.into_iter().any(is_technical_address)).then_some(Shown {
            is_active,
            keys,
            id,
        })
    }

    /// What `read` returns of an object.
    fn object<R>(&self, value: TableValue<'_>, read: impl FnOnce(&NamedObject) -> R) -> R {
        let text = match value {
            TableValue::Other(text) => text,
            _ => "",
        };
        self.objects.get(text, NamedObject::of, read)
    }

    /// Whether a reference to a manager may name a user.
    pub fn may_be_manager(&self, users: &Table, at: usize, keys: &RowKeys) -> bool {
        let fields = [
            known::EMAIL_ADDR,
            known::USERNAME,
            known::EXT_REF_ID,
            known::ID,
            known::NAME,
        ];
        let is_named = |position| match users.at(at, position).text() {
            Some(text) => keys.managers.first(&normalized(text)).is_some(),
            None => true,
        };
        !keys.managers.is_empty() && fields.into_iter().any(is_named)
    }

    /// Whether a user certainly has all values of a row, but for the manager whom the row names.
    pub fn is_same(&self, users: &Table, at: usize, row: usize) -> bool {
        let mut columns = self.columns.iter();
        columns.all(|column| column.is_same(self.rows, row, users.at(at, column.in_users)))
    }

    /// The plan's entry of a user who needs no step, as JSON text; `None` if a value has an unusual type.
    pub fn entry(&self, users: &Table, at: usize) -> Option<String> {
        let get = |position| users.at(at, position);
        let mut entry = String::with_capacity(ENTRY_LENGTH);
        entry.push_str("{\"ID\":");
        get(known::ID).write_json(&mut entry);
        entry.push_str(",\"person\":{");
        let mut is_first = true;
        let mut add = |name: &str, json: &str| {
            if !json.is_empty() {
                entry.push_str(if is_first { "\"" } else { ",\"" });
                entry.push_str(name);
                entry.push_str("\":");
                entry.push_str(json);
                is_first = false;
            }
        };
        let mut text = String::new();
        for (name, position) in [("name", known::NAME), ("emailAddr", known::EMAIL_ADDR)] {
            text.clear();
            write_text(get(position), &mut text)?;
            add(name, &text);
        }
        let objects = [
            ("accessLevel", known::ACCESS_LEVEL),
            ("homeGroup", known::HOME_GROUP),
        ];
        for (name, position) in objects {
            let add_name = |object: &NamedObject| object.name.as_ref().map(|json| add(name, json));
            self.object(get(position), add_name)?;
        }
        entry.push_str("}}");
        Some(entry)
    }

    /// What is compared of a user's manager: the manager's ID and name, and the ID of the access level; empty where there is none.
    /// `None` if a value has an unusual type.
    pub fn manager<'t>(&self, users: &'t Table, at: usize) -> Option<[Cow<'t, str>; 3]> {
        let get = |position| users.at(at, position);
        let name = |manager: &NamedObject| manager.name.as_ref().map(|_| manager.text.clone());
        Some([
            get(known::MANAGER_ID).text()?.into(),
            self.object(get(known::MANAGER), name)?.into(),
            get(known::ACCESS_LEVEL_ID).text()?.into(),
        ])
    }
}

impl NamedObject {
    fn of(json: &str) -> Self {
        let object = TableValue::Other(json);
        let mut name = String::new();
        let is_written = object
            .get("name")
            .and_then(|value| write_text(value, &mut name));
        let text = Json::parse(&name).and_then(|name| name.as_str());
        NamedObject {
            text: text.unwrap_or_default(),
            name: is_written.map(|()| name),
            is_plain: object.get("isAdmin").is_some_and(is_false),
        }
    }
}

fn is_false(value: TableValue<'_>) -> bool {
    value.is_null() || value == TableValue::Other("false")
}

/// Writes a string as JSON text, and nothing for null; `None` for any other type.
fn write_text(value: TableValue<'_>, to: &mut String) -> Option<()> {
    match value {
        value if value.is_null() => {}
        TableValue::Other(text) if !text.starts_with('"') => return None,
        value => value.write_json(to),
    }
    Some(())
}
