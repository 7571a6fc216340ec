//! A list's rows set fields of their own people and of nobody else.

use super::support::{held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::json;

#[test]
fn rows_that_would_set_fields_of_other_users_are_held() {
    let tenant = Tenant::new("{}");
    let mut list = people(&tenant);
    list.retain(|row| row["isActive"] == true && row["accessLevelID"].is_string());
    list.truncate(4);
    let ids: Vec<_> = list
        .iter()
        .map(|row| {
            let mut users = tenant.users().into_iter();
            let user = users.find(|user| user["extRefID"] == row["extRefID"]);
            user.expect("the person")["ID"].clone()
        })
        .collect();
    let group = tenant.id_of("groups", "Marketing");
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    let team = all["teams"][0]["ID"].clone();
    let row = |more| {
        let mut row = json!({ "groupID": group });
        row["user"] = more;
        json!([row])
    };
    list[0]["userGroups"] = row(json!({ "ID": ids[1], "isActive": false }));
    list[1]["userGroups"] = json!([{ "groupID": group, "userID": ids[0] }]);
    list[2]["teams"] = json!([{ "ID": team, "users": [{ "ID": ids[0], "title": "x" }] }]);
    // The person's own row, as Workfront shows it.
    list[3]["userGroups"] = row(json!({ "ID": ids[3] }));
    let mut new = newcomer("ada");
    new["userGroups"] = row(json!({ "ID": ids[1], "title": "x" }));
    list.push(new);
    for collections in ["replace", "merge"] {
        let settings = json!({ "baseline": 0, "collections": collections });
        let plan = plan(&tenant, &list, settings);
        assert_eq!(steps(&plan, "create").len(), 0, "{plan}");
        for step in steps(&plan, "update") {
            assert_eq!(step["ID"], ids[3], "{plan}");
        }
        let messages: Vec<_> = held(&plan, "invalid")
            .iter()
            .filter_map(|held| held["message"].as_str())
            .collect();
        for field in [
            "userGroups[0].user: ",
            "userGroups[0].userID: ",
            "teams[0].users: ",
        ] {
            let has_field =
                |message: &&str| message.starts_with(field) && message.contains("can't be planned");
            assert!(messages.iter().any(has_field), "{plan}");
        }
    }
}
