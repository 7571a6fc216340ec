//! Properties of the parser of queries and forms.

#[path = "../../../tests/native/fuzz/cases.rs"]
mod cases;
#[path = "fuzz/query.rs"]
mod query;

use crate::client::Tenant;
use cases::cases;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use std::cell::RefCell;
use std::fmt::Write;

const PATHS: &[&str] = &[
    "/attask/api/v18.0/user/search",
    "/attask/api/v18.0/user/count",
    "/attask/api/v18.0/user",
    "/attask/api/v18.0/user/u1",
    "/attask/api/v18.0/group/search",
    "/attask/api/v18.0/batch",
    "/attask/api/v18.0/nothing/search",
    "/attask/eventsubscription/api/v1/subscriptions",
    "/attask/api/v18.0",
    "/",
    "",
];
const NAMES: &[&str] = &[
    "name",
    "isActive",
    "accessLevel:name",
    "DE:Employee%20Number",
    "OR:1:name",
    "OR:0:name",
    "OR:99999999999:name",
    "name_Mod",
    "name_Range",
    "name_Sort",
    "entryDate",
    "$$FIRST",
    "$$LIMIT",
    "fields",
    "filters",
    "method",
    "updates",
    "uri",
    "map",
    "apiKey",
    "sessionID",
    "homeGroup:name",
    "userRoles:ID",
    "userGroups:group:name",
    "EXISTS:1:name",
    "%",
    "",
    "ID",
    "id",
    "action",
    "atomic",
];
const VALUES: &[&str] = &[
    "",
    "a",
    "%41",
    "%",
    "%4",
    "%zz",
    "%FF",
    "%00",
    "+",
    "true",
    "*",
    "ID,name",
    "in",
    "between",
    "like",
    "soundex",
    "cicontains",
    "%25%5F",
    "$$TODAY",
    "$$NOW-9999999999d",
    "$$TODAYb-1m",
    "$$USER.ID",
    "2026-01-01",
    "9999-12-31T23:59:59",
    "-1",
    "2001",
    "18446744073709551616",
    "%7B%7D",
    "%5B%5D",
    "asc",
    "desc",
    "GET",
    "PUT",
    "DELETE",
    "/user/search?name=a",
    "roles:*",
    "customer:*,DE:x",
    "1e999",
    "é",
];

fn pairs() -> impl Strategy<Value = String> {
    let name = prop_oneof![8 => select(NAMES).prop_map(str::to_owned), 1 => "[ -~]{0,8}"];
    let value = prop_oneof![8 => select(VALUES).prop_map(str::to_owned), 1 => "[ -~]{0,8}", 1 => "\\PC{0,4}"];
    let pair = (name, value).prop_map(|(name, value)| format!("{name}={value}"));
    prop::collection::vec(pair, 0..6).prop_map(|pairs| pairs.join("&"))
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        write!(encoded, "%{byte:02X}").expect("a string");
    }
    encoded
}

thread_local! {
    static TENANT: RefCell<Tenant> = RefCell::new(Tenant::new(json!({"people": 3})));
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn any_request_has_a_response(
        method in select(&["GET", "GET", "POST", "PUT", "DELETE", "PATCH", ""][..]),
        path in select(PATHS),
        query in pairs(),
        form in prop_oneof![2 => Just(String::new()), 1 => pairs()],
    ) {
        query::check(format!("{method} {path}?{query}\n{form}").as_bytes());
    }

    /// What a condition contains is what is compared, whatever its characters.
    #[test]
    fn a_value_is_decoded_as_it_was_encoded(title in "\\PC{1,12}|[%+&=#;/?]{1,6}") {
        TENANT.with_borrow_mut(|tenant| {
            let title = title.trim();
            tenant.insert(json!({"ID": "fuzz", "lastName": "F", "emailAddr": "f@example.com", "title": title}));
            let query = format!("ID=fuzz&title={}&title_Mod=eq", encoded(title));
            let found = if title.is_empty() { Vec::new() } else { tenant.ids(&query) };
            assert!(title.is_empty() || found == ["fuzz"], "{title:?}");
        });
    }
}

#[test]
fn requests_that_were_once_misread() {
    for request in [
        "GET /attask/api/v18.0/user/search?name=%\n",
        "GET /attask/api/v18.0/user/search?OR:99999999999:name=a\n",
        "POST /attask/api/v18.0/user/search\nmethod=GET&filters=%7B%22username%22%3A%5B%5D%7D",
    ] {
        query::check(request.as_bytes());
    }
}
