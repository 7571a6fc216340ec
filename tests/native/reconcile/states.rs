//! Where people stand between joining and leaving, and what is done for them.

use super::support::{active, apply, held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

#[test]
fn a_list_that_is_as_the_tenant_changes_nothing() {
    let tenant = Tenant::new("{}");
    let all = people(&tenant);
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(made["steps"], json!([]), "{made}");
    assert_eq!(made["states"]["same"], all.len());
    assert_eq!(made["people"], all.len());
    // The administrator isn't in the list.
    assert_eq!(made["held"].as_array().expect("people").len(), 1);
    assert_eq!(made["held"][0]["reason"], "missing");
}

#[test]
fn joiners_movers_leavers_returners_and_those_who_stay_are_told_apart() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    let gone = all.remove(at);
    let at = active(&all);
    all[at]["title"] = "Head of Design".into();
    let mover = all[at]["emailAddr"].clone();
    let leaver_at = at + 1 + active(&all[at + 1..]);
    all[leaver_at]["isActive"] = false.into();
    let leaver = all[leaver_at]["emailAddr"].clone();
    let back_at = all
        .iter()
        .position(|row| row["isActive"] == false && row["emailAddr"] != leaver);
    let back_at = back_at.expect("an inactive person");
    all[back_at]["isActive"] = true.into();
    let back = all[back_at]["emailAddr"].clone();
    all.push(newcomer("ann"));

    let made = plan(&tenant, &all, json!({}));
    let states = &made["states"];
    assert_eq!(
        (&states["joiner"], &states["mover"]),
        (&json!(1), &json!(1)),
        "{states}"
    );
    assert_eq!(
        (&states["leaver"], &states["returner"]),
        (&json!(3), &json!(1)),
        "{states}"
    );
    let create = steps(&made, "create");
    assert_eq!(create.len(), 1);
    assert_eq!(create[0]["state"], "joiner");
    assert_eq!(create[0]["after"]["username"], "ann@new.example.com");
    assert_eq!(create[0]["person"]["accessLevel"], "Light");
    let update = steps(&made, "update");
    assert_eq!(update.len(), 1);
    assert_eq!(update[0]["person"]["emailAddr"], mover);
    assert_eq!(update[0]["after"], json!({ "title": "Head of Design" }));
    assert_eq!(update[0]["state"], "mover");
    let deactivate = steps(&made, "deactivate");
    assert_eq!(deactivate.len(), 1);
    assert_eq!(deactivate[0]["person"]["emailAddr"], leaver);
    let missing: Vec<&Value> = held(&made, "missing");
    assert!(
        missing
            .iter()
            .any(|held| held["person"]["emailAddr"] == gone["emailAddr"])
    );
    assert!(missing.iter().all(|held| held["state"] == "leaver"));
    let returners = held(&made, "returner");
    assert_eq!(returners.len(), 1);
    assert_eq!(returners[0]["person"]["emailAddr"], back);

    let settings = json!({ "missing": "deactivate", "returners": "reactivate" });
    let made = plan(&tenant, &all, settings.clone());
    assert_eq!(steps(&made, "deactivate").len(), 2);
    assert_eq!(steps(&made, "reactivate")[0]["person"]["emailAddr"], back);
    // The administrator is the connection's own user.
    assert_eq!(held(&made, "ownUser").len(), 1);
    apply(&tenant, &made);
    let again = plan(&tenant, &all, settings);
    assert_eq!(again["steps"], json!([]), "{again}");
}

#[test]
fn only_the_columns_that_are_there_are_compared_and_empty_cells_do_not_take_keys_away() {
    let tenant = Tenant::new("{}");
    let users = tenant.users();
    let list = [
        json!({ "emailAddr": users[1]["emailAddr"] }),
        json!({ "emailAddr": users[2]["emailAddr"], "extRefID": "", "firstName": null, "accessLevel": "", "homeGroup": "" }),
    ];
    let made = plan(&tenant, &list, json!({}));
    assert_eq!(made["steps"], json!([]), "{made}");
    assert_eq!(
        held(&made, "missing").len(),
        users.iter().filter(|user| user["isActive"] == true).count()
            - list
                .iter()
                .filter(|row| users
                    .iter()
                    .any(|user| user["emailAddr"] == row["emailAddr"] && user["isActive"] == true))
                .count()
    );
}

#[test]
fn pending_accounts_wait_for_their_approval() {
    let tenant = Tenant::new(r#"{"pendingApproval":true}"#);
    let mut all = people(&tenant);
    all.push(newcomer("ann"));
    let made = plan(&tenant, &all, json!({}));
    apply(&tenant, &made);
    let again = plan(
        &tenant,
        &all,
        json!({ "returners": "reactivate", "missing": "report" }),
    );
    assert_eq!(steps(&again, "create").len(), 0);
    let pending = held(&again, "pending");
    assert_eq!(pending.len(), 1, "{again}");
    assert_eq!(pending[0]["state"], "pending");
}

#[test]
fn the_last_working_day_decides_when_somebody_leaves() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let first = active(&all);
    all[first]["lastWorkingDay"] = "1999-12-31".into();
    let second = first + 1 + active(&all[first + 1..]);
    all[second]["lastWorkingDay"] = "2999-12-30".into();
    let mut joiner = newcomer("ann");
    joiner["lastWorkingDay"] = "2999-12-30".into();
    all.push(joiner);

    let made = plan(&tenant, &all, json!({}));
    assert_eq!(
        steps(&made, "deactivate")[0]["person"]["emailAddr"],
        all[first]["emailAddr"]
    );
    assert_eq!(
        held(&made, "futureLeaver")[0]["person"]["emailAddr"],
        all[second]["emailAddr"]
    );
    assert!(
        steps(&made, "create")[0]["after"]
            .get("scheduledDeactivationDate")
            .is_none()
    );

    let settings = json!({ "futureLeavers": "schedule" });
    let made = plan(&tenant, &all, settings.clone());
    let update = steps(&made, "update");
    assert_eq!(
        update[0]["after"],
        json!({ "scheduledDeactivationDate": "2999-12-31" })
    );
    assert_eq!(update[0]["state"], "leaver");
    assert_eq!(
        steps(&made, "create")[0]["after"]["scheduledDeactivationDate"],
        "2999-12-31"
    );
    apply(&tenant, &made);
    let again = plan(&tenant, &all, settings);
    assert_eq!(again["steps"], json!([]), "{again}");
}

#[test]
fn the_last_day_of_9999_means_no_end() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for row in &mut all {
        row["lastWorkingDay"] = "9999-12-31".into();
    }
    let mut joiner = newcomer("ann");
    joiner["lastWorkingDay"] = "9999-12-31T00:00:00.000Z".into();
    all.push(joiner);
    for future in ["hold", "schedule"] {
        let made = plan(&tenant, &all, json!({ "futureLeavers": future }));
        assert_eq!(made["steps"].as_array().map(Vec::len), Some(1), "{made}");
        let after = &steps(&made, "create")[0]["after"];
        assert!(after.get("scheduledDeactivationDate").is_none(), "{after}");
        assert!(held(&made, "futureLeaver").is_empty(), "{made}");
    }
    let at = active(&all);
    all[at]["lastWorkingDay"] = "9999-12-30".into();
    let made = plan(&tenant, &all, json!({ "futureLeavers": "schedule" }));
    let day = &steps(&made, "update")[0]["after"]["scheduledDeactivationDate"];
    assert_eq!(*day, "9999-12-31");
}

#[test]
fn what_workfront_keeps_is_a_warning_and_not_a_step() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let light = tenant.id_of("accessLevels", "Light");
    let at = all
        .iter()
        .position(|row| row["isActive"] == true && row["accessLevelID"] == *light)
        .expect("a person with Light");
    all[at]["accessLevelID"] = tenant.id_of("accessLevels", "Contributor").into();
    let other = (0..all.len())
        .find(|&other| other != at && all[other]["isActive"] == true)
        .expect("another");
    all[other]["emailAddr"] = "moved@example.com".into();
    all[other]["title"] = "Moved".into();

    let made = plan(&tenant, &all, json!({}));
    let update = steps(&made, "update");
    assert_eq!(update.len(), 1, "{made}");
    assert_eq!(update[0]["after"], json!({ "title": "Moved" }));
    let warnings = made["warnings"].to_string();
    assert!(
        warnings.contains("emailAddr") && warnings.contains("accessLevelID"),
        "{warnings}"
    );
    assert!(
        update[0]["warnings"]
            .to_string()
            .contains("moved@example.com")
    );

    let exact =
        json!({ "accessLevelPolicy": "exact", "addressChanges": "plan", "ignore": ["title"] });
    let made = plan(&tenant, &all, exact);
    let update = steps(&made, "update");
    assert_eq!(update.len(), 2, "{made}");
    assert!(update.iter().any(
        |step| step["after"].get("emailAddr").is_some() && step["after"].get("title").is_none()
    ));

    let ignored = json!({
        "accessLevelPolicy": "exact",
        "ignore": ["title", { "field": "accessLevelID", "value": tenant.id_of("accessLevels", "Contributor") }],
    });
    let made = plan(&tenant, &all, ignored);
    assert_eq!(made["steps"], json!([]), "{made}");
}

#[test]
fn technical_accounts_protected_people_and_administrators_are_held_back() {
    let options = r#"{"users":[{"username":"abc@techacct.adobe.com","emailAddr":"abc@techacct.adobe.com","firstName":"Tech","lastName":"Account"}]}"#;
    let sandbox = Tenant::new(options);
    let protected = sandbox.users()[5]["emailAddr"].clone();
    let tenant = Tenant::connected(
        options,
        &json!({ "protect": { "emails": [protected] } }).to_string(),
    );
    let rest: Vec<Value> = people(&tenant)
        .into_iter()
        .skip(20)
        .filter(|row| row["emailAddr"] != protected)
        .collect();
    let rest: Vec<Value> = rest
        .into_iter()
        .filter(|row| row["firstName"] != "Tech")
        .collect();
    let settings = json!({ "missing": "deactivate", "limits": { "deactivate": 100 } });
    let made = plan(&tenant, &rest, settings);
    assert_eq!(held(&made, "technicalAccount").len(), 1, "{made}");
    assert_eq!(
        held(&made, "protected")[0]["person"]["emailAddr"],
        protected
    );
    assert_eq!(held(&made, "ownUser").len(), 1);
    assert!(!steps(&made, "deactivate").is_empty());
    assert_eq!(made["maxPeople"], 100);
    apply(&tenant, &made);
}
