//! Searching: every modifier, groups, sorting, pages.

use super::client::Tenant;
use serde_json::{Value, json};

/// Five users whose IDs are letters, in a tenant with no other user than the administrator.
fn tenant() -> Tenant {
    let mut tenant = Tenant::new(json!({"people": 1}));
    for (id, title, fte, entry, city) in [
        (
            "a",
            "Designer",
            0.25,
            "2026-01-10T08:00:00:000-0500",
            "Oslo",
        ),
        ("b", "designer", 0.5, "2026-01-10T20:00:00:000-0500", "oslo"),
        (
            "c",
            "Lead Designer",
            0.75,
            "2026-01-11T08:00:00:000-0500",
            "Rome",
        ),
        ("d", "Robert", 1.0, "2026-02-01T08:00:00:000-0500", ""),
        ("e", "", 1.0, "2026-03-01T08:00:00:000-0500", "a%b"),
    ] {
        let mut user = json!({"ID": id, "firstName": id.to_uppercase(), "lastName": "Person",
            "emailAddr": format!("{id}@example.com"), "fte": fte, "entryDate": entry});
        for (name, text) in [("title", title), ("city", city)] {
            if !text.is_empty() {
                user[name] = Value::from(text);
            }
        }
        tenant.insert(user);
    }
    tenant
}

fn found(tenant: &mut Tenant, query: &str) -> String {
    tenant
        .ids(&format!("lastName=Person&ID_Sort=asc&{query}"))
        .concat()
}

#[test]
fn compares_as_each_modifier_says() {
    let mut tenant = tenant();
    for (query, expected) in [
        ("title=Designer", "a"),
        ("title=Designer&title_Mod=eq", "a"),
        ("title=Designer&title_Mod=ne", "bcde"),
        ("title=Designer&title_Mod=nee", "bcd"),
        ("title=DESIGNER&title_Mod=cieq", "ab"),
        ("title=DESIGNER&title_Mod=cine", "cde"),
        ("title=Designer&title=Robert", "ad"),
        ("title=Designer&title=Robert&title_Mod=in", "ad"),
        ("title=Designer,Robert&title_Mod=in", ""),
        ("title=DESIGNER&title=ROBERT&title_Mod=ciin", "abd"),
        ("title=Designer&title_Mod=notin", "bcd"),
        ("title=designer&title_Mod=cinotin", "cd"),
        ("title=Designer&title_Mod=contains", "ac"),
        ("title=DESIGN&title_Mod=cicontains", "abc"),
        ("title=lead%20robert&title_Mod=cicontainsany", "cd"),
        ("title=lead%20designer&title_Mod=cicontainsall", "c"),
        ("title=Designer&title_Mod=notcontains", "bd"),
        ("title=designer&title_Mod=cinotcontains", "d"),
        ("title=lead%20robert&title_Mod=cinotcontainsany", "ab"),
        ("title=lead%20designer&title_Mod=cinotcontainsall", "abd"),
        ("title=%25esigner&title_Mod=like", "abc"),
        ("title=D_SIGNER&title_Mod=cilike", "ab"),
        ("title=Lead&title_Mod=startswith", "c"),
        ("title=Rupert&title_Mod=soundex", "d"),
        ("fte=0.5&fte_Mod=lt", "a"),
        ("fte=0.5&fte_Mod=lte", "ab"),
        ("fte=0.5&fte_Mod=gt", "cde"),
        ("fte=0.5&fte_Mod=gte", "bcde"),
        ("fte=0.5&fte_Range=0.75", "bc"),
        ("fte=0.5&fte_Range=0.75&fte_Mod=notbetween", "ade"),
        ("city=OS&city_Range=P&city_Mod=cibetween", "ab"),
        ("city=OS&city_Range=P&city_Mod=cinotbetween", "ce"),
        ("title_Mod=isnull", "e"),
        ("title_Mod=notnull", "abcd"),
        ("title=&title_Mod=isblank", "e"),
        ("title=&title_Mod=notblank", "abcd"),
        ("title=8&title_Mod=length_gt", "c"),
        ("title=8&title_Mod=length_eq", "ab"),
        ("title=8&title_Mod=length_lt", "d"),
        ("entryDate=2026-01-10", "ab"),
        (
            "entryDate=2026-01-10T13:00:00.000Z&entryDate_Mod=exacttime",
            "a",
        ),
        ("entryDate=2026-01-11T00:00:00.000Z&entryDate_Mod=lt", "a"),
        ("ID=a,c,nobody&ID_Mod=in", "ac"),
        ("ID=b&ID_Mod=gt", "cde"),
        ("accessLevelID=nonsense", ""),
        ("isActive=nonsense", ""),
    ] {
        assert_eq!(found(&mut tenant, query), expected, "{query}");
    }
}

#[test]
fn rejects_invalid_parameters() {
    let mut tenant = tenant();
    for query in [
        "title=x&title_Mod=nonsense",
        "title=x&title_Mod=endswith",
        "nonsense=x",
        "emailaddr=x",
        "title_Mod=contains",
        "title=x&title_Mod=between",
        "OR:x:title=y",
        "EXISTS:1:$$OBJCODE=USRGPS",
        "title_Sort=sideways",
        "isAdmin_Sort=asc",
        "$$LIMIT=ten",
        "filters=nonsense",
        "DE:Nope=1",
    ] {
        let (status, message) = tenant.error_of(&format!("/user/search?{query}"));
        assert!(matches!(status, 404 | 422), "{query}: {status} {message}");
    }
    let (_, message) = tenant.error_of("/user/search?$$LIMIT=2001");
    assert_eq!(
        message,
        "The requested limit 2001 is greater than the maximum allowed limit of 2000"
    );
}

#[test]
fn joins_groups_with_or() {
    let mut tenant = tenant();
    let query =
        "title=Robert&OR:1:lastName=Person&OR:1:fte=0.25&OR:2:city=Rome&OR:2:lastName=Person";
    assert_eq!(found(&mut tenant, query), "acd");
    let query = "OR:1:city=oslo&OR:1:city_Mod=cieq&OR:1:fte=0.5";
    assert_eq!(tenant.ids(query), ["b"]);
}

#[test]
fn accepts_filters_as_json() {
    let mut tenant = tenant();
    let filters =
        "filters=%7B%22username%22%3A%22B%40EXAMPLE.COM%22%2C%22username_Mod%22%3A%22cieq%22%7D";
    assert_eq!(tenant.ids(filters), ["b"]);
    tenant
        .sandbox
        .configure(&json!({"filterModifiers": false}))
        .unwrap();
    assert_eq!(tenant.error_of(&format!("/user/search?{filters}")).0, 422);
}

#[test]
fn follows_references_and_searches_memberships() {
    let mut tenant = Tenant::new(json!({}));
    let group = tenant.id_of("group", "Marketing");
    let all = tenant.ids(&format!("otherGroupIDs={group}&$$LIMIT=2000"));
    let home = tenant.ids(&format!("homeGroupID={group}&$$LIMIT=2000"));
    assert!(home.iter().all(|id| all.contains(id)) && !home.is_empty());
    let named =
        tenant.ids("homeGroup:name=marketing&homeGroup:name_Mod=cieq&$$LIMIT=2000&ID_Sort=asc");
    assert_eq!(named.len(), home.len());
}

#[test]
fn supports_wildcards() {
    let mut tenant = tenant();
    let ids = tenant.ids("ID=$$USER.ID");
    assert_eq!(ids, [tenant.get("/session")["userID"].as_str().unwrap()]);
    tenant.now_ms = 1_768_100_000_000.0; // 10 January 2026, 21:53 in the tenant's zone
    assert_eq!(found(&mut tenant, "entryDate=$$TODAY"), "ab");
    assert_eq!(found(&mut tenant, "entryDate=$$TODAY%2B1d"), "c");
    assert_eq!(
        found(&mut tenant, "entryDate=$$TODAYbm&entryDate_Range=$$TODAYem"),
        "abc"
    );
}

#[test]
fn sorts_and_pages() {
    let mut tenant = tenant();
    let sorted =
        |tenant: &mut Tenant, query: &str| tenant.ids(&format!("lastName=Person&{query}")).concat();
    assert_eq!(
        sorted(&mut tenant, "fte_1_Sort=desc&ID_2_Sort=desc"),
        "edcba"
    );
    assert_eq!(
        sorted(&mut tenant, "title_1_Sort=asc&ID_2_Sort=asc"),
        "acdbe"
    );
    assert_eq!(
        sorted(&mut tenant, "title_1_Sort=ciasc&ID_2_Sort=asc"),
        "abcde"
    );
    assert_eq!(sorted(&mut tenant, "ID_Sort=asc&$$FIRST=1&$$LIMIT=2"), "bc");
    assert_eq!(
        tenant
            .get("/user/search?lastName=Person&map=true")
            .as_object()
            .unwrap()
            .len(),
        5
    );
}

#[test]
fn unsorted_pages_have_duplicates_and_gaps() {
    let mut tenant = Tenant::new(json!({"people": 500}));
    let mut seen: Vec<String> = Vec::new();
    for first in [0, 100, 200, 300, 400] {
        seen.extend(tenant.ids(&format!("$$FIRST={first}")));
    }
    assert_eq!(seen.len(), 500);
    seen.sort();
    seen.dedup();
    assert!(seen.len() < 500, "duplicates and gaps");
    let sorted: Vec<String> = [0, 100, 200, 300, 400]
        .iter()
        .flat_map(|first| tenant.ids(&format!("$$FIRST={first}&ID_Sort=asc")))
        .collect();
    assert!(sorted.windows(2).all(|pair| pair[0] < pair[1]) && sorted.len() == 500);
}

#[test]
fn counts_in_both_shapes_and_accepts_method_override() {
    let mut tenant = tenant();
    assert_eq!(
        tenant.call("GET", "/user/count?fte=1", None).1,
        json!({"data": {"count": 2}})
    );
    tenant
        .sandbox
        .configure(&json!({"countShape": "bare"}))
        .unwrap();
    assert_eq!(tenant.call("GET", "/user/count?fte=1", None).1["count"], 2);
    let (status, body) = tenant.form(
        "/user/search",
        "method=GET&lastName=Person&ID_Sort=asc&fields=city",
    );
    assert_eq!((status, &body["data"][0]["city"]), (200, &json!("Oslo")));
    let long = format!("/user/search?title={}", "x".repeat(9000));
    assert_eq!(tenant.call("GET", &long, None).0, 414);
}
