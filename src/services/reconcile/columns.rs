//! What the columns of a list are, with a mapping and without.

use super::mapping::{Mapping, Rule, Target, ValueMap, target_of, unknown_target};
use crate::input::Problems;
use crate::json::Json;
use crate::model::{FieldKind, Object, user};
use std::collections::BTreeSet;

/// A field that a list has.
#[derive(Clone, Debug)]
pub struct Column {
    /// The field, or what stands for it: `homeGroup`, `lastWorkingDay`.
    pub name: String,
    /// What it is.
    pub target: Target,
    /// Where its value comes from.
    pub rule: Rule,
    /// The rule's map.
    pub map: Option<ValueMap>,
}

impl Column {
    /// The values that the mapping itself has for the field: the meanings of its map, and its default.
    pub fn constants(&self) -> impl Iterator<Item = &Json> {
        let meanings = self.map.iter().flat_map(|map| map.meanings());
        meanings.chain(&self.rule.default)
    }

    /// Whether the mapping itself has this value, or all items of it.
    pub fn is_constant(&self, value: &Json) -> bool {
        let has = |wanted: &Json| {
            let is_it = |own: &Json| {
                *own == *wanted || own.is_array() && own.items().any(|item| item == *wanted)
            };
            self.constants().any(is_it)
        };
        has(value) || value.is_array() && value.items().all(|item| has(&item))
    }
}

/// The fields that a list has.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The fields.
    pub columns: Vec<Column>,
    /// The columns that nothing reads.
    pub unread: Vec<String>,
    /// The columns that the mapping reads and no row has.
    pub missing: Vec<String>,
}

/// The property of a row that has the line of the file on which it starts. It is no column.
pub const LINE: &str = "$line";

/// The names of the columns of all rows.
pub fn names_of(people: &Json) -> BTreeSet<String> {
    let names = people.keys_of_items().into_iter();
    names.filter(|name| name != LINE).collect()
}

impl Columns {
    /// The fields of a list with these columns. A column that no rule reads is the field of that name, unless a rule is for that
    /// field. Without a mapping, a column that is no field is a problem.
    pub fn new(
        names: &BTreeSet<String>,
        mapping: Option<&Mapping>,
        problems: &mut Problems,
    ) -> Self {
        let mut found = Columns::default();
        let none = Mapping::default();
        let rules = &mapping.unwrap_or(&none).rules;
        for (name, rule, map) in rules {
            for column in rule.columns() {
                if !names.contains(&column) && !found.missing.contains(&column) {
                    found.missing.push(column);
                }
            }
            match target_of(name) {
                Some(target) => found.columns.push(Column {
                    name: name.clone(),
                    target,
                    rule: rule.clone(),
                    map: map.clone(),
                }),
                None => problems.add(&format!("mapping.{name}"), unknown_target(name)),
            }
        }
        for name in names {
            if mapping.is_some_and(|mapping| mapping.reads(name)) {
                continue;
            }
            if rules.iter().any(|(known, ..)| known == name) {
                found.unread.push(name.clone());
                continue;
            }
            match target_of(name) {
                Some(target) => found.columns.push(Column {
                    name: name.clone(),
                    target,
                    rule: Rule::column(name),
                    map: None,
                }),
                None if mapping.is_none() && !is_set_by_workfront(name) => {
                    let problem = format!("column '{name}' {}", unknown_target(name));
                    problems.add(
                        "people",
                        format!("{problem}; name it in 'mapping', or leave it out"),
                    );
                }
                None => found.unread.push(name.clone()),
            }
        }
        found
    }

    /// Whether the list has a field.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A field of the list.
    pub fn get(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The field that names managers.
    pub fn manager(&self) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| matches!(column.target, Target::Manager))
    }

    /// The types of objects that the list names.
    pub fn objects(&self) -> Vec<Object> {
        let mut objects = Vec::new();
        for column in &self.columns {
            let object = match column.target {
                Target::Named(_, object) | Target::Rows(_, object) => object,
                _ => continue,
            };
            if !objects.contains(&object) {
                objects.push(object);
            }
        }
        objects
    }

    /// An object with the fields that are compared: a null for each, an empty array for a collection.
    pub fn compared(&self) -> Json {
        let mut compared = Json::object();
        for column in &self.columns {
            match column.target {
                Target::Field(_) => compared.insert(&column.name, Json::null()),
                Target::Named(id_field, _) => compared.insert(id_field, Json::null()),
                Target::Rows(..) | Target::IdRows(_) => {
                    compared.insert(&column.name, Json::array())
                }
                Target::Manager => compared.insert("managerID", Json::null()),
                Target::LastWorkingDay => {
                    compared.insert("scheduledDeactivationDate", Json::null());
                }
                Target::Active => {}
            }
        }
        compared
    }
}

/// Whether a column is a field that Workfront sets itself, as in a list that was read from it.
fn is_set_by_workfront(name: &str) -> bool {
    user::field(name).is_some_and(|field| field.kind == FieldKind::ReadOnly)
}
