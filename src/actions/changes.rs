#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::input::{Problems, item, join, with_value};
use crate::json::Json;
use crate::model::date;
use crate::protocol::{MAX_PAGE_SIZE, filter::Filter};
use crate::services::changes::{ChangeQuery, Cursor, MAX_OVERLAP_MS, TIME, collect};
use crate::services::users::{check_fields, includes};
use serde::{Deserialize, Serialize};

const MAX_LIMIT: u32 = 10_000;
const DEFAULT_OVERLAP_MS: u32 = 120_000;

/// Returns the users that changed since the last call.
#[derive(Debug)]
pub struct Changes;

/// Where to start, and which users to watch.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The start time, in ISO 8601 or Workfront's format; a date without time is midnight UTC. Used only without a cursor. Without 'since' and 'cursor' the start is now, by the host's clock: the call sends no request and returns no users, and its cursor covers later changes.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}(T|$)"), extend("x-placeholder" = "2026-11-01")))]
    pub since: Option<String>,
    /// The cursor that the last call returned.
    pub cursor: Option<String>,
    /// The fields to read. Default: ID, names, e-mail address and state. 'ID' and 'lastUpdateDate' are always included.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FieldName>>", extend("minItems" = 1)))]
    pub fields: Option<Vec<String>>,
    /// Only users that match all of these conditions. The fields 'ID' and 'lastUpdateDate' are not allowed here.
    pub filters: Option<Vec<Filter>>,
    /// The maximum number of users to return: 1 to 10000. Default: 2000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10_000)))]
    pub limit: Option<u32>,
    /// How far before the newest known change to search again, in milliseconds, for changes that Workfront shows late: 0 to 3600000. Default: 120000.
    #[cfg_attr(feature = "schema", schemars(range(max = 3_600_000), extend("x-advanced" = true, "x-depends-on" = ["cursor"])))]
    pub overlapMs: Option<u32>,
}

/// The changed users.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ChangesOutput"))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The changed users in their present state, oldest change first. A user who changed several times is listed once.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::model::schema::User>"))]
    pub users: Json,
    /// The position for the next call: a string of less than 4 KB. Store it after you have processed the users, and pass it unchanged.
    pub cursor: String,
    /// Whether the limit was reached, so that there may be more changes now. The next call continues exactly after this one.
    pub has_more: bool,
    /// Remarks on this call.
    pub notes: Vec<&'static str>,
}

const OVERLAP_SHORTENED: &str = "More than 290 changes are within the overlap, too many for the cursor. The next call goes back less far, so it may miss a change that Workfront shows late.";

impl Action for Changes {
    const ID: &'static str = "changes";
    const ABOUT: About = About {
        title: "Changed users",
        description: "Returns the users that changed since the last call, each change once: store the cursor and pass it to the next call. Deleted users are not found. Workfront decides what updates a user's lastUpdateDate, so the fields that you read may be unchanged.",
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
        let query = check(input, &mut cursor)?;
        let mut output = Output {
            users: Json::array(),
            cursor: String::new(),
            has_more: false,
            notes: Vec::new(),
        };
        if input.cursor.is_some() || input.since.is_some() {
            let collected = collect(client, &query, &mut cursor).await?;
            output.users = collected.users;
            output.has_more = collected.has_more;
            if collected.overlap_shortened {
                output.notes.push(OVERLAP_SHORTENED);
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

/// Checks the input. Sets `start` to the cursor or the start time of the input.
fn check<'a>(input: &'a Input, start: &mut Cursor) -> Result<ChangeQuery<'a>> {
    let mut problems = Problems::default();
    let limit = input.limit.unwrap_or(MAX_PAGE_SIZE);
    problems.check_range("limit", limit, MAX_LIMIT);
    let overlap = input.overlapMs.unwrap_or(DEFAULT_OVERLAP_MS);
    if overlap > MAX_OVERLAP_MS {
        problems.add(
            "overlapMs",
            format!("must be at most {MAX_OVERLAP_MS} (an hour) but is {overlap}"),
        );
    }
    if let Some(text) = &input.since {
        match date::parse(text) {
            Some(moment) => *start = Cursor::starting(moment),
            None => problems.add(
                "since",
                with_value(
                    "must be a date such as 2026-03-31 or 2026-03-31T09:00:00.000Z",
                    text,
                ),
            ),
        }
    }
    if let Some(text) = &input.cursor {
        match Cursor::parse(text) {
            Some(cursor) => *start = cursor,
            None => problems.add(
                "cursor",
                "is malformed: pass the cursor of 'changes' unchanged, or start again with 'since'",
            ),
        }
    }
    let filters = input.filters.as_deref().unwrap_or_default();
    for (index, filter) in filters.iter().enumerate() {
        let field = filter.field.as_str();
        if field == "ID" || field == TIME {
            problems.add(
                &join(&item("filters", index), "field"),
                format!("must not be '{field}', which orders the changes"),
            );
        }
    }
    problems.into_result()?;
    let mut fields = check_fields(&input.fields)?;
    if !includes(&fields, TIME) {
        fields.push(TIME);
    }
    Ok(ChangeQuery {
        filters,
        fields,
        limit: limit as usize,
        overlap_ms: i64::from(overlap),
    })
}
