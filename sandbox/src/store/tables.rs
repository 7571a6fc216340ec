//! The tables of the tenant, and their transactions.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::parameter::Parameter;
use super::record::Record;
use crate::model::{STORED, Type};
use crate::random::Random;
use crate::value::Val;

/// The objects of one type, in the order of their IDs.
pub type Table = BTreeMap<Arc<str>, Record>;

/// An object that a transaction changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its type.
    pub object_type: Type,
    /// Its ID.
    pub id: Arc<str>,
    /// Its values before the change; `None` if it is new.
    pub before: Option<Record>,
}

/// All objects of the tenant.
#[derive(Clone, Debug)]
pub struct Store {
    tables: BTreeMap<Type, Table>,
    /// The custom fields of the tenant.
    pub parameters: Vec<Parameter>,
    /// The tenant's own ID.
    pub customer: Arc<str>,
    /// Whose groups, roles and access level new users get by default.
    pub admin: Arc<str>,
    identities: HashSet<u64>,
    ids: Random,
    journal: Option<Vec<Change>>,
}

impl Store {
    /// Without objects.
    pub fn new(seed: u64) -> Self {
        let tables = STORED
            .iter()
            .map(|object_type| (*object_type, Table::new()))
            .collect();
        let none: Arc<str> = Arc::from("");
        Self {
            tables,
            parameters: Vec::new(),
            customer: none.clone(),
            admin: none,
            identities: HashSet::new(),
            ids: Random::new(seed ^ 0x1d5),
            journal: None,
        }
    }

    /// The objects of a type; none for a type without a table.
    pub fn table(&self, object_type: Type) -> &Table {
        static EMPTY: Table = Table::new();
        self.tables.get(&object_type).unwrap_or(&EMPTY)
    }

    /// One object.
    pub fn get(&self, object_type: Type, id: &str) -> Option<&Record> {
        self.table(object_type).get(id)
    }

    /// One object with the shared copy of its ID.
    pub fn entry(&self, object_type: Type, id: &str) -> Option<(&Arc<str>, &Record)> {
        self.table(object_type).get_key_value(id)
    }

    /// An ID that nothing has yet.
    pub fn new_id(&mut self) -> Arc<str> {
        Arc::from(self.ids.id())
    }

    /// Puts an object in, or in place of what has its ID.
    pub fn put(&mut self, object_type: Type, id: &Arc<str>, record: Record) {
        if object_type == Type::User {
            self.remember_identity(&record);
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

    /// Takes an object out.
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

    /// Keeps what was changed, and tells each object as it was when the transaction began.
    pub fn commit(&mut self) -> Vec<Change> {
        let mut changes = self.journal.take().unwrap_or_default();
        let mut seen = HashSet::new();
        changes.retain(|change| seen.insert((change.object_type, change.id.clone())));
        changes
    }

    /// Undoes what was changed.
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

    /// How much has been changed since the transaction began; for `undo_to`.
    pub fn savepoint(&self) -> usize {
        self.journal.as_ref().map_or(0, Vec::len)
    }

    /// Undoes what was changed since a savepoint, inside a transaction.
    pub fn undo_to(&mut self, savepoint: usize) {
        let Some(journal) = &mut self.journal else {
            return;
        };
        let undone = journal.split_off(savepoint.min(journal.len()));
        let kept = self.journal.replace(undone);
        self.rollback();
        self.journal = kept;
    }

    /// Whether a user other than `own` has this e-mail address or username, whatever its case.
    pub fn is_taken(&self, field: &str, text: &str, own: &str) -> bool {
        if !self.identities.contains(&identity(field, text)) {
            return false;
        }
        let number = Type::User.schema().number(field);
        self.table(Type::User).iter().any(|(id, record)| {
            let same = record
                .get(number)
                .as_text()
                .is_some_and(|known| same_text(known, text));
            same && &**id != own
        })
    }

    fn remember_identity(&mut self, record: &Record) {
        for field in ["emailAddr", "username"] {
            if let Val::Text(text) = record.get(Type::User.schema().number(field)) {
                self.identities.insert(identity(field, text));
            }
        }
    }
}

fn identity(field: &str, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    field.hash(&mut hasher);
    text.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

fn same_text(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right) || left.to_lowercase() == right.to_lowercase()
}
