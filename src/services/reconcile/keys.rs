//! The keys by which people of a list are found among the users.

use super::columns::Columns;
use super::mapping::{Cell, cell};
use super::normalized::normalized;
use super::place::place;
use super::rows::Rows;
use crate::error::cut;
use crate::json::Json;
use crate::protocol::{SortedIndex, Texts};
use serde::Deserialize;
use strum::VariantArray;

/// A key of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, VariantArray)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReconcileKey"))]
pub enum Key {
    /// Your own key.
    #[serde(rename = "extRefID")]
    ExtRefId,
    /// The identity of the SSO provider, case-insensitive.
    #[serde(rename = "ssoUsername")]
    SsoUsername,
    /// The login name, case-insensitive.
    #[serde(rename = "username")]
    Username,
    /// The e-mail address, case-insensitive.
    #[serde(rename = "emailAddr")]
    EmailAddr,
}

impl Key {
    /// The field.
    pub fn field(self) -> &'static str {
        match self {
            Key::ExtRefId => "extRefID",
            Key::SsoUsername => "ssoUsername",
            Key::Username => "username",
            Key::EmailAddr => "emailAddr",
        }
    }
}

/// By what somebody finds a row: the line of the file or, without one, its number in the list, from 1; and its keys.
pub fn row_facts(people: &Json, at: usize, columns: &Columns) -> Json {
    let row = people.at(at);
    let mut facts = Json::object();
    let (name, number) = place(&row, at);
    facts.insert(name, number);
    let mut keys = Json::object();
    for key in Key::VARIANTS.iter().map(|key| key.field()) {
        let column = columns.get(key);
        let found = column.map(|column| cell(&row, &column.rule, column.map.as_ref(), false));
        if let Some(Cell::Value(value)) = found
            && !value.is_null()
        {
            let text = value.to_display_string();
            keys.insert(key, cut(text.trim()).to_string().as_str());
        }
    }
    facts.insert("keys", keys);
    facts
}

/// The keys of all rows.
#[derive(Debug)]
pub struct RowKeys {
    /// In the order of [`Key`].
    indexes: Vec<SortedIndex>,
    /// The rows that share a key with another row.
    pub is_shared: Vec<bool>,
    /// The references to managers, in the order of the rows; empty where there is none.
    pub managers: SortedIndex,
}

/// A row that a user's key points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: usize,
    /// The key that both have; `None`: the username that the row would get.
    pub key: Option<Key>,
}

impl RowKeys {
    /// The keys of these rows.
    pub fn new(rows: &Rows<'_>, columns: &Columns) -> Self {
        let mut indexes = Vec::new();
        let mut is_shared = vec![false; rows.len()];
        for &key in Key::VARIANTS {
            let index = SortedIndex::of_texts(rows.keys(columns.get(key.field())));
            for (row, is_twice) in index.duplicates().into_iter().enumerate() {
                is_shared[row] |= is_twice;
            }
            indexes.push(index);
        }
        let names = rows.keys(columns.get("manager"));
        let ids = rows.keys(columns.get("managerID"));
        let mut managers = Texts::with_capacity(rows.len());
        for row in 0..rows.len() {
            let name = names.get(row);
            managers.push(if name.is_empty() { ids.get(row) } else { name });
        }
        RowKeys {
            indexes,
            is_shared,
            managers: SortedIndex::of_texts(managers),
        }
    }

    /// A key of a row; empty if it has none.
    pub fn get(&self, row: usize, key: Key) -> &str {
        self.indexes[key as usize].get(row)
    }

    /// Whether a row has one of these keys.
    pub fn has_one_of(&self, row: usize, keys: &[Key]) -> bool {
        keys.iter().any(|&key| !self.get(row, key).is_empty())
    }

    /// The first row with this key, whichever it is.
    pub fn row_with(&self, key: &str) -> Option<usize> {
        self.indexes.iter().find_map(|index| index.first(key))
    }

    /// The rows that a user's keys point to.
    pub fn hits(&self, user: &Json) -> Vec<Hit> {
        let keys = Key::VARIANTS
            .iter()
            .map(|key| user.str_or_default(key.field()));
        let keys: Vec<String> = keys.collect();
        self.hits_of(|key| &keys[key as usize])
    }

    /// The rows that these keys of a user point to.
    pub fn hits_of<'a>(&self, get: impl Fn(Key) -> &'a str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for &key in Key::VARIANTS {
            let value = normalized(get(key));
            for &row in self.indexes[key as usize].all(&value) {
                let key = Some(key);
                hits.push(Hit { row, key });
            }
            if key == Key::Username {
                // Whoever is created from a row without a username gets the address.
                for &row in self.indexes[Key::EmailAddr as usize].all(&value) {
                    if self.get(row, Key::Username).is_empty() {
                        hits.push(Hit { row, key: None });
                    }
                }
            }
        }
        hits
    }
}
