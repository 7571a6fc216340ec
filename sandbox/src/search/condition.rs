//! The conditions of a search: pairs joined with AND, and OR groups (docs/workfront-facts.md#searches).

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::matching::Matcher;
use super::modifier::{Modifier, Test};
use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::path::Path;
use crate::store::{Node, Nodes};
use crate::tenant::{Caller, Tenant};

/// Parameters that are not conditions.
const NOT_CONDITIONS: [&str; 3] = ["listOptions", "timeZone", "locale"];

/// Groups of conditions. An object matches if it fulfils all conditions of any group.
#[derive(Debug)]
pub struct Conditions {
    groups: Vec<Vec<Condition>>,
}

#[derive(Debug)]
struct Condition {
    path: Path,
    matcher: Matcher,
}

/// The parameters of one field in one group.
#[derive(Debug, Default)]
struct RawCondition {
    values: Vec<String>,
    modifier: Option<String>,
    upper: Option<String>,
}

/// By group number (0: without `OR:`), then by field in the order of the parameters.
type Groups = BTreeMap<u32, Vec<(String, RawCondition)>>;

impl Conditions {
    /// Parses the remaining parameters of a call.
    pub fn take(
        tenant: &Tenant,
        caller: &Caller,
        call: &mut Call,
        object_type: Type,
    ) -> ApiResult<Self> {
        NOT_CONDITIONS.into_iter().for_each(|name| {
            call.take(name);
        });
        let mut raw = Groups::new();
        for filters in call.take_all("filters") {
            parse_filters(tenant, &filters, &mut raw)?;
        }
        for (name, value) in call.rest() {
            add_parameter(&mut raw, name, value.clone())?;
        }
        let groups = raw.into_values().map(|group| {
            let conditions = group
                .into_iter()
                .map(|(field, raw)| Condition::parse(tenant, caller, object_type, &field, raw));
            conditions.collect::<ApiResult<Vec<_>>>()
        });
        Ok(Self {
            groups: groups.collect::<ApiResult<_>>()?,
        })
    }

    /// The matching objects, sorted by ID.
    pub fn find<'store>(self, tenant: &'store Tenant, object_type: Type) -> Nodes<'store> {
        if let Some(ids) = self.ids() {
            let mut ids: Vec<&String> = ids.iter().collect();
            ids.sort_unstable();
            let nodes = ids
                .into_iter()
                .filter_map(|id| tenant.store.node(object_type, id));
            let found: Vec<_> = nodes.filter(|node| self.matches(tenant, node)).collect();
            return Box::new(found.into_iter());
        }
        Box::new(
            tenant
                .store
                .nodes(object_type)
                .filter(move |node| self.matches(tenant, node)),
        )
    }

    /// The only IDs that can match, if the conditions list them. They are looked up instead of scanning the table.
    fn ids(&self) -> Option<&HashSet<String>> {
        let [group] = &self.groups[..] else {
            return None;
        };
        let is_id = |condition: &&Condition| condition.path.is_own_id();
        group
            .iter()
            .filter(is_id)
            .find_map(|condition| condition.matcher.exact_texts())
    }

    fn matches<'store>(&self, tenant: &'store Tenant, node: &Node<'store>) -> bool {
        let all = |group: &Vec<Condition>| {
            group.iter().all(|condition| {
                condition
                    .matcher
                    .matches(&condition.path.values(tenant, node.clone()))
            })
        };
        self.groups.is_empty() || self.groups.iter().any(all)
    }
}

impl Condition {
    fn parse(
        tenant: &Tenant,
        caller: &Caller,
        object_type: Type,
        field: &str,
        raw: RawCondition,
    ) -> ApiResult<Self> {
        let path = Path::parse(tenant, caller.version, object_type, field)?;
        let default = match (raw.upper.is_some(), raw.values.len()) {
            (true, _) => "between",
            (_, 0 | 1) => "eq",
            _ => "in",
        };
        let name = raw.modifier.as_deref().unwrap_or(default);
        let modifier = Modifier::parse(name, tenant.options.third_party_modifiers)?;
        if raw.values.is_empty() && !modifier.needs_no_value() {
            return Err(ApiError::field(format!(
                "no value for the modifier of field {field}"
            )));
        }
        if modifier.test == Test::Between && raw.upper.is_none() {
            return Err(ApiError::field(format!(
                "no {field}_Range for the modifier {name}"
            )));
        }
        // Which negations match empty fields too: `ne` does, `nee` does not (docs/workfront-facts.md#modifiers).
        let matches_null = match name {
            "ne" | "cine" => true,
            "nee" => false,
            _ => modifier.negated && tenant.options.negations_find_nulls,
        };
        let matcher = Matcher::new(
            tenant,
            caller,
            &path.end,
            modifier,
            matches_null,
            raw.values,
            raw.upper,
        );
        Ok(Self { path, matcher })
    }
}

/// `filters={…}`: the only way to search by a reserved name (docs/workfront-facts.md#reserved-names).
fn parse_filters(tenant: &Tenant, filters: &str, raw: &mut Groups) -> ApiResult<()> {
    let Ok(Value::Object(filters)) = serde_json::from_str::<Value>(filters) else {
        return Err(ApiError::invalid("JSON parsing error"));
    };
    for (name, value) in filters {
        let is_special =
            name.starts_with("OR:") || name.ends_with("_Mod") || name.ends_with("_Range");
        if is_special && !tenant.options.filter_modifiers {
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
            add_parameter(raw, &name, text)?;
        }
    }
    Ok(())
}

fn add_parameter(raw: &mut Groups, name: &str, value: String) -> ApiResult<()> {
    if name.starts_with("EXISTS:") || name.starts_with("NOTEXISTS:") {
        // Only third parties mention it (docs/workfront-facts.md#or-and-exists).
        return Err(ApiError::field(
            "EXISTS conditions are not supported by the sandbox",
        ));
    }
    let (group, name) = match name.strip_prefix("OR:") {
        Some(rest) => {
            let parts = rest.split_once(':');
            let group = parts.and_then(|(number, name)| Some((number.parse().ok()?, name)));
            let valid = group.filter(|(number, _): &(u32, &str)| *number > 0);
            valid.ok_or_else(|| ApiError::field(format!("invalid OR group: {name}")))?
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

fn entry<'group>(
    group: &'group mut Vec<(String, RawCondition)>,
    field: &str,
) -> &'group mut RawCondition {
    let known = group.iter().position(|(known, _)| known == field);
    let at = known.unwrap_or_else(|| {
        group.push((field.to_owned(), RawCondition::default()));
        group.len() - 1
    });
    &mut group[at].1
}
