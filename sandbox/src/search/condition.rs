//! The conditions of a search: pairs that must all hold, and OR groups (docs/workfront-facts.md#searches).

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::Found;
use super::matching::Matcher;
use super::modifier::{Modifier, Test};
use crate::api::call::Call;
use crate::error::{ApiError, Outcome};
use crate::model::Type;
use crate::path::Path;
use crate::store::Node;
use crate::tenant::{Caller, Tenant};

/// Parameters that say no condition.
const NO_CONDITIONS: [&str; 3] = ["listOptions", "timeZone", "locale"];

/// Conditions: every one of the base, or every one of any group.
#[derive(Debug)]
pub struct Conditions {
    groups: Vec<Vec<Condition>>,
}

#[derive(Debug)]
struct Condition {
    path: Path,
    matcher: Matcher,
}

/// One field of one group, as its parameters say it.
#[derive(Debug, Default)]
struct Raw {
    values: Vec<String>,
    modifier: Option<String>,
    upper: Option<String>,
}

/// By group (0 is the base), then by field in the order of the parameters.
type Groups = BTreeMap<u32, Vec<(String, Raw)>>;

impl Conditions {
    /// Takes all that is left of a call.
    pub fn take(tenant: &Tenant, caller: &Caller, call: &mut Call, of: Type) -> Outcome<Self> {
        NO_CONDITIONS.into_iter().for_each(|name| {
            call.take(name);
        });
        let mut raw = Groups::new();
        for filters in call.take_all("filters") {
            read_filters(tenant, &filters, &mut raw)?;
        }
        for (name, value) in call.rest() {
            put(&mut raw, name, value.clone())?;
        }
        let groups = raw.into_values().map(|group| {
            let conditions = group
                .into_iter()
                .map(|(field, raw)| Condition::read(tenant, caller, of, &field, raw));
            conditions.collect::<Outcome<Vec<_>>>()
        });
        Ok(Self {
            groups: groups.collect::<Outcome<_>>()?,
        })
    }

    /// The objects for which they hold, in the order of their IDs.
    pub fn all<'store>(self, tenant: &'store Tenant, of: Type) -> Found<'store> {
        if let Some(ids) = self.ids() {
            let mut ids: Vec<&String> = ids.iter().collect();
            ids.sort_unstable();
            let nodes = ids.into_iter().filter_map(|id| tenant.store.node(of, id));
            let found: Vec<_> = nodes.filter(|node| self.hold(tenant, node)).collect();
            return Box::new(found.into_iter());
        }
        Box::new(
            tenant
                .store
                .nodes(of)
                .filter(move |node| self.hold(tenant, node)),
        )
    }

    /// The IDs that it asks for, where nothing else can be found: those are looked up, as a database would.
    fn ids(&self) -> Option<&HashSet<String>> {
        let [group] = &self.groups[..] else {
            return None;
        };
        let asks = |condition: &&Condition| condition.path.is_own_id();
        group
            .iter()
            .filter(asks)
            .find_map(|condition| condition.matcher.exact_texts())
    }

    fn hold<'store>(&self, tenant: &'store Tenant, node: &Node<'store>) -> bool {
        let all = |group: &Vec<Condition>| {
            group.iter().all(|condition| {
                condition
                    .matcher
                    .holds(&condition.path.values(tenant, node.clone()))
            })
        };
        self.groups.is_empty() || self.groups.iter().any(all)
    }
}

impl Condition {
    fn read(tenant: &Tenant, caller: &Caller, of: Type, field: &str, raw: Raw) -> Outcome<Self> {
        let path = Path::read(tenant, caller.version, of, field)?;
        let default = match (raw.upper.is_some(), raw.values.len()) {
            (true, _) => "between",
            (_, 0 | 1) => "eq",
            _ => "in",
        };
        let name = raw.modifier.as_deref().unwrap_or(default);
        let modifier = Modifier::read(name, tenant.options.third_party_modifiers)?;
        if raw.values.is_empty() && !modifier.stands_alone() {
            return Err(ApiError::field(format!(
                "no value for the modifier of field {field}"
            )));
        }
        if modifier.test == Test::Between && raw.upper.is_none() {
            return Err(ApiError::field(format!(
                "no {field}_Range for the modifier {name}"
            )));
        }
        // Which negations find empty fields too: `ne` does, `nee` does not (docs/workfront-facts.md#modifiers).
        let nulls = match name {
            "ne" | "cine" => true,
            "nee" => false,
            _ => modifier.negated && tenant.options.negations_find_nulls,
        };
        let matcher = Matcher::new(
            tenant, caller, &path.end, modifier, nulls, raw.values, raw.upper,
        );
        Ok(Self { path, matcher })
    }
}

/// `filters={…}`: the one way to search by a reserved name (docs/workfront-facts.md#reserved-names).
fn read_filters(tenant: &Tenant, filters: &str, raw: &mut Groups) -> Outcome<()> {
    let Ok(Value::Object(filters)) = serde_json::from_str::<Value>(filters) else {
        return Err(ApiError::invalid("JSON parsing error"));
    };
    for (name, value) in filters {
        let special = name.starts_with("OR:") || name.ends_with("_Mod") || name.ends_with("_Range");
        if special && !tenant.options.filter_modifiers {
            return Err(ApiError::field(format!("no such field: '{name}'")));
        }
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            let text = match value {
                Value::String(text) => text,
                Value::Null => String::new(),
                other => other.to_string(),
            };
            put(raw, &name, text)?;
        }
    }
    Ok(())
}

fn put(raw: &mut Groups, name: &str, value: String) -> Outcome<()> {
    if name.starts_with("EXISTS:") || name.starts_with("NOTEXISTS:") {
        // Known from third parties only (docs/workfront-facts.md#or-and-exists).
        return Err(ApiError::field(
            "EXISTS conditions are not supported by the sandbox",
        ));
    }
    let (group, name) = match name.strip_prefix("OR:") {
        Some(rest) => {
            let parts = rest.split_once(':');
            let group = parts.and_then(|(number, name)| Some((number.parse().ok()?, name)));
            let named = group.filter(|(number, _): &(u32, &str)| *number > 0);
            named.ok_or_else(|| ApiError::field(format!("invalid OR group: {name}")))?
        }
        None => (0, name),
    };
    let group = raw.entry(group).or_default();
    if let Some(field) = name.strip_suffix("_Mod") {
        entry(group, field).modifier = Some(value);
    } else if let Some(field) = name.strip_suffix("_Range") {
        entry(group, field).upper = Some(value);
    } else {
        entry(group, name).values.push(value);
    }
    Ok(())
}

fn entry<'group>(group: &'group mut Vec<(String, Raw)>, field: &str) -> &'group mut Raw {
    let known = group.iter().position(|(known, _)| known == field);
    let at = known.unwrap_or_else(|| {
        group.push((field.to_owned(), Raw::default()));
        group.len() - 1
    });
    &mut group[at].1
}
