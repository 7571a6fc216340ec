#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::input::{Problems, item, join};
use crate::json::Json;
use crate::model::date;
use crate::protocol::{MAX_PAGE_SIZE, filter::Filter};
use crate::services::changes::{Cursor, MAX_OVERLAP_MS, TIME, Wanted, collect};
use crate::services::users::{check_fields, holds};
use serde::{Deserialize, Serialize};

const MAX_LIMIT: u32 = 10_000;
const DEFAULT_OVERLAP_MS: u32 = 120_000;

/// Gives the users that were changed since the last look.
#[derive(Debug)]
pub struct Changes;

/// Since when, and whose changes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The moment to begin at, as Workfront or ISO 8601 writes it; a day alone begins in UTC. Only for the first look: a cursor goes before it. Without either, the look begins now, by the host's clock: it gives no users, sends nothing, and the cursor sees what changes from then on.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = "2026-11-01")))]
    pub since: Option<String>,
    /// The cursor that the last look gave.
    pub cursor: Option<String>,
    /// Which fields to read; without it the ID, names, e-mail address and state. 'ID' and 'lastUpdateDate' are always among them.
    pub fields: Option<Vec<String>>,
    /// Whose changes: conditions that must all hold, none of them on 'ID' or 'lastUpdateDate'.
    pub filters: Option<Vec<Filter>>,
    /// How many users to give at most: 1 to 10000, 2000 when not given.
    pub limit: Option<u32>,
    /// How far to look back behind the newest change, in milliseconds, for changes that Workfront shows late: 0 to 3600000, 120000 when not given.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-depends-on" = ["cursor"])))]
    pub overlapMs: Option<u32>,
}

/// What changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ChangesOutput"))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The changed users as they are now, the oldest change first. Whoever changed twice between two looks is there once.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::model::schema::User>"))]
    pub users: Json,
    /// Where the next look goes on: a text of less than 4 KB to be kept and given back as it is, once the users are dealt with.
    pub cursor: String,
    /// Whether there may be more now: the limit was reached. The next look continues exactly behind.
    pub has_more: bool,
    /// What to know about this look.
    pub notes: Vec<&'static str>,
}

const NARROWED: &str = "More than 290 changes lie within the overlap, too many for the cursor: the next look goes back less far, so that a change which Workfront shows late can be missed.";

impl Action for Changes {
    const ID: &'static str = "changes";
    const ABOUT: About = About {
        title: "Changed users",
        description: "Gives the users that were changed since the last look, each change once: keep the cursor and give it back. Deletions don't show, and Workfront decides what moves a user's lastUpdateDate, which need not be a change of the fields you read.",
        requests: Requests::at_least(
            0,
            "none in a first call that begins now, otherwise 1 for every 2,000 changes and at least 1",
        ),
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let mut cursor = Cursor::starting(0);
        let wanted = check(input, &mut cursor)?;
        let mut output = Output {
            users: Json::array(),
            cursor: String::new(),
            has_more: false,
            notes: Vec::new(),
        };
        if input.cursor.is_some() || input.since.is_some() {
            let collected = collect(client, &wanted, &mut cursor).await?;
            output.users = collected.users;
            output.has_more = collected.has_more;
            if collected.narrowed {
                output.notes.push(NARROWED);
            }
        } else {
            cursor = Cursor::starting(client.now() as i64);
        }
        output.cursor = cursor.to_text();
        Ok(output)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({ "since": "2026-09-20", "limit": 10 }),
            fails: &[],
        }
    }
}

/// What to look for, and in `start` where: at the cursor, or else at the moment that is given.
fn check<'a>(input: &'a Input, start: &mut Cursor) -> Result<Wanted<'a>> {
    let mut problems = Problems::default();
    let limit = input.limit.unwrap_or(MAX_PAGE_SIZE);
    problems.check_range("limit", limit, MAX_LIMIT);
    let overlap = input.overlapMs.unwrap_or(DEFAULT_OVERLAP_MS);
    if overlap > MAX_OVERLAP_MS {
        problems.add(
            "overlapMs",
            format!("must be at most {MAX_OVERLAP_MS} (an hour), not {overlap}"),
        );
    }
    if let Some(text) = &input.since {
        match date::parse(text) {
            Some(moment) => *start = Cursor::starting(moment),
            None => problems.add(
                "since",
                "must be a date such as 2026-03-31 or 2026-03-31T09:00:00.000Z",
            ),
        }
    }
    if let Some(text) = &input.cursor {
        match Cursor::parse(text) {
            Some(cursor) => *start = cursor,
            None => problems.add(
                "cursor",
                "is broken: give back what 'changes' gave, to the letter, or begin anew with since",
            ),
        }
    }
    let filters = input.filters.as_deref().unwrap_or_default();
    for (index, filter) in filters.iter().enumerate() {
        let field = filter.field.as_str();
        if field == "ID" || field == TIME {
            problems.add(
                &join(&item("filters", index), "field"),
                format!("must not be '{field}', by which the changes are ordered"),
            );
        }
    }
    problems.into_result()?;
    let mut fields = check_fields(&input.fields)?;
    if !holds(&fields, TIME) {
        fields.push(TIME);
    }
    Ok(Wanted {
        filters,
        fields,
        limit: limit as usize,
        overlap_ms: i64::from(overlap),
    })
}
