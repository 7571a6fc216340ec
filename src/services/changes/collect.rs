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

/// The field that tells when a user was changed.
pub const TIME: &str = "lastUpdateDate";

/// Which changes to give.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Whose changes; no condition is on `ID` or `lastUpdateDate`.
    pub filters: &'a [Filter],
    /// What to read of each user; `ID` and `lastUpdateDate` are among it.
    pub fields: Vec<&'a str>,
    /// How many changes at most.
    pub limit: usize,
    /// How far to look back behind the newest change, in milliseconds.
    pub overlap_ms: i64,
}

/// The changes since a cursor.
#[derive(Debug)]
pub struct Collected {
    /// The changed users, oldest change first.
    pub users: Json,
    /// Whether there may be more now.
    pub has_more: bool,
    /// Whether the overlap had to be made narrower.
    pub narrowed: bool,
}

/// The changes since a cursor, without those that it holds; it goes on behind them. Costs 1 request for every 2,000 rows.
///
/// Pages are told apart by the last row's place (time, then ID), not by how many rows came before: a user who is
/// changed meanwhile moves to the end, and all behind would move up, over the edge of the page. A bulk write that
/// gives thousands one moment is passed by ID.
///
/// # Errors
/// A filter is wrong, a search failed, or a row doesn't say what it is.
pub async fn collect(
    client: &Client,
    wanted: &Wanted<'_>,
    cursor: &mut Cursor,
) -> Result<Collected> {
    let mut given = cursor.seen.clone();
    given.sort_unstable();
    // Rows that were given before come again, and shall not cost a further page.
    let spare = given.len();
    let sort = OneOrMany(vec![SortKey {
        field: TIME.to_owned(),
        direction: Direction::Asc,
    }]);
    let mut at = cursor.after.take();
    if at.is_none() {
        // What was changed so late was there to be seen, whatever the host's clock says.
        cursor.began = cursor.newest.max(client.now() as i64);
    }
    let mut users = Json::array();
    let mut first = 0;
    let mut pages = RepeatedPages::default();
    let has_more = 'pages: loop {
        let limit = (MAX_PAGE_SIZE as usize).min(wanted.limit - users.len() + spare);
        let part = Page {
            sort: Some(&sort),
            first: first as u32,
            limit: limit as u32,
        };
        let (filters, any_of) = conditions(wanted.filters, cursor.from, at.as_ref());
        let selection = Selection {
            filters: &filters,
            any_of: &any_of,
        };
        let rows = page(client, selection, &wanted.fields, part).await?;
        let before = at.clone();
        let mut ids = Vec::with_capacity(rows.len());
        for row in rows.items() {
            let position = position_of(&row)?;
            // Who is changed meanwhile comes again, with another time.
            ids.push(format!("{} {}", position.id, position.time));
            let seen = Seen::of(&position);
            if let Err(place) = given.binary_search(&seen) {
                if users.len() == wanted.limit {
                    break 'pages true;
                }
                given.insert(place, seen);
                cursor.seen.push(seen);
                users.push(row);
            }
            cursor.newest = cursor.newest.max(position.time);
            at = Some(position);
        }
        if rows.len() < limit {
            break false;
        }
        if users.len() == wanted.limit {
            break true;
        }
        pages.add(ids.into_iter())?;
        // Were moments finer than they are shown, the same rows could come again and again.
        first = if at == before { first + rows.len() } else { 0 };
    };
    cursor.after = at.filter(|_| has_more);
    let narrowed = cursor.narrow(wanted.overlap_ms);
    if !has_more {
        cursor.began = cursor.newest;
    }
    Ok(Collected {
        users,
        has_more,
        narrowed,
    })
}

/// The changes from a moment on, or those behind a row: later ones, and those of its moment whose ID comes after.
fn conditions(
    given: &[Filter],
    from: i64,
    after: Option<&Position>,
) -> (Vec<Filter>, Vec<Vec<Filter>>) {
    let since = |modifier, time| Filter::on(TIME, modifier, vec![date::to_iso(time)]);
    let (mut filters, mut any_of) = (given.to_vec(), Vec::new());
    match after {
        None => filters.push(since(Modifier::Gte, from)),
        Some(Position { time, id }) => {
            let behind = Filter::on("ID", Modifier::Gt, vec![id.as_str().to_owned()]);
            let same_moment = vec![since(Modifier::Gte, *time), behind];
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
            "Workfront gave a user without an ID or a readable lastUpdateDate",
        )
        .with_hint("The connection's user may lack the right to see when users were changed: check the access level. The cursor stays good.")),
    }
}
