use super::{Cursor, Position, Seen};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::OneOrMany;
use crate::json::Json;
use crate::model::date;
use crate::protocol::{
    MAX_PAGE_SIZE,
    filter::{Filter, Modifier, Selection},
    sort::{Direction, SortKey},
};
use crate::services::users::{Page, RepeatedPages, id_of, page};

/// The field with the time of a user's last change.
pub const TIME: &str = "lastUpdateDate";

/// Which changes to return, and how.
#[derive(Debug)]
pub struct ChangeQuery<'a> {
    /// Conditions on the users; none is on `ID` or `lastUpdateDate`.
    pub filters: &'a [Filter],
    /// The fields to read; `ID` and `lastUpdateDate` are included.
    pub fields: Vec<&'a str>,
    /// The maximum number of changes.
    pub limit: usize,
    /// How far before the newest known change to search again, in milliseconds.
    pub overlap_ms: i64,
}

/// The changes since a cursor.
#[derive(Debug)]
pub struct Collected {
    /// The changed users, oldest change first.
    pub users: Json,
    /// Whether there may be more changes now.
    pub has_more: bool,
    /// Whether the overlap was shortened, as the cursor is full.
    pub overlap_shortened: bool,
}

/// Reads the changes since a cursor, except those that it contains, and advances the cursor. Costs 1 request per 2,000 rows.
///
/// Each page begins after the position (time, then ID) of the last row, not after a number of rows: a user who is changed
/// meanwhile moves to the end, so the rows after it would move to a page that was read before. Users with the same
/// time, as after a bulk write, are ordered by ID.
///
/// # Errors
/// A filter is invalid, a search fails, or a row has no ID or time.
pub async fn collect(
    client: &Client,
    query: &ChangeQuery<'_>,
    cursor: &mut Cursor,
) -> Result<Collected> {
    let mut returned = cursor.seen.clone();
    returned.sort_unstable();
    // Rows that were returned before are read again, which must not cost another page.
    let repeated = returned.len();
    let sort = OneOrMany(vec![SortKey {
        field: TIME.to_owned(),
        direction: Direction::Asc,
    }]);
    let mut at = cursor.after.take();
    if at.is_none() {
        // A change that Workfront has shown is in the past, even if the host's clock is slow.
        cursor.began = cursor.newest.max(client.now() as i64);
    }
    let mut users = Json::array();
    let mut first = 0;
    let mut pages = RepeatedPages::default();
    let has_more = 'pages: loop {
        let limit = (MAX_PAGE_SIZE as usize).min(query.limit - users.len() + repeated);
        let part = Page {
            sort: Some(&sort),
            first: first as u32,
            limit: limit as u32,
        };
        let (filters, any_of) = conditions(query.filters, cursor.from, at.as_ref());
        let selection = Selection {
            filters: &filters,
            any_of: &any_of,
        };
        let rows = page(client, selection, &query.fields, part).await?;
        let before = at.clone();
        let mut ids = Vec::with_capacity(rows.len());
        for row in rows.items() {
            let position = position_of(&row)?;
            // A user who is changed meanwhile is read again, with another time.
            ids.push(format!("{} {}", position.id, position.time));
            let seen = Seen::of(&position);
            if let Err(index) = returned.binary_search(&seen) {
                if users.len() == query.limit {
                    break 'pages true;
                }
                returned.insert(index, seen);
                cursor.seen.push(seen);
                users.push(row);
            }
            cursor.newest = cursor.newest.max(position.time);
            at = Some(position);
        }
        if rows.len() < limit {
            break false;
        }
        if users.len() == query.limit {
            break true;
        }
        pages.add(ids.into_iter())?;
        // If Workfront's times are finer than it shows, a page could repeat the same rows: skip them by their number.
        first = if at == before { first + rows.len() } else { 0 };
    };
    cursor.after = at.filter(|_| has_more);
    let overlap_shortened = cursor.shorten(query.overlap_ms);
    if !has_more {
        cursor.began = cursor.newest;
    }
    Ok(Collected {
        users,
        has_more,
        overlap_shortened,
    })
}

/// The conditions for changes from a time on, or after a row: later ones, and those of the same time with a greater ID.
fn conditions(
    filters: &[Filter],
    from: i64,
    after: Option<&Position>,
) -> (Vec<Filter>, Vec<Vec<Filter>>) {
    let since = |modifier, time| Filter::on(TIME, modifier, vec![date::to_iso(time)]);
    let (mut filters, mut any_of) = (filters.to_vec(), Vec::new());
    match after {
        None => filters.push(since(Modifier::Gte, from)),
        Some(Position { time, id }) => {
            let greater_id = Filter::on("ID", Modifier::Gt, vec![id.as_str().to_owned()]);
            let same_moment = vec![since(Modifier::Gte, *time), greater_id];
            let later = vec![since(Modifier::Gt, *time)];
            any_of = vec![same_moment, later];
        }
    }
    (filters, any_of)
}

fn position_of(row: &Json) -> Result<Position> {
    let time = row.get_str(TIME).as_deref().and_then(date::parse);
    match (id_of(row), time) {
        (Some(id), Some(time)) => Ok(Position { time, id }),
        _ => Err(Error::new(
            ErrorKind::UnexpectedResponse,
            "Workfront returned a user without an ID or with an invalid lastUpdateDate",
        )
        .with_hint("The connection's user may lack the right to read lastUpdateDate: check the access level. The cursor remains valid.")),
    }
}
