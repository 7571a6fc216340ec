#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::{Error, Result};
use crate::input::OneOrMany;
use crate::json::Json;
use crate::protocol::{
    MAX_PAGE_SIZE,
    filter::{Filter, Modifier, Selection},
    sort::SortKey,
};
use crate::services::users::{Page, check_fields, page};
use serde::{Deserialize, Serialize};

/// Workfront's own page size.
const DEFAULT_LIMIT: u32 = 100;

const EVERY_FIELD: &str =
    "'*' reads all fields of each user, which is slow and large: list the fields that you need.";

/// Finds users, one page per call.
#[derive(Debug)]
pub struct Search;

/// The users to find, and the page to return.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Conditions that must all be true.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions. In addition to 'filters', all conditions of at least one group must be true.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FilterGroup>>", extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
    /// The fields to read. Default: ID, names, e-mail address and state. 'ID' is always included.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FieldName>>", extend("minItems" = 1)))]
    pub fields: Option<Vec<String>>,
    /// The fields to sort by. The ID is always the last one, so that pages neither overlap nor have gaps.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub sort: Option<OneOrMany<SortKey>>,
    /// The number of users to skip. Default: 0.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub first: Option<u32>,
    /// The maximum number of users to return: 1 to 2000. Default: 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2000)))]
    pub limit: Option<u32>,
}

/// A page of users.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The users, as Workfront returned them.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::model::schema::User>"))]
    pub users: Json,
    /// The number of users that were skipped.
    pub first: u32,
    /// The maximum number of users of this page.
    pub limit: u32,
    /// Whether there may be more users: the page is full, and the filters don't list exactly these users by ID.
    pub has_more: bool,
    /// Warnings about this search.
    pub warnings: Vec<&'static str>,
}

impl Action for Search {
    const ID: &'static str = "search";
    const ABOUT: About = About {
        title: "Search users",
        description: "Searches users by any of their fields and returns one page.",
        requests: Requests::ONE,
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let first = input.first.unwrap_or(0);
        let limit = check_limit(input.limit)?;
        let fields = check_fields(&input.fields)?;
        let mut warnings = Vec::new();
        if fields.contains(&"*") {
            warnings.push(EVERY_FIELD);
        }
        let selection = Selection::of(&input.filters, &input.anyOf);
        let range = Page {
            sort: input.sort.as_ref(),
            first,
            limit,
        };
        let users = page(&context.client, selection, &fields, range).await?;
        let is_full = users.len() >= limit as usize;
        let has_more = is_full && !are_all(selection, first as usize + users.len());
        Ok(Output {
            users,
            first,
            limit,
            has_more,
            warnings,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({
                "filters": [{ "field": "homeGroup:name", "value": "Marketing" }, { "field": "isActive", "value": true }],
                "fields": ["name", "emailAddr"],
                "sort": ["lastName"],
                "limit": 3,
            }),
            fails: &[],
        }
    }
}

/// Whether `count` users are all that can match, as the filters list their IDs.
fn are_all(selection: Selection<'_>, count: usize) -> bool {
    selection.filters.iter().any(|filter| {
        let is_any_of = matches!(filter.modifier, None | Some(Modifier::In));
        filter.field == "ID" && is_any_of && count >= filter.values.len()
    })
}

fn check_limit(limit: Option<u32>) -> Result<u32> {
    match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_PAGE_SIZE => Ok(limit),
        limit => Err(Error::invalid("limit", &format!("must be 1 to {MAX_PAGE_SIZE} but is {limit}"))
            .with_hint(format!("Nothing was sent. Request at most {MAX_PAGE_SIZE} users per page, and read the other pages with 'first' or searchAll."))),
    }
}
