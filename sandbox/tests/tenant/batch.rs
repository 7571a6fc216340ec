//! Bulk arrays and both forms of the batch endpoint.

use super::client::{Tenant, message};
use serde_json::{Value, json};

fn states(tenant: &mut Tenant, ids: &[String]) -> Vec<bool> {
    let found = tenant.get(&format!("/user?id={}&fields=isActive", ids.join(",")));
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["isActive"].as_bool().unwrap())
        .collect()
}

fn three(tenant: &mut Tenant) -> Vec<String> {
    tenant.ids("$$LIMIT=3&ID_Sort=asc&isActive=true&accessLevel:name=Standard")
}

fn updates(ids: &[String]) -> Value {
    ids.iter()
        .map(|id| json!({"ID": id, "isActive": false}))
        .collect()
}

#[test]
fn bulk_writes_up_to_a_hundred() {
    let mut tenant = Tenant::new(json!({}));
    let ids = three(&mut tenant);
    let (status, body) = tenant.call("PUT", "/user?fields=isActive", Some(&updates(&ids)));
    assert_eq!(status, 200, "{body}");
    let returned: Vec<&Value> = body["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| &user["ID"])
        .collect();
    assert_eq!(returned.len(), 3);
    assert_ne!(returned[0], &json!(ids[0]), "the order is not guaranteed");
    assert_eq!(states(&mut tenant, &ids), [false; 3]);
    let many = vec![ids[0].clone(); 101];
    let (status, body) = tenant.call("PUT", "/user", Some(&updates(&many)));
    assert_eq!(
        (status, message(&body)),
        (422, "Can not add more than 100 objects at once".into())
    );
}

#[test]
fn an_invalid_item_fails_the_bulk_write_or_only_itself() {
    let mut tenant = Tenant::new(json!({}));
    let mut ids = three(&mut tenant);
    ids.insert(1, "nobody".into());
    let body = updates(&ids);
    assert_eq!(tenant.call("PUT", "/user", Some(&body)).0, 404);
    ids.remove(1);
    assert_eq!(states(&mut tenant, &ids), [true; 3]);
    tenant
        .sandbox
        .configure(&json!({"bulkNonAtomic": "perItem"}))
        .unwrap();
    let (status, response) = tenant.call("PUT", "/user", Some(&body));
    assert_eq!(status, 200);
    assert!(
        response["data"][1]["error"]["message"].is_string(),
        "{response}"
    );
    assert_eq!(states(&mut tenant, &ids), [false; 3]);
    let (status, _) = tenant.call("PUT", "/user?atomic=true", Some(&body));
    assert_eq!(status, 404);
    let (_, response) = tenant.call("PUT", "/user?atomic=true", Some(&updates(&ids)));
    assert_eq!(
        response,
        json!({"data": {"success": true}}),
        "no IDs are returned"
    );
}

#[test]
fn accepts_the_guides_form_of_a_batch() {
    let mut tenant = Tenant::new(json!({}));
    let ids = three(&mut tenant);
    let operation = |id: &str| json!({"method": "PUT", "uri": format!("/user/{id}?fields=isActive"), "body": {"isActive": false}});
    let body = json!({"updates": [operation(&ids[0]), operation("nobody"), operation(&ids[1])]});
    let (status, response) = tenant.call("POST", "/batch", Some(&body));
    assert_eq!(status, 200, "{response}");
    assert_eq!(
        (&response["data"][0]["ID"], &response["data"][0]["isActive"]),
        (&json!(ids[0]), &json!(false))
    );
    assert!(response["data"][1]["error"]["message"].is_string());
    assert_eq!(response["data"][2]["ID"], json!(ids[1]));
}

#[test]
fn accepts_the_clients_form_of_a_batch() {
    let mut tenant = Tenant::new(json!({}));
    let ids = three(&mut tenant);
    let uri = |id: &str| format!("uri=user%2F{id}%3Fmethod%3DPUT%26isActive%3Dfalse");
    let body = format!(
        "atomic=false&{}&{}&concurrent=false",
        uri(&ids[0]),
        uri(&ids[1])
    );
    let (status, response) = tenant.form("/batch", &body);
    assert_eq!(status, 200, "{response}");
    assert_eq!(response["data"][1]["data"]["ID"], json!(ids[1]));
    let body = format!("atomic=true&{}&{}", uri(&ids[2]), uri("nobody"));
    assert_eq!(tenant.form("/batch", &body).0, 404);
    assert_eq!(states(&mut tenant, &ids), [false, false, true]);
}

#[test]
fn each_form_can_be_disabled_and_errors_can_omit_the_item() {
    let mut tenant =
        Tenant::new(json!({"batch": {"operations": false}, "batchItemErrors": "failAll"}));
    let ids = three(&mut tenant);
    let body = json!({"updates": []});
    let (status, response) = tenant.call("POST", "/batch", Some(&body));
    assert_eq!(
        (status, message(&response)),
        (422, "Unknown object type: batch".into())
    );
    let uri = |id: &str| format!("uri=user%2F{id}%3Fmethod%3DPUT%26isActive%3Dfalse");
    let body = format!("{}&{}&{}", uri(&ids[0]), uri("nobody"), uri(&ids[1]));
    assert_eq!(tenant.form("/batch", &body).0, 404);
    assert_eq!(
        states(&mut tenant, &ids),
        [false, true, true],
        "writes before the failure are kept"
    );
}

#[test]
fn a_batch_cannot_contain_a_batch() {
    let mut tenant = Tenant::new(json!({}));
    for uri in ["/batch", "/BATCH"] {
        let inner = json!({"method": "POST", "uri": uri, "body": {"updates": []}});
        let body = json!({"updates": [inner]});
        let (status, response) = tenant.call("POST", "/batch", Some(&body));
        assert_eq!(status, 200, "{response}");
        assert_eq!(
            response["data"][0]["error"]["message"],
            "a batch cannot hold a batch"
        );
    }
}
