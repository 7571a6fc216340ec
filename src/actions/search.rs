use super::{About, Action, Context};
use crate::api::ApiRequest;
use crate::api::filter::{self, Filter, Selection, check_field};
use crate::api::query::Query;
use crate::api::sort::{self, SortKey};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{OneOrMany, Problems, input};
use crate::json::Json;
use crate::model::user::SUMMARY_FIELDS;
use crate::transport::Method;
use serde::Serialize;

/// The most rows that Workfront gives at once; more is an error there, not a shorter page.
const MAX_LIMIT: u32 = 2_000;
/// Workfront's own page size.
const DEFAULT_LIMIT: u32 = 100;

/// Finds users, a page at a time.
#[derive(Debug)]
pub struct Search;

input! {
    /// Whom to find, and which part of the result to give.
    pub struct Input {
        /// Conditions that must all hold.
        pub filters: Option<Vec<Filter>>,
        /// Groups of conditions; beside 'filters', all conditions of at least one group must hold.
        pub anyOf: Option<Vec<Vec<Filter>>>,
        /// Which fields to read; without it the ID, names, e-mail address and state. 'ID' is always among them.
        pub fields: Option<Vec<String>>,
        /// What to sort by; the ID always comes last, so that pages neither overlap nor leave gaps.
        pub sort: Option<OneOrMany<SortKey>>,
        /// How many users to leave out at the beginning.
        pub first: Option<u32>,
        /// How many users to give: 1 to 2000, 100 when not given.
        pub limit: Option<u32>,
    }
}

/// A page of users.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The users, as Workfront gave them.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::model::schema::User>"))]
    pub users: Json,
    /// How many users were left out at the beginning.
    pub first: u32,
    /// How many users were asked for.
    pub limit: u32,
    /// Whether there may be more: the page is full.
    pub has_more: bool,
    /// What to know about this search.
    pub warnings: Vec<&'static str>,
}

impl Action for Search {
    const ID: &'static str = "search";
    const ABOUT: About = About {
        title: "Search users",
        description: "Finds users by any of their fields, a page at a time. Costs 1 request a page.",
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let first = input.first.unwrap_or(0);
        let limit = check_limit(input.limit)?;
        let fields = match input.fields {
            Some(fields) => check_fields(fields)?,
            None => SUMMARY_FIELDS
                .iter()
                .map(|&field| field.to_owned())
                .collect(),
        };
        let warnings = if fields.iter().any(|field| field == "*") {
            vec![
                "'*' reads every field of every user, which is slow and large: name the fields you need.",
            ]
        } else {
            Vec::new()
        };
        let mut query = Query::new();
        let selection = Selection {
            filters: input.filters.unwrap_or_default(),
            any_of: input.anyOf.unwrap_or_default(),
        };
        filter::add_to(&mut query, &selection)?;
        query.add_fields(&fields);
        sort::add_to(&mut query, input.sort.as_ref());
        query.add("$$FIRST", &first.to_string());
        query.add("$$LIMIT", &limit.to_string());
        let request = ApiRequest::new(Method::Get, "/user/search").with_query(query);
        let users = context.client.send(request).await?;
        if !users.is_array() {
            return Err(Error::new(
                ErrorKind::UnexpectedResponse,
                "Workfront's answer to the search is not a list",
            ));
        }
        let has_more = users.len() >= limit as usize;
        Ok(Output {
            users,
            first,
            limit,
            has_more,
            warnings,
        })
    }
}

fn check_limit(limit: Option<u32>) -> Result<u32> {
    match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => Ok(limit),
        limit => Err(Error::invalid("limit", &format!("must be 1 to {MAX_LIMIT}, not {limit}"))
            .with_hint("Nothing was sent. Ask for at most 2000 users a page, and page with 'first' or searchAll.")),
    }
}

/// Checks names of fields to read, and puts `ID` among them.
pub(super) fn check_fields(fields: Vec<String>) -> Result<Vec<String>> {
    let mut problems = Problems::default();
    if fields.is_empty() {
        problems.add("fields", "must name a field, or be left out");
    }
    for (index, field) in fields.iter().enumerate() {
        check_readable(field, &format!("fields[{index}]"), &mut problems);
    }
    problems.into_result()?;
    let mut fields = fields;
    if !fields.iter().any(|field| field == "ID" || field == "*") {
        fields.insert(0, "ID".to_owned());
    }
    Ok(fields)
}

fn check_readable(field: &str, path: &str, problems: &mut Problems) {
    if field.contains(',') {
        problems.add(
            path,
            format!("'{field}' has a comma, which separates fields: give each its own entry"),
        );
    } else if field == "DE:*" {
        problems.add(
            path,
            "'DE:*' is not known to Workfront: use 'parameterValues'",
        );
    } else if field != "*" {
        check_field(field.strip_suffix(":*").unwrap_or(field), path, problems);
    }
}
