use crate::json::Json;
use crate::services::users::Collections;
use serde::Deserialize;

/// What happens to a value that the mapping or the tenant doesn't know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum OnUnknown {
    /// Nothing is done for the person.
    Hold,
    /// The field keeps its present value.
    Keep,
    /// A value that 'map' doesn't list is taken as it is. Names that the tenant doesn't have are held back.
    Pass,
}

/// For whom a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum OnlyWhen {
    /// People whose accounts the plan creates. Accounts that exist keep their values.
    Created,
}

/// Where the value of a field comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MappingRule"))]
pub struct Rule {
    /// The column of the list.
    pub from: Option<String>,
    /// A text with columns in braces, instead of 'from': "{firstName}.{lastName}@example.com". If one of them is empty, so is the
    /// value.
    pub template: Option<String>,
    /// The values of the column, without regard to case and to white space at the ends, and what each means: a name, an ID or
    /// another value; for groups, teams, roles and other lists also an array of several. A meaning is never split.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, Json>>")
    )]
    pub map: Option<Json>,
    /// The value where the column is empty, or has a value that 'map' doesn't list. A value that is cleared stays so.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Json>"))]
    pub default: Option<Json>,
    /// What happens to a value that 'map' doesn't list if there is no default, and to a name that the tenant doesn't have: the
    /// person is held back ('hold'), the field keeps its present value ('keep'), or a value that 'map' doesn't list is taken as it
    /// is, also if there is a default ('pass'). Default: hold.
    pub on_unknown: Option<OnUnknown>,
    /// Whether the value is written in lower case.
    pub lower: Option<bool>,
    /// Whether the value is written in upper case.
    pub upper: Option<bool>,
    /// Whether white space at the ends is removed. Default: true.
    pub trim: Option<bool>,
    /// What separates the items of a text, for groups, teams, roles and other lists. Default: a semicolon.
    pub split: Option<String>,
    /// What happens to groups, teams and roles that the list doesn't have: they are removed, or they stay. Default: the
    /// 'collections' of the run.
    pub collections: Option<Collections>,
    /// 'created': the field is written only when the plan creates the account, such as the access level that new people begin
    /// with. Accounts that exist keep their values. Default: for all people.
    pub only_when: Option<OnlyWhen>,
}

impl Rule {
    /// The rule that takes a column as it is.
    pub fn column(name: &str) -> Self {
        Rule {
            from: Some(name.to_owned()),
            ..Rule::default()
        }
    }

    /// The columns that it reads.
    pub fn columns(&self) -> Vec<String> {
        match &self.template {
            Some(template) => placeholders(template).map(str::to_owned).collect(),
            None => self.from.iter().cloned().collect(),
        }
    }
}

/// The columns that a template names.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// What is wrong with a template; `None` if nothing is.
pub(super) fn template_problem(template: &str) -> Option<&'static str> {
    let mut is_open = false;
    let mut count = 0;
    for letter in template.chars() {
        match (letter, is_open) {
            ('{', false) => is_open = true,
            ('}', true) => {
                is_open = false;
                count += 1;
            }
            ('{', true) | ('}', false) => return Some("has braces that don't match"),
            _ => {}
        }
    }
    match (is_open, count) {
        (true, _) => Some("has braces that don't match"),
        (false, 0) => Some("names no column in braces; use 'default' for a constant value"),
        (false, _) => placeholders(template)
            .any(str::is_empty)
            .then_some("has braces without a column"),
    }
}
