//! Whether a field of this tenant can have a value that a mapping writes.

use super::columns::Column;
use super::day::day;
use super::desired::{as_kind, boolean};
use super::managers::ManagerIds;
use super::mapping::Target;
use super::mapping_problem::MappingProblemKind;
use super::names::{Found, TenantNames};
use super::normalized::normalized;
use crate::client::Client;
use crate::error::{Result, cut};
use crate::input::Problems;
use crate::json::{Json, Kind};
use crate::model::{Object, user};
use crate::protocol::{SortedIndex, filter::Selection};
use crate::services::reconcile::tenant::read_users;

/// What is wrong with a value, as a code and in words.
pub(super) type ValueProblem = (MappingProblemKind, String);

/// What the values of a mapping are held against.
#[derive(Debug)]
pub(super) struct Known {
    /// The objects of the tenant by name.
    pub names: TenantNames,
    /// The users whom the mapping itself names as managers.
    managers: ManagerIds,
    /// The keys of the people in the list, who may be managers too.
    listed: SortedIndex,
}

impl Known {
    /// Reads the users whom the mapping names as managers, if it names any. Costs 1 request for the count and 1 for every 2000
    /// users.
    ///
    /// # Errors
    /// A request failed.
    pub async fn read(
        client: &Client,
        names: TenantNames,
        columns: &[Column],
        listed: Vec<String>,
    ) -> Result<Self> {
        let mut managers = ManagerIds::default();
        let mut named = Vec::new();
        for column in columns
            .iter()
            .filter(|column| matches!(column.target, Target::Manager))
        {
            for value in column.constants() {
                named.push(normalized(&value.to_display_string()).into_owned());
            }
        }
        if !named.is_empty() {
            let named = SortedIndex::new(named);
            let fields = ["ID", "name", "emailAddr", "username", "extRefID"];
            let mut on_user = |user: Json| {
                managers.visit(&user, &named);
                Ok(())
            };
            read_users(client, Selection::default(), &fields, &mut on_user).await?;
        }
        Ok(Known {
            names,
            managers,
            listed: SortedIndex::new(listed),
        })
    }

    /// What is wrong with a value that the mapping itself has: a meaning of a map, or a default.
    pub fn constant_problem(&self, column: &Column, value: &Json) -> Option<ValueProblem> {
        let problem = self.problem(column, value);
        match column.target {
            Target::Manager if !is_empty(value) => problem.or_else(|| self.manager_problem(value)),
            _ => problem,
        }
    }

    /// What is wrong with a value of a field in this tenant.
    pub fn problem(&self, column: &Column, value: &Json) -> Option<ValueProblem> {
        if is_empty(value) {
            return None;
        }
        let invalid = |message: String| Some((MappingProblemKind::InvalidValue, message));
        match column.target {
            Target::Rows(_, object) => self.rows_problem(Some(object), value),
            Target::IdRows(_) => self.rows_problem(None, value),
            Target::Named(_, object) => match value.kind() {
                Kind::Array | Kind::Object => invalid(format!(
                    "must be a name or an ID but is {}",
                    value.kind().described()
                )),
                _ => self.name_problem(object, &value.to_display_string()),
            },
            Target::Active => boolean(value).err().map(as_invalid),
            Target::LastWorkingDay => day(value).err().map(as_invalid),
            Target::Manager => match value.kind() {
                Kind::Array | Kind::Object => invalid(format!(
                    "must be a string but is {}",
                    value.kind().described()
                )),
                _ => None,
            },
            Target::Field(Some(kind)) => {
                let value = match as_kind(Some(kind), value.clone()) {
                    Ok(value) => value,
                    Err(problem) => return Some(as_invalid(problem)),
                };
                let mut problems = Problems::default();
                user::field(&column.name)?.check(&value, "value", &mut problems);
                let error = problems.into_result().err()?;
                invalid(error.message.trim_start_matches("value: ").to_owned())
            }
            Target::Field(None) => match value.kind() {
                Kind::Object => invalid("must be a value or an array but is an object".to_owned()),
                _ => None,
            },
        }
    }

    fn rows_problem(&self, object: Option<Object>, value: &Json) -> Option<ValueProblem> {
        match value.is_array() {
            true => value
                .items()
                .find_map(|item| self.row_problem(object, &item)),
            false => self.row_problem(object, value),
        }
    }

    fn row_problem(&self, object: Option<Object>, value: &Json) -> Option<ValueProblem> {
        match (value.kind(), object) {
            (Kind::String, Some(object)) => self.name_problem(object, &value.to_display_string()),
            (Kind::String | Kind::Object, _) => None,
            (kind, _) => Some((
                MappingProblemKind::InvalidValue,
                format!("must have names or IDs but has {}", kind.described()),
            )),
        }
    }

    fn name_problem(&self, object: Object, name: &str) -> Option<ValueProblem> {
        let kind = match self.names.find(object, name) {
            Found::One(_) => return None,
            Found::Nothing => MappingProblemKind::UnknownName,
            Found::Several(_) => MappingProblemKind::AmbiguousName,
        };
        Some((kind, self.names.problem(object, name)?))
    }

    fn manager_problem(&self, value: &Json) -> Option<ValueProblem> {
        let text = value.to_display_string();
        let name = normalized(&text);
        match self.managers.get(&name) {
            [_] => None,
            [] if self.listed.first(&name).is_some() => None,
            [] => Some((
                MappingProblemKind::UnknownName,
                format!("the tenant has no user '{}'", cut(&text)),
            )),
            several => {
                let ids: Vec<&str> = several.iter().map(|(id, _)| id.as_str()).collect();
                let message = format!(
                    "several users are called '{}': {}; write the ID of the right one",
                    cut(&text),
                    ids.join(", ")
                );
                Some((MappingProblemKind::AmbiguousName, message))
            }
        }
    }
}

fn is_empty(value: &Json) -> bool {
    value.is_null() || value.str_is_blank()
}

fn as_invalid((_, message): (crate::services::plans::HeldReason, String)) -> ValueProblem {
    (MappingProblemKind::InvalidValue, message)
}
