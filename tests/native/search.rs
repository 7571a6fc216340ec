//! The query grammar of `search`, byte by byte.

use crate::support::{Recorder, json_response, plugin_with, refused, run, sent_by};
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::Method;

const TAIL: &str =
    "fields=ID,username,emailAddr,firstName,lastName,isActive&ID_Sort=asc&$$FIRST=0&$$LIMIT=100";

#[track_caller]
fn assert_query(input: &str, expected: &str) {
    let sent = sent_by("search", input);
    assert_eq!(sent.target(), format!("/user/search?{expected}"));
    assert_eq!(sent.method, Method::Get);
}

#[test]
fn without_filters_all_users_are_searched() {
    assert_query("{}", TAIL);
}

#[test]
fn values_are_encoded_and_keys_are_not() {
    assert_query(
        r#"{"filters":[{"field":"DE:Cost Center","value":"a b&c=ü"}]}"#,
        &format!("DE:Cost%20Center=a%20b%26c%3D%C3%BC&{TAIL}"),
    );
}

#[test]
fn modifiers_ranges_and_lists() {
    assert_query(
        r#"{"filters":[
            {"field":"isActive","value":true},
            {"field":"emailAddr","modifier":"cicontains","value":"@acme"},
            {"field":"entryDate","modifier":"between","value":"2026-01-01","upperValue":"$$TODAY"},
            {"field":"homeGroupID","modifier":"in","value":["a1","b2"]},
            {"field":"managerID","modifier":"isnull"}]}"#,
        &format!(
            "isActive=true&emailAddr=%40acme&emailAddr_Mod=cicontains\
             &entryDate=2026-01-01&entryDate_Mod=between&entryDate_Range=%24%24TODAY\
             &homeGroupID=a1&homeGroupID=b2&homeGroupID_Mod=in&managerID=&managerID_Mod=isnull&{TAIL}"
        ),
    );
}

#[test]
fn groups_repeat_the_common_conditions() {
    assert_query(
        r#"{"filters":[{"field":"isActive","value":true}],
            "anyOf":[[{"field":"homeGroupID","value":"g1"}],[{"field":"otherGroupIDs","value":"g1"}]]}"#,
        &format!("isActive=true&homeGroupID=g1&OR:1:isActive=true&OR:1:otherGroupIDs=g1&{TAIL}"),
    );
}

#[test]
fn reserved_names_are_never_query_parameters() {
    assert_query(
        r#"{"filters":[{"field":"username","modifier":"cieq","value":"jane"}]}"#,
        &format!(
            "filters=%7B%22username%22%3A%22jane%22%2C%22username_Mod%22%3A%22cieq%22%7D&{TAIL}"
        ),
    );
}

#[test]
fn sorting_ends_with_the_id() {
    let tail = "fields=ID,lastName&lastName_1_Sort=asc&entryDate_2_Sort=desc&ID_3_Sort=asc&$$FIRST=40&$$LIMIT=20";
    assert_query(
        r#"{"fields":["lastName"],"sort":["lastName","-entryDate"],"first":40,"limit":20}"#,
        tail,
    );
}

#[test]
fn a_long_search_is_sent_as_a_form() {
    let ids: Vec<String> = (0..400)
        .map(|number| format!("\"{number:032x}\""))
        .collect();
    let filter = format!(
        r#"{{"field":"ID","modifier":"in","value":[{}]}}"#,
        ids.join(",")
    );
    let sent = sent_by("search", &format!(r#"{{"filters":[{filter}]}}"#));
    assert_eq!(sent.method, Method::Post);
    assert_eq!(sent.target(), "/user/search");
    assert!(
        sent.body().starts_with("method=GET&ID=00000000"),
        "{}",
        &sent.body()[..40]
    );
    assert!(sent.body().ends_with(TAIL));
    assert_eq!(
        sent.header("Content-Type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[test]
fn no_uri_is_longer_than_the_limit() {
    for length in 7_700..8_000 {
        let input = format!(
            r#"{{"filters":[{{"field":"name","value":"{}"}}]}}"#,
            "x".repeat(length)
        );
        let sent = sent_by("search", &input);
        assert!(sent.url.len() <= 8_000);
        assert_eq!(sent.method == Method::Post, sent.body.is_some());
    }
}

#[test]
fn has_more_depends_on_a_full_page() {
    let recorder = Recorder::returning([json_response(200, r#"{"data":[{"ID":"a"},{"ID":"b"}]}"#)]);
    let page = run(&plugin_with("{}"), &recorder, "search", r#"{"limit":2}"#).unwrap();
    assert_eq!(page.get("hasMore").unwrap().as_bool(), Some(true));
    let page = run(
        &plugin_with("{}"),
        &recorder,
        "search",
        r#"{"limit":3,"fields":["*"]}"#,
    )
    .unwrap();
    assert_eq!(page.get("hasMore").unwrap().as_bool(), Some(false));
    assert_eq!(page.get("warnings").unwrap().len(), 1);
}

#[test]
fn users_listed_by_id_are_found_once() {
    let recorder = Recorder::returning([json_response(200, r#"{"data":[{"ID":"a"},{"ID":"b"}]}"#)]);
    for (rest, more) in [
        (
            r#""filters":[{"field":"ID","modifier":"in","value":["a","b"]}]"#,
            false,
        ),
        (
            r#""filters":[{"field":"ID","value":["a","b"]},{"field":"isActive","value":true}]"#,
            false,
        ),
        (r#""filters":[{"field":"ID","value":["a","b","c"]}]"#, true),
        (
            r#""filters":[{"field":"ID","value":["a","b","c"]}],"first":1"#,
            false,
        ),
        (
            r#""filters":[{"field":"ID","modifier":"notin","value":["c","d"]}]"#,
            true,
        ),
        (
            r#""filters":[{"field":"homeGroupID","value":["a","b"]}]"#,
            true,
        ),
        (
            r#""anyOf":[[{"field":"ID","value":["a","b"]}],[{"field":"isActive","value":true}]]"#,
            true,
        ),
    ] {
        let input = format!(r#"{{"limit":2,{rest}}}"#);
        let page = run(&plugin_with("{}"), &recorder, "search", &input).unwrap();
        assert_eq!(page.get("hasMore").unwrap().as_bool(), Some(more), "{rest}");
    }
}

#[test]
fn invalid_input_is_rejected_before_anything_is_sent() {
    for (input, field) in [
        (r#"{"limit":2001}"#, "limit"),
        (r#"{"limit":0}"#, "limit"),
        (r#"{"first":-1}"#, "first"),
        (r#"{"filter":[]}"#, "filter"),
        (r#"{"fields":[]}"#, "fields"),
        (r#"{"fields":["a,b"]}"#, "fields[0]"),
        (r#"{"fields":["a:b:c:d:e"]}"#, "fields[0]"),
        (
            r#"{"filters":[{"field":"isActive","modifier":"equals","value":1}]}"#,
            "filters[0].modifier",
        ),
        (
            r#"{"filters":[{"field":"$$LIMIT","value":1}]}"#,
            "filters[0].field",
        ),
        (r#"{"filters":[{"field":"name"}]}"#, "filters[0]"),
        (
            r#"{"filters":[{"field":"a","value":1},{"field":"a","value":2}]}"#,
            "filters",
        ),
        (r#"{"anyOf":[[]]}"#, "anyOf[0]"),
        (r#"[]"#, "input"),
    ] {
        let error = refused("search", input);
        assert_eq!(error.kind, ErrorKind::Validation, "{input}");
        let named = error.fields.iter().any(|known| known.starts_with(field));
        assert!(
            named,
            "{input}: {:?} for {field}: {}",
            error.fields, error.message
        );
    }
}

#[test]
fn a_label_that_ends_as_an_operator_is_refused_in_a_filter_and_can_be_read() {
    for label in ["DE:a_Mod", "DE:a_Range", "DE:a_1_Sort"] {
        let filter = format!(r#"{{"filters":[{{"field":"{label}","value":"x"}}]}}"#);
        let error = refused("search", &filter);
        assert_eq!(error.fields, ["filters[0].field"]);
        assert!(error.message.contains("operator"), "{error}");
        let sent = sent_by("search", &format!(r#"{{"fields":["{label}"]}}"#));
        assert!(sent.target().contains(label), "{}", sent.url);
    }
}
