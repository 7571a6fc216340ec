//! `changes`: each change once, against a server that knows only when users changed.

use crate::support::{Recorder, Sent, json_response, plugin_with, refused, run};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use workfront_actions::error::ErrorKind;
use workfront_actions::json::Json;
use workfront_actions::model::{Id, date};
use workfront_actions::services::changes::{Cursor, MAX_SEEN, Position, Seen};

/// 2026-09-21T14:13:20Z, the start of the tests' clock.
const NOW: i64 = 1_790_000_000_000;

/// Users by ID, with the time of their last change.
#[derive(Default)]
struct Server(RefCell<BTreeMap<String, i64>>);

impl Server {
    fn with(users: impl IntoIterator<Item = (String, i64)>) -> Rc<Self> {
        Rc::new(Server(RefCell::new(users.into_iter().collect())))
    }

    fn change(&self, id: &str, time: i64) {
        self.0.borrow_mut().insert(id.to_owned(), time);
    }

    fn respond(&self, sent: &Sent) -> String {
        let parameters = parameters(sent);
        let one = |key: &str| parameters.get(key).cloned();
        assert_eq!(one("lastUpdateDate_1_Sort").as_deref(), Some("asc"));
        assert_eq!(one("ID_2_Sort").as_deref(), Some("asc"));
        let from = date::parse(&one("lastUpdateDate").unwrap()).unwrap();
        assert_eq!(one("lastUpdateDate_Mod").as_deref(), Some("gte"));
        let behind = one("ID");
        let later = one("OR:1:lastUpdateDate").map(|text| date::parse(&text).unwrap());
        let matches = |id: &str, time: i64| {
            time >= from && behind.as_deref().is_none_or(|behind| id > behind)
                || later.is_some_and(|later| time > later)
        };
        let users = self.0.borrow();
        let mut rows: Vec<(i64, &String)> = users
            .iter()
            .filter(|(id, time)| matches(id, **time))
            .map(|(id, time)| (*time, id))
            .collect();
        rows.sort();
        let first: usize = one("$$FIRST").unwrap().parse().unwrap();
        let limit: usize = one("$$LIMIT").unwrap().parse().unwrap();
        assert!(limit <= 2_000);
        let rows: Vec<String> = rows
            .iter()
            .skip(first)
            .take(limit)
            .map(|(time, id)| {
                let time = date::to_workfront(*time);
                format!(r#"{{"ID":"{id}","lastUpdateDate":"{time}"}}"#)
            })
            .collect();
        format!(r#"{{"data":[{}]}}"#, rows.join(","))
    }
}

fn parameters(sent: &Sent) -> BTreeMap<String, String> {
    let (_, query) = sent.target().split_once('?').unwrap();
    let decode = |text: &str| {
        text.replace("%3A", ":")
            .replace("%24", "$")
            .replace("%2C", ",")
    };
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect()
}

/// A call: the changes as `ID@milliseconds after NOW`, the cursor, whether there are more, and the requests.
struct Call {
    returned: Vec<String>,
    cursor: String,
    has_more: bool,
    sent: Vec<Sent>,
    output: Json,
}

fn call(server: &Rc<Server>, input: &str) -> Call {
    let server = server.clone();
    let recorder = Recorder::with_handler(move |sent| json_response(200, &server.respond(sent)));
    let output = run(&plugin_with("{}"), &recorder, "changes", input).unwrap();
    let returned = output
        .get("users")
        .unwrap()
        .items()
        .map(|user| {
            let time = date::parse(&user.get_str("lastUpdateDate").unwrap()).unwrap();
            format!("{}@{}", user.get_str("ID").unwrap(), time - NOW)
        })
        .collect();
    Call {
        returned,
        cursor: output.get_str("cursor").unwrap(),
        has_more: output.get("hasMore").unwrap().as_bool().unwrap(),
        sent: recorder.sent(),
        output,
    }
}

fn first_call(server: &Rc<Server>) -> Call {
    call(server, &format!(r#"{{"since":"{}"}}"#, date::to_iso(NOW)))
}

fn continue_from(server: &Rc<Server>, before: &Call, more: &str) -> Call {
    call(
        server,
        &format!(r#"{{"cursor":"{}"{more}}}"#, before.cursor),
    )
}

fn user(id: &str, after: i64) -> (String, i64) {
    (id.to_owned(), NOW + after)
}

#[test]
fn the_first_call_searches_from_a_time_on() {
    let server = Server::with([user("a", -1), user("b", 0), user("c", 5)]);
    let first = first_call(&server);
    assert_eq!(first.returned, ["b@0", "c@5"]);
    assert!(!first.has_more);
    assert_eq!(
        first.sent[0].target(),
        "/user/search?lastUpdateDate=2026-09-21T14%3A13%3A20.000Z&lastUpdateDate_Mod=gte&fields=ID,username,emailAddr,firstName,lastName,isActive,lastUpdateDate&lastUpdateDate_1_Sort=asc&ID_2_Sort=asc&$$FIRST=0&$$LIMIT=2000"
    );
    let dotted = call(
        &server,
        r#"{"since":"2026-09-21T10:13:20:005-0400","fields":["title"]}"#,
    );
    assert_eq!(dotted.returned, ["c@5"]);
    assert!(
        dotted.sent[0]
            .target()
            .contains("fields=ID,title,lastUpdateDate")
    );
}

#[test]
fn without_a_time_it_begins_now_and_sends_nothing() {
    let server = Server::with([user("a", -1), user("b", 1)]);
    let first = call(&server, "{}");
    assert!(first.returned.is_empty() && first.sent.is_empty() && !first.has_more);
    assert_eq!(continue_from(&server, &first, "").returned, ["b@1"]);
}

#[test]
fn each_change_is_returned_once_although_calls_overlap() {
    let server = Server::with([user("a", 0), user("b", 60_000)]);
    let first = first_call(&server);
    assert_eq!(first.returned.len(), 2);
    let second = continue_from(&server, &first, "");
    assert!(second.returned.is_empty() && !second.has_more);
    assert_eq!(second.cursor, first.cursor);
    // Workfront shows it late, with a time before the newest known change.
    server.change("late", NOW + 30_000);
    server.change("a", NOW + 61_000);
    let third = continue_from(&server, &second, "");
    assert_eq!(third.returned, ["late@30000", "a@61000"]);
    assert!(continue_from(&server, &third, "").returned.is_empty());
}

#[test]
fn the_overlap_follows_the_newest_change() {
    let server = Server::with([user("a", -600_000), user("b", -100_000)]);
    for (overlap, from) in [("", -220_000), (r#","overlapMs":0"#, -100_000)] {
        let since = date::to_iso(NOW - 700_000);
        let first = call(&server, &format!(r#"{{"since":"{since}"{overlap}}}"#));
        assert_eq!(first.returned.len(), 2);
        let second = continue_from(&server, &first, overlap);
        let asked = &parameters(&second.sent[0])["lastUpdateDate"];
        assert_eq!(date::parse(asked), Some(NOW + from));
        assert!(second.returned.is_empty());
    }
}

#[test]
fn a_late_change_during_a_continued_call_is_not_lost() {
    let server = Server::with((0..10).map(|n| user(&format!("u{n}"), n * 60_000)));
    let mut last = first_call(&server);
    server.change("v1", NOW + 540_001);
    server.change("v2", NOW + 540_002);
    last = continue_from(&server, &last, r#","limit":1"#);
    assert_eq!(last.returned, ["v1@540001"]);
    server.change("late", NOW + 425_000);
    server.change("v3", NOW + 900_000);
    let mut returned = Vec::new();
    for _ in 0..5 {
        last = continue_from(&server, &last, r#","limit":1"#);
        returned.extend(last.returned.clone());
    }
    assert_eq!(returned, ["v2@540002", "v3@900000", "late@425000"]);
}

#[test]
fn a_call_continues_exactly_after_the_limit() {
    let server = Server::with((0..10).map(|n| user(&format!("u{n}"), n / 4)));
    let mut last = call(
        &server,
        &format!(r#"{{"since":"{}","limit":3}}"#, date::to_iso(NOW)),
    );
    let mut all = last.returned.clone();
    assert!(last.has_more);
    let continued = continue_from(&server, &last, r#","limit":3"#);
    assert!(
        continued.sent[0].target().starts_with(
            "/user/search?lastUpdateDate=2026-09-21T14%3A13%3A20.000Z&lastUpdateDate_Mod=gte&ID=u2&ID_Mod=gt&OR:1:lastUpdateDate=2026-09-21T14%3A13%3A20.000Z&OR:1:lastUpdateDate_Mod=gt&"
        ),
        "{}",
        continued.sent[0].target()
    );
    while last.has_more {
        last = continue_from(&server, &last, r#","limit":3"#);
        all.extend(last.returned.clone());
    }
    let expected: Vec<String> = (0..10).map(|n| format!("u{n}@{}", n / 4)).collect();
    assert_eq!(all, expected);
    assert!(continue_from(&server, &last, "").returned.is_empty());
}

#[test]
fn a_bulk_write_with_one_time_neither_loops_nor_loses_users() {
    let server = Server::with((0..4_500).map(|n| user(&format!("u{n:04}"), 7)));
    let all = call(
        &server,
        &format!(r#"{{"since":"{}","limit":10000}}"#, date::to_iso(NOW)),
    );
    assert_eq!(
        (all.returned.len(), all.sent.len(), all.has_more),
        (4_500, 3, false)
    );
    assert!(all.cursor.len() < 4_096);
    assert!(
        all.output
            .get("notes")
            .unwrap()
            .to_json_string()
            .contains("290")
    );
    assert!(continue_from(&server, &all, "").returned.is_empty());

    let mut last = first_call(&server);
    let mut returned = last.returned.clone();
    // Some users change again between the calls.
    for n in 0..1_000 {
        server.change(&format!("u{n:04}"), NOW + 9);
    }
    while last.has_more {
        last = continue_from(&server, &last, "");
        returned.extend(last.returned.clone());
    }
    assert_eq!(returned.len(), 5_500);
    returned.sort();
    returned.dedup();
    assert_eq!(returned.len(), 5_500);
}

#[test]
fn a_user_who_moves_between_two_pages_hides_no_other_user() {
    let server = Server::with((0..3_000).map(|n| user(&format!("u{n:04}"), n)));
    let inner = server.clone();
    let recorder = Recorder::with_handler(move |sent| {
        let response = inner.respond(sent);
        inner.change("u0000", NOW + 5_000);
        json_response(200, &response)
    });
    let input = format!(r#"{{"since":"{}","limit":5000}}"#, date::to_iso(NOW));
    let output = run(&plugin_with("{}"), &recorder, "changes", &input).unwrap();
    assert_eq!(output.get("users").unwrap().len(), 3_001);
}

#[test]
fn the_filters_apply_to_every_page() {
    let server = Server::with((0..3).map(|n| user(&format!("u{n}"), n)));
    let more = r#","limit":1,"filters":[{"field":"isActive","value":true}]"#;
    let first = call(&server, &format!(r#"{{"since":"2026-09-21"{more}}}"#));
    let second = continue_from(&server, &first, more);
    let target = second.sent[0].target();
    assert!(
        target.contains("?isActive=true&") && target.contains("&OR:1:isActive=true&"),
        "{target}"
    );
}

#[test]
fn wrong_inputs_are_reported_before_anything_is_sent() {
    let good = Cursor::starting(NOW).to_text();
    let cut = &good[..good.len() - 1];
    for (input, field) in [
        (r#"{"since":"yesterday"}"#.to_owned(), "since"),
        (r#"{"limit":0}"#.to_owned(), "limit"),
        (r#"{"limit":10001}"#.to_owned(), "limit"),
        (r#"{"overlapMs":3600001}"#.to_owned(), "overlapMs"),
        (
            r#"{"filters":[{"field":"ID","value":"a"}]}"#.to_owned(),
            "filters[0].field",
        ),
        (
            r#"{"filters":[{"field":"lastUpdateDate","value":"2026-01-01"}]}"#.to_owned(),
            "filters[0].field",
        ),
        (r#"{"cursor":""}"#.to_owned(), "cursor"),
        (r#"{"cursor":"1."}"#.to_owned(), "cursor"),
        (format!(r#"{{"cursor":"2{}"}}"#, &good[1..]), "cursor"),
        (format!(r#"{{"cursor":"{cut}"}}"#), "cursor"),
        (format!(r#"{{"cursor":"{good}AAAA"}}"#), "cursor"),
    ] {
        let error = refused("changes", &input);
        assert_eq!(
            (error.kind, error.fields.as_slice()),
            (ErrorKind::Validation, &[field.to_owned()][..]),
            "{input}"
        );
    }
}

#[test]
fn a_row_without_its_time_is_an_error() {
    let recorder = Recorder::returning([json_response(200, r#"{"data":[{"ID":"u1"}]}"#)]);
    let error = run(
        &plugin_with("{}"),
        &recorder,
        "changes",
        r#"{"since":"2026-09-21"}"#,
    )
    .expect_err("no time");
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
    assert!(error.message.contains("lastUpdateDate"));
}

fn position() -> impl Strategy<Value = Position> {
    ("[A-Za-z0-9_-]{1,64}", 0..3_600_000_i64).prop_map(|(id, age)| Position {
        time: NOW - age,
        id: Id::parse(&id).unwrap(),
    })
}

fn cursor() -> impl Strategy<Value = Cursor> {
    (
        proptest::option::of(position()),
        proptest::collection::vec(position(), 0..=MAX_SEEN),
        -1..3_600_000_i64,
    )
        .prop_map(|(after, seen, back)| Cursor {
            newest: NOW,
            from: NOW - back,
            began: NOW + back,
            after,
            seen: seen.iter().map(Seen::of).collect(),
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_cursor_equals_its_parsed_string(cursor in cursor()) {
        let text = cursor.to_text();
        prop_assert!(text.len() < 4_096);
        prop_assert_eq!(Cursor::parse(&text), Some(cursor));
    }

    #[test]
    fn a_cursor_with_one_wrong_character_is_malformed(cursor in cursor(), at in 0.0..1.0_f64) {
        let text = cursor.to_text();
        let mut letters: Vec<char> = text.chars().collect();
        let place = (at * letters.len() as f64) as usize;
        letters[place] = if letters[place] == 'A' { 'B' } else { 'A' };
        prop_assert_eq!(Cursor::parse(&letters.into_iter().collect::<String>()), None);
    }

    #[test]
    fn no_string_makes_the_cursor_panic(text in "\\PC{0,80}", coded in "1\\.[A-Za-z0-9_-]{0,80}") {
        let _ = Cursor::parse(&text);
        let _ = Cursor::parse(&coded);
    }

    /// For any changes, call times and limits: the last change of each user is returned, and none twice. A change is
    /// visible up to two minutes late.
    #[test]
    fn every_change_is_returned_once(
        steps in proptest::collection::vec(
            (proptest::collection::vec((0..12_u8, 0..120_i64), 0..6), 1..5_usize), 1..12),
    ) {
        let server = Server::with([]);
        let mut last = first_call(&server);
        let mut returned = Vec::new();
        let mut clock = 0;
        for (changes, limit) in steps {
            for (who, late) in changes {
                let before = server.0.borrow().get(&format!("u{who}")).copied().unwrap_or(NOW);
                clock += 7_000;
                // Whole seconds, so that some times are equal.
                let time = (NOW + clock - late * 1_000).max(before + 1_000).min(NOW + clock);
                server.change(&format!("u{who}"), time);
            }
            last = continue_from(&server, &last, &format!(r#","limit":{limit}"#));
            prop_assert!(last.returned.len() <= limit);
            returned.extend(last.returned.clone());
        }
        for _ in 0..100 {
            last = continue_from(&server, &last, r#","limit":2"#);
            returned.extend(last.returned.clone());
        }
        prop_assert!(!last.has_more);
        for (id, time) in server.0.borrow().iter() {
            prop_assert!(returned.contains(&format!("{id}@{}", time - NOW)), "{id} {}", time - NOW);
        }
        let count = returned.len();
        returned.sort();
        returned.dedup();
        prop_assert_eq!(returned.len(), count);
    }
}
