//! The tables of the tenant, and their transactions.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::parameter::Parameter;
use super::record::Record;
use crate::model::{STORED, Type};
use crate::random::Random;
use crate::value::Val;

/// The objects of one type, sorted by ID.
pub type Table = BTreeMap<Arc<str>, Record>;

/// An object that a transaction changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its type.
    pub object_type: Type,
    /// Its ID.
    pub id: Arc<str>,
    /// Its values before the change; `None` if it was created.
    pub before: Option<Record>,
}

/// The objects of the tenant.
#[derive(Clone, Debug)]
pub struct Store {
    tables: BTreeMap<Type, Table>,
    /// The custom fields of the tenant.
    pub parameters: Vec<Parameter>,
    /// The tenant's customer ID.
    pub customer: Arc<str>,
    /// The ID of the administrator.
    pub admin: Arc<str>,
    identities: HashSet<u64>,
    ids: Random,
    journal: Option<Vec<Change>>,
}

impl Store {
    /// An empty store.
    pub fn new(seed: u64) -> Self {
        let tables = STORED
            .iter()
            .map(|object_type| (*object_type, Table::new()))
            .collect();
        let empty: Arc<str> = Arc::from("");
        Self {
            tables,
            parameters: Vec::new(),
            customer: empty.clone(),
            admin: empty,
            identities: HashSet::new(),
            ids: Random::new(seed ^ 0x1d5),
            journal: None,
        }
    }

    /// The objects of a type; empty for a type without a table.
    pub fn table(&self, object_type: Type) -> &Table {
        static EMPTY: Table = Table::new();
        self.tables.get(&object_type).unwrap_or(&EMPTY)
    }

    /// An object by its ID.
    pub fn get(&self, object_type: Type, id: &str) -> Option<&Record> {
        self.table(object_type).get(id)
    }

    /// An object and the shared copy of its ID.
    pub fn entry(&self, object_type: Type, id: &str) -> Option<(&Arc<str>, &Record)> {
        self.table(object_type).get_key_value(id)
    }

    /// A new, unused ID.
    pub fn new_id(&mut self) -> Arc<str> {
        Arc::from(self.ids.id())
    }

    /// Inserts an object, or replaces the one with its ID.
    pub fn insert(&mut self, object_type: Type, id: &Arc<str>, record: Record) {
        if object_type == Type::User {
            self.add_identities(&record);
        }
        let Some(table) = self.tables.get_mut(&object_type) else {
            return;
        };
        let before = table.insert(id.clone(), record);
        if let Some(journal) = &mut self.journal {
            journal.push(Change {
                object_type,
                id: id.clone(),
                before,
            });
        }
    }

    /// Removes an object; `false` if there is no such object.
    pub fn remove(&mut self, object_type: Type, id: &str) -> bool {
        let Some(table) = self.tables.get_mut(&object_type) else {
            return false;
        };
        let Some((id, record)) = table.remove_entry(id) else {
            return false;
        };
        if let Some(journal) = &mut self.journal {
            journal.push(Change {
                object_type,
                id,
                before: Some(record),
            });
        }
        true
    }

    /// Begins a transaction.
    pub fn begin(&mut self) {
        self.journal = Some(Vec::new());
    }

    /// Commits the transaction. Returns the changed objects, each with its values before the transaction.
    pub fn commit(&mut self) -> Vec<Change> {
        let mut changes = self.journal.take().unwrap_or_default();
        let mut seen = HashSet::new();
        changes.retain(|change| seen.insert((change.object_type, change.id.clone())));
        changes
    }

    /// Rolls the transaction back.
    pub fn rollback(&mut self) {
        let journal = self.journal.take().unwrap_or_default();
        for Change {
            object_type,
            id,
            before,
        } in journal.into_iter().rev()
        {
            let Some(table) = self.tables.get_mut(&object_type) else {
                continue;
            };
            match before {
                Some(record) => table.insert(id, record),
                None => table.remove(&id),
            };
        }
    }

    /// A savepoint for `rollback_to`.
    pub fn savepoint(&self) -> usize {
        self.journal.as_ref().map_or(0, Vec::len)
    }

    /// Rolls back the changes since a savepoint. The transaction continues.
    pub fn rollback_to(&mut self, savepoint: usize) {
        let Some(journal) = &mut self.journal else {
            return;
        };
        let undone = journal.split_off(savepoint.min(journal.len()));
        let outer_journal = self.journal.replace(undone);
        self.rollback();
        self.journal = outer_journal;
    }

    /// Whether a user other than `own_id` has this e-mail address or username, in any case.
    pub fn is_taken(&self, field: &str, text: &str, own_id: &str) -> bool {
        if !self.identities.contains(&identity_hash(field, text)) {
            return false;
        }
        let number = Type::User.schema().number(field);
        self.table(Type::User).iter().any(|(id, record)| {
            let is_same = record
                .get(number)
                .as_text()
                .is_some_and(|known| eq_ignore_case(known, text));
            is_same && &**id != own_id
        })
    }

    fn add_identities(&mut self, record: &Record) {
        for field in ["emailAddr", "username"] {
            if let Val::Text(text) = record.get(Type::User.schema().number(field)) {
                self.identities.insert(identity_hash(field, text));
            }
        }
    }
}

fn identity_hash(field: &str, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    field.hash(&mut hasher);
    text.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

fn eq_ignore_case(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right) || left.to_lowercase() == right.to_lowercase()
}
