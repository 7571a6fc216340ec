//! Sorting and paging of a search (docs/workfront-facts.md#sorting).

use std::cmp::Ordering;

use crate::api::call::Call;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::path::Path;
use crate::random::mix;
use crate::store::{Node, Nodes};
use crate::tenant::Tenant;
use crate::value::Val;

/// The sort keys, most significant first.
#[derive(Debug)]
pub struct Order {
    keys: Vec<Key>,
    by_id: bool,
}

#[derive(Debug)]
struct Key {
    path: Path,
    descending: bool,
    ignore_case: bool,
}

impl Order {
    /// Removes all `<field>_Sort` and `<field>_<n>_Sort` parameters from a call and parses them.
    pub fn take(tenant: &Tenant, call: &mut Call, object_type: Type) -> ApiResult<Self> {
        let named: Vec<String> = call.rest().map(|(name, _)| name.clone()).collect();
        let mut keys = Vec::new();
        let mut names = Vec::new();
        for name in named {
            let Some(field) = name.strip_suffix("_Sort") else {
                continue;
            };
            let Some(direction) = call.take(&name) else {
                continue;
            };
            let (field, number) = match field.rsplit_once('_') {
                Some((field, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                    (field, digits.parse().unwrap_or(u32::MAX))
                }
                _ => (field, u32::MAX),
            };
            let (descending, ignore_case) = match direction.as_str() {
                "asc" => (false, false),
                "desc" => (true, false),
                "ciasc" => (false, true),
                "cidesc" => (true, true),
                _ => return Err(ApiError::field(format!("invalid sort order: {direction}"))),
            };
            let path = Path::parse(tenant, call.version, object_type, field)?;
            if path.is_dynamic() {
                return Err(ApiError::field(format!(
                    "cannot sort by dynamic field: {field}"
                )));
            }
            names.push((number, field.to_owned(), descending));
            keys.push((
                number,
                Key {
                    path,
                    descending,
                    ignore_case,
                },
            ));
        }
        let by_id = matches!(&names[..], [(_, field, false)] if field == "ID");
        keys.sort_by_key(|(number, _)| *number);
        Ok(Self {
            keys: keys.into_iter().map(|(_, key)| key).collect(),
            by_id,
        })
    }

    /// The objects of one page.
    pub fn page<'store>(
        &self,
        tenant: &'store Tenant,
        found: Nodes<'store>,
        first: usize,
        limit: usize,
    ) -> Vec<Node<'store>> {
        // The objects are already sorted by ID.
        if self.by_id {
            return found.skip(first).take(limit).collect();
        }
        let mut rows: Vec<(Vec<Val>, u64, Node<'store>)> = found
            .map(|node| {
                let keys = self
                    .keys
                    .iter()
                    .map(|key| key.value(tenant, node.clone()))
                    .collect();
                (keys, arbitrary_order(tenant, &node, first), node)
            })
            .collect();
        rows.sort_by(|left, right| {
            let by_keys = self.keys.iter().zip(left.0.iter().zip(&right.0));
            let by_keys = by_keys.map(|(key, (left, right))| key.compare(left, right));
            let order = by_keys.fold(Ordering::Equal, Ordering::then);
            order.then(left.1.cmp(&right.1))
        });
        rows.into_iter()
            .skip(first)
            .take(limit)
            .map(|(_, _, node)| node)
            .collect()
    }
}

/// Objects that no key sorts are in another order on every page, as Oracle may return them
/// (docs/workfront-facts.md#sorting: duplicates and gaps).
fn arbitrary_order(tenant: &Tenant, node: &Node<'_>, first: usize) -> u64 {
    let id = node.read_named(&tenant.store, "ID");
    let bytes = id.as_text().map_or(&[][..], |id| id.as_bytes());
    bytes
        .iter()
        .fold(first as u64 + 1, |sum, byte| mix(sum ^ u64::from(*byte)))
}

impl Key {
    fn value<'store>(&self, tenant: &'store Tenant, node: Node<'store>) -> Val {
        let value = self
            .path
            .values(tenant, node)
            .into_iter()
            .next()
            .unwrap_or_default();
        match value {
            Val::Text(text) if self.ignore_case => Val::text(&text.to_lowercase()),
            value => value,
        }
    }

    fn compare(&self, left: &Val, right: &Val) -> Ordering {
        let order = left.compare(right);
        // `Null` is last in ascending and first in descending order, as in Oracle.
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }
}
