//! The objects of a tenant by name: whole lists, because a list of people names most of them.

use super::normalized::normalized;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result, cut};
use crate::json::Json;
use crate::model::{Object, is_guid};
use crate::protocol::{MAX_PAGE_SIZE, SortedIndex, filter::Selection};
use crate::services::users::{Page, RepeatedPages, search};

/// The maximum number of candidates in a message.
const MAX_CANDIDATES: usize = 10;

/// The objects of some types.
#[derive(Debug, Default)]
pub struct TenantNames {
    lists: Vec<(Object, List)>,
}

#[derive(Debug, Default)]
struct List {
    ids: SortedIndex,
    /// Names as they are compared, in the order of `ids`.
    keys: SortedIndex,
    names: Vec<String>,
    licences: Vec<String>,
    /// The IDs of the groups that groups and teams are in; empty where there is none.
    parents: Vec<String>,
}

/// What a name or ID of a list means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One object: its ID.
    One(String),
    /// None.
    Nothing,
    /// Several have the name: their IDs.
    Several(Vec<String>),
}

impl TenantNames {
    /// Reads all objects of these types. Costs 1 request for every 2000 of each.
    ///
    /// # Errors
    /// A request failed, a response has an object without an ID, or the pages repeat.
    pub async fn read(client: &Client, objects: &[Object]) -> Result<Self> {
        let mut all = TenantNames::default();
        for &object in objects {
            all.lists.push((object, List::read(client, object).await?));
        }
        Ok(all)
    }

    fn list(&self, object: Object) -> Option<&List> {
        let found = self.lists.iter().find(|(known, _)| *known == object);
        found.map(|(_, list)| list)
    }

    /// The object that a text names, by name without regard to case, or by ID.
    pub fn find(&self, object: Object, text: &str) -> Found {
        let Some(list) = self.list(object) else {
            return Found::Nothing;
        };
        let text = text.trim();
        let id = |at: usize| list.ids.get(at).to_owned();
        // In the tenant's spelling: another one would be a difference.
        if let Some(at) = list.position(text).filter(|_| is_guid(text)) {
            return Found::One(id(at));
        }
        match list.keys.all(&normalized(text)) {
            [] => Found::Nothing,
            &[only] => Found::One(id(only)),
            several => Found::Several(several.iter().map(|&at| id(at)).collect()),
        }
    }

    /// The name of an object.
    pub fn name(&self, object: Object, id: &str) -> Option<&str> {
        let list = self.list(object)?;
        Some(&list.names[list.position(id)?])
    }

    /// The code of an access level's licence, such as F.
    pub fn licence(&self, id: &str) -> Option<&str> {
        let list = self.list(Object::AccessLevel)?;
        Some(&list.licences[list.position(id)?])
    }

    /// What is wrong with a name that isn't one object; `None` if it is one.
    pub fn problem(&self, object: Object, text: &str) -> Option<String> {
        let what = object.as_str();
        match self.find(object, text) {
            Found::One(_) => None,
            Found::Nothing => {
                let problem = format!(
                    "must be the name of one {what}, but none is called '{}'",
                    cut(text)
                );
                Some(match self.candidates(object) {
                    Some(candidates) => format!("{problem}; there are {candidates}"),
                    None => format!("{problem}; the connection's user can see none"),
                })
            }
            Found::Several(ids) => Some(format!(
                "must be the name of one {what}, but {} are called '{}': {}; write the ID of the right one",
                ids.len(),
                cut(text),
                self.describe(object, &ids)
            )),
        }
    }

    /// Objects of the same name, each with what distinguishes it: the parent of a group, the group of a team, and its ID.
    pub fn describe(&self, object: Object, ids: &[String]) -> String {
        let shown = ids.iter().take(MAX_CANDIDATES).map(|id| {
            let name = cut(self.name(object, id).unwrap_or_default()).to_string();
            match self.parent(object, id) {
                Some(parent) => format!("{name} in {} ({id})", cut(parent)),
                None => format!("{name} ({id})"),
            }
        });
        let mut shown: Vec<String> = shown.collect();
        if ids.len() > MAX_CANDIDATES {
            shown.push(format!("{} more", ids.len() - MAX_CANDIDATES));
        }
        shown.join(", ")
    }

    /// The name of the object that a group or a team is in.
    fn parent(&self, object: Object, id: &str) -> Option<&str> {
        let list = self.list(object)?;
        let parent = list.parents.get(list.position(id)?)?;
        let name = match object {
            Object::Group => self.name(Object::Group, parent),
            _ => None,
        };
        name.or(Some(parent.as_str()))
            .filter(|name| !name.is_empty())
    }

    fn candidates(&self, object: Object) -> Option<String> {
        let names = &self.list(object)?.names;
        let shown = names.iter().take(MAX_CANDIDATES);
        let mut shown: Vec<String> = shown.map(|name| cut(name).to_string()).collect();
        if names.len() > MAX_CANDIDATES {
            shown.push(format!("{} more", names.len() - MAX_CANDIDATES));
        }
        (!shown.is_empty()).then(|| shown.join(", "))
    }
}

impl List {
    async fn read(client: &Client, object: Object) -> Result<Self> {
        let (mut ids, mut names, mut licences) = (Vec::new(), Vec::new(), Vec::new());
        let mut parents = Vec::new();
        let fields = object.fields();
        let mut first = 0;
        let mut repeated = RepeatedPages::default();
        loop {
            let page = Page {
                first,
                ..Page::first()
            };
            let all = Selection::default();
            let rows = search(client, object.path(), all, fields, page).await?;
            for row in rows.items() {
                // Access levels and schedules don't have the field.
                let id = row.get_str("ID").filter(|id| !id.is_empty());
                let id = id.ok_or_else(|| without_id(object))?;
                if row.get_bool("isActive") != Some(false) {
                    ids.push(id.to_ascii_lowercase());
                    names.push(row.str_or_default("name"));
                    licences.push(row.str_or_default("licenseType"));
                    let parent = row.get_str("parentID").or_else(|| row.get_str("groupID"));
                    parents.push(parent.unwrap_or_default());
                }
            }
            if rows.len() < MAX_PAGE_SIZE as usize {
                break;
            }
            repeated.add(rows.items().map(|row| row.str_or_default("ID")))?;
            first += MAX_PAGE_SIZE;
        }
        let keys = names
            .iter()
            .map(|name: &String| normalized(name).into_owned());
        Ok(List {
            keys: SortedIndex::new(keys.collect()),
            ids: SortedIndex::new(ids),
            names,
            licences,
            parents,
        })
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.ids.first(&id.to_ascii_lowercase())
    }
}

fn without_id(object: Object) -> Error {
    let message = format!(
        "Workfront's response to the search for every {} has an object without an ID",
        object.as_str()
    );
    Error::new(ErrorKind::UnexpectedResponse, message)
}

/// Adds the name of an object to those that stand beside IDs in a plan.
pub fn add_name(names: &mut Json, all: &TenantNames, object: Object, id: &str) {
    if let Some(name) = all.name(object, id) {
        names.insert(id, name);
    }
}
