//! No plan gives an address or a username to two people: Workfront would refuse the second one when the plan is applied.

use super::support::{apply, held, newcomer, plan, row, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// A tenant with two people whose usernames are their addresses, one whose username isn't, and one who is inactive.
fn tenant() -> Tenant {
    let user = |name: &str, username: &str, is_active: bool| {
        json!({
            "ID": name,
            "emailAddr": format!("{name}@example.com"),
            "username": username,
            "extRefID": format!("hr-{name}"),
            "firstName": name,
            "lastName": "Old",
            "isActive": is_active,
        })
    };
    let users = [
        user("mia", "mia@example.com", true),
        user("noa", "Noa@Example.com", true),
        user("ole", "ole", true),
        user("pia", "pia@example.com", false),
    ];
    Tenant::new(&json!({ "people": 20, "users": users }).to_string())
}

/// A person of the tenant with another address.
fn moved(tenant: &Tenant, name: &str, address: &str) -> Value {
    let mut row = row(&tenant.user(name));
    row["emailAddr"] = address.into();
    if row["isActive"] == false {
        // Workfront reactivates only with an access level.
        row["isActive"] = true.into();
        row.as_object_mut().expect("a row").remove("accessLevelID");
        row["accessLevel"] = "Light".into();
    }
    row
}

/// Somebody new with this username.
fn with_username(name: &str, username: &str) -> Value {
    let mut row = newcomer(name);
    row["username"] = username.into();
    row
}

fn planned(tenant: &Tenant, people: &[Value]) -> Value {
    let settings =
        json!({ "addressChanges": "plan", "returners": "reactivate", "matchBy": ["extRefID"] });
    plan(tenant, people, settings)
}

/// Who is held because it isn't certain who is meant, by the address in the list, and why.
fn messages(plan: &Value) -> Vec<(&str, &str)> {
    held(plan, "ambiguous")
        .into_iter()
        .map(|held| {
            let address = held["keys"]["emailAddr"].as_str().unwrap_or_default();
            (address, held["message"].as_str().expect("a message"))
        })
        .collect()
}

#[test]
fn a_new_address_that_becomes_a_username_of_somebody_new_is_held() {
    for name in ["mia", "noa", "pia"] {
        let tenant = tenant();
        let list = [
            moved(&tenant, "ole", "ole.new@example.com"),
            moved(&tenant, name, "ADA@example.com"),
            with_username("ada", " ada@Example.com"),
        ];
        let plan = planned(&tenant, &list);
        let text = "username: the person in row 3 would get 'ada@example.com' too, and Workfront keeps it unique. Correct one of them.";
        assert_eq!(messages(&plan), [("ADA@example.com", text)], "{plan}");
        assert_eq!(held(&plan, "ambiguous")[0]["ID"], name);
        assert_eq!(steps(&plan, "create").len(), 1, "{plan}");
        // What is left can be done.
        apply(&tenant, &plan);
        assert_eq!(tenant.user("ole")["emailAddr"], "ole.new@example.com");
    }
}

#[test]
fn a_username_that_does_not_change_with_the_address_is_no_clash() {
    let tenant = tenant();
    let list = [
        moved(&tenant, "ole", "ada@example.com"),
        with_username("ada", "ada@example.com"),
    ];
    let plan = planned(&tenant, &list);
    assert_eq!(messages(&plan), [], "{plan}");
    apply(&tenant, &plan);
    assert_eq!(tenant.user("ole")["username"], "ole");
}

#[test]
fn the_line_of_the_file_is_named() {
    let tenant = tenant();
    let mut list = [
        moved(&tenant, "mia", "ada@example.com"),
        with_username("ada", "ada@example.com"),
    ];
    list[0]["$line"] = 7.into();
    list[1]["$line"] = 9.into();
    let plan = planned(&tenant, &list);
    assert!(
        messages(&plan)[0].1.contains("the person in line 9 "),
        "{plan}"
    );
    assert_eq!(held(&plan, "ambiguous")[0]["line"], 7);
}

#[test]
fn two_new_people_with_one_username_are_held_and_whoever_they_manage() {
    let tenant = tenant();
    let mut report = newcomer("eve");
    report["manager"] = "new-bob".into();
    let mut alone = newcomer("zoe");
    alone["manager"] = json!("mia@example.com");
    let list = [
        newcomer("ada"),
        with_username("bob", "ada@new.example.com"),
        report,
        alone,
        row(&tenant.user("mia")),
    ];
    let plan = planned(&tenant, &list);
    let text = |row: u32| {
        format!(
            "username: the person in row {row} would get 'ada@new.example.com' too, and Workfront keeps it unique. Correct one of them."
        )
    };
    assert_eq!(
        messages(&plan),
        [
            ("ada@new.example.com", text(2).as_str()),
            ("bob@new.example.com", text(1).as_str())
        ],
        "{plan}"
    );
    assert_eq!(held(&plan, "unknownValue").len(), 1, "{plan}");
    assert_eq!(steps(&plan, "create").len(), 1, "{plan}");
    apply(&tenant, &plan);
}

#[test]
fn two_people_who_would_get_one_username_are_not_both_changed() {
    let tenant = tenant();
    let mut named = row(&tenant.user("mia"));
    named["username"] = "shared@example.com".into();
    let list = [named, moved(&tenant, "noa", "shared@example.com")];
    let plan = planned(&tenant, &list);
    assert_eq!(messages(&plan).len(), 1, "{plan}");
    assert!(messages(&plan)[0].1.contains("row 1 "), "{plan}");
    assert_eq!(steps(&plan, "update").len(), 1, "{plan}");
    apply(&tenant, &plan);
    assert_eq!(tenant.user("mia")["username"], "shared@example.com");
}
