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
    "'*' reads every field of every user, which is slow and large: name the fields you need.";

/// Finds users, a page at a time.
#[derive(Debug)]
pub struct Search;

/// Whom to find, and which part of the result to give.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Conditions that must all hold.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions; beside 'filters', all conditions of at least one group must hold.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
    /// Which fields to read; without it the ID, names, e-mail address and state. 'ID' is always among them.
    pub fields: Option<Vec<String>>,
    /// What to sort by; the ID always comes last, so that pages neither overlap nor leave gaps.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub sort: Option<OneOrMany<SortKey>>,
    /// How many users to leave out at the beginning.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub first: Option<u32>,
    /// How many users to give: 1 to 2000, 100 when not given.
    pub limit: Option<u32>,
}

/// A page of users.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The users, as Workfront gave them.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::model::schema::User>"))]
    pub users: Json,
    /// How many users were left out at the beginning.
    pub first: u32,
    /// How many users were asked for.
    pub limit: u32,
    /// Whether there may be more: the page is full, and not everyone was found whom the filters name by ID.
    pub has_more: bool,
    /// What to know about this search.
    pub warnings: Vec<&'static str>,
}

impl Action for Search {
    const ID: &'static str = "search";
    const ABOUT: About = About {
        title: "Search users",
        description: "Finds users by any of their fields, a page at a time.",
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
        let wanted = Page {
            sort: input.sort.as_ref(),
            first,
            limit,
        };
        let users = page(&context.client, selection, &fields, wanted).await?;
        let is_full = users.len() >= limit as usize;
        let has_more = is_full && !is_everyone(selection, first as usize + users.len());
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

/// Whether so many are all that there can be: an ID names one user.
fn is_everyone(selection: Selection<'_>, count: usize) -> bool {
    selection.filters.iter().any(|filter| {
        let is_any_of = matches!(filter.modifier, None | Some(Modifier::In));
        filter.field == "ID" && is_any_of && count >= filter.values.len()
    })
}

fn check_limit(limit: Option<u32>) -> Result<u32> {
    match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_PAGE_SIZE => Ok(limit),
        limit => Err(Error::invalid("limit", &format!("must be 1 to {MAX_PAGE_SIZE}, not {limit}"))
            .with_hint(format!("Nothing was sent. Ask for at most {MAX_PAGE_SIZE} users a page, and page with 'first' or searchAll."))),
    }
}
