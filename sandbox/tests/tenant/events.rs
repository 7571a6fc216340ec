//! Event subscriptions and deliveries.

use super::client::{NOW_MS, Tenant};
use serde_json::{Value, json};
use workfront_sandbox::DeliveryOutcome;

const SUBSCRIPTIONS: &str = "/attask/eventsubscription/api/v1/subscriptions";
const HOOK: &str = "https://example.com/hook";

impl Tenant {
    fn events(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let headers = [("apiKey", "sandbox-api-key")];
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let response = self.send(method, &format!("{SUBSCRIPTIONS}{path}"), &headers, &text);
        (
            response.status,
            serde_json::from_slice(&response.body).unwrap_or_default(),
        )
    }

    fn subscribe(&mut self, event: &str, more: Value) -> (u16, Value) {
        let mut body = json!({"objCode": "USER", "eventType": event, "url": HOOK, "authToken": "a-long-secret"});
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.events("POST", "", &body)
    }

    fn subscribed(&mut self, event: &str, more: Value) -> String {
        let (status, body) = self.subscribe(event, more);
        assert_eq!(status, 201, "{body}");
        body["id"].as_str().unwrap().to_owned()
    }

    fn change(&mut self, fields: Value) {
        let (status, body) = self.call("PUT", "/user/ann", Some(&fields));
        assert_eq!(status, 200, "{body}");
    }

    /// The bodies of the due events, which are all acknowledged.
    fn arrived(&mut self) -> Vec<Value> {
        let due = self.sandbox.due_events(self.now_ms);
        for delivery in &due {
            let outcome = self.sandbox.event_delivered(delivery.id, true, self.now_ms);
            assert_eq!(outcome, DeliveryOutcome::Delivered);
        }
        due.iter()
            .map(|delivery| serde_json::from_str(&delivery.body).unwrap())
            .collect()
    }
}

fn tenant(mut options: Value) -> Tenant {
    options["users"] = json!([{"ID": "ann", "firstName": "Ann", "lastName": "Lee", "emailAddr": "ann@example.com", "title": "Lead"}]);
    Tenant::new(options)
}

#[test]
fn a_subscription_is_created_listed_and_deleted() {
    let mut tenant = tenant(json!({}));
    let id = tenant.subscribed("UPDATE", json!({}));
    let (status, listed) = tenant.events("GET", "?page=1&limit=10", &Value::Null);
    assert_eq!(status, 200);
    assert_eq!(
        listed["meta"],
        json!({"page": 1, "limit": 10, "page_count": 1, "total_count": 1})
    );
    let item = &listed["subscriptions"][0];
    assert_eq!((&item["id"], &item["version"]), (&json!(id), &json!("v2")));
    assert_eq!(
        item["authToken"], "****cret",
        "the token is never shown again"
    );
    assert!(item["date_created"].is_string());
    assert_eq!(
        tenant.events("GET", &format!("/{id}"), &Value::Null),
        (200, item.clone())
    );
    assert_eq!(
        tenant.events("DELETE", &format!("/{id}"), &Value::Null).0,
        200
    );
    for method in ["GET", "DELETE"] {
        assert_eq!(
            tenant.events(method, &format!("/{id}"), &Value::Null).0,
            404
        );
    }
}

#[test]
fn a_create_can_return_only_location_and_dates_can_be_camel_case() {
    let mut tenant = tenant(json!({"emptySubscriptionAnswer": true, "subscriptionDates": "camel"}));
    let body = json!({"objCode": "USER", "eventType": "UPDATE", "url": HOOK, "authToken": "short"});
    let headers = [("apiKey", "sandbox-api-key")];
    let response = tenant.send("POST", SUBSCRIPTIONS, &headers, &body.to_string());
    assert_eq!((response.status, response.body.len()), (201, 0));
    let location = response.headers.iter().find(|(name, _)| name == "Location");
    let id = location.unwrap().1.rsplit('/').next().unwrap().to_owned();
    let (_, item) = tenant.events("GET", &format!("/{id}"), &Value::Null);
    assert!(item["dateCreated"].is_string());
    assert_eq!(
        item["authToken"], "*****",
        "a short token is masked completely"
    );
}

#[test]
fn the_service_rejects_invalid_requests() {
    let mut tenant = tenant(json!({}));
    for more in [
        json!({"objCode": "GROUP"}),
        json!({"eventType": "USER_UPDATE"}),
        json!({"url": "example.com"}),
        json!({"url": "ftp://example.com"}),
        json!({"authToken": ""}),
        json!({"authToken": "x".repeat(255)}),
        json!({"active": true}),
        json!({"base64Encoding": true}),
        json!({"filterConnector": "XOR"}),
        json!({"filters": {}}),
        json!({"filters": [{"fieldValue": "x"}]}),
        json!({"filters": [{"fieldName": "title", "comparison": "like"}]}),
        json!({"filters": [{"fieldName": "userRoles", "fieldValue": "x"}]}),
        json!({"filters": [{"type": "group", "connector": "OR", "filters": [{"fieldName": "title"}]}]}),
    ] {
        let (status, body) = tenant.subscribe("UPDATE", more.clone());
        assert_eq!(status, 400, "{more}: {body}");
    }
    let old = json!({"filters": [{"fieldName": "title", "state": "oldState"}]});
    assert_eq!(tenant.subscribe("CREATE", old).0, 400);
    tenant.subscribed("UPDATE", json!({}));
    assert_eq!(
        tenant
            .subscribe("UPDATE", json!({"authToken": "another-one"}))
            .0,
        409
    );
    assert_eq!(tenant.send("GET", SUBSCRIPTIONS, &[], "").status, 401);
    for path in ["?limit=1001", "?page=0", "?limit=x"] {
        assert_eq!(tenant.events("GET", path, &Value::Null).0, 400, "{path}");
    }
    tenant
        .sandbox
        .configure(&json!({"callerIsAdmin": false}))
        .unwrap();
    assert_eq!(tenant.events("GET", "", &Value::Null).0, 403);
}

#[test]
fn a_change_arrives_with_both_states_and_the_documented_fields() {
    let mut tenant = tenant(json!({}));
    let id = tenant.subscribed("UPDATE", json!({}));
    tenant.change(json!({"title": "Boss"}));
    let due = tenant.sandbox.due_events(tenant.now_ms);
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].url, HOOK);
    assert!(
        due[0]
            .headers
            .contains(&("Authorization".into(), "a-long-secret".into()))
    );
    let body: Value = serde_json::from_str(&due[0].body).unwrap();
    assert_eq!(
        (&body["eventType"], &body["subscriptionId"]),
        (&json!("UPDATE"), &json!(id))
    );
    assert_eq!(
        body["eventTime"],
        json!({"nano": 0, "epochSecond": 1_780_000_000})
    );
    assert_eq!(body["oldState"]["title"], "Lead");
    let new = body["newState"].as_object().unwrap();
    assert_eq!(
        (&new["title"], &new["ID"], &new["objCode"]),
        (&json!("Boss"), &json!("ann"), &json!("USER"))
    );
    assert_eq!(
        new["lastUpdateDate"], "2026-05-28T15:26:40.000-0500",
        "a dot, and the tenant's time zone"
    );
    assert_eq!(new["managerID"], Value::Null, "empty fields are present");
    for absent in [
        "username",
        "firstName",
        "lastName",
        "ssoUsername",
        "phoneNumber",
    ] {
        assert!(!new.contains_key(absent), "{absent}");
    }
    assert!(
        tenant.sandbox.due_events(tenant.now_ms).is_empty(),
        "it is in flight"
    );
}

#[test]
fn creates_deletes_and_batches_are_published_and_failures_are_not() {
    let mut tenant = tenant(json!({}));
    for event in ["CREATE", "UPDATE", "DELETE"] {
        tenant.subscribed(event, json!({}));
    }
    let new = tenant.new_user();
    let (_, body) = tenant.call("POST", "/user", Some(&new));
    let id = body["data"]["ID"].clone();
    let events = tenant.arrived();
    assert_eq!(
        (&events[0]["eventType"], &events[0]["newState"]["ID"]),
        (&json!("CREATE"), &id)
    );
    assert_eq!(events[0]["oldState"], json!({}));
    assert_eq!(
        tenant.call("POST", "/user", Some(&new)).0,
        422,
        "the address is taken"
    );
    assert!(tenant.arrived().is_empty());
    let updates = json!({"updates": [
        {"method": "PUT", "uri": format!("/user/{}", id.as_str().unwrap()), "body": {"isActive": false}},
        {"method": "PUT", "uri": "/user/ann", "body": {"isActive": false}},
    ]});
    assert_eq!(tenant.call("POST", "/batch", Some(&updates)).0, 200);
    let events = tenant.arrived();
    assert_eq!(events.len(), 2);
    assert!(
        events
            .iter()
            .all(|event| event["newState"]["isActive"] == json!(false))
    );
    assert_eq!(tenant.call("DELETE", "/user/ann?force=true", None).0, 200);
    let events = tenant.arrived();
    assert_eq!(
        (&events[0]["eventType"], &events[0]["newState"]),
        (&json!("DELETE"), &json!({}))
    );
    assert_eq!(events[0]["oldState"]["emailAddr"], "ann@example.com");
}

#[test]
fn filters_select_events() {
    let one = |field: &str, comparison: &str, value: Value| json!({"fieldName": field, "comparison": comparison, "fieldValue": value});
    for (filters, connector, matches) in [
        (json!([one("title", "eq", json!("Boss"))]), "AND", true),
        (json!([one("title", "eq", json!("boss"))]), "AND", false),
        (json!([one("title", "ne", json!("Lead"))]), "AND", true),
        (json!([one("title", "contains", json!("os"))]), "AND", true),
        (
            json!([one("title", "notContains", json!("os"))]),
            "AND",
            false,
        ),
        (json!([one("title", "changed", json!(""))]), "AND", true),
        (
            json!([one("managerID", "changed", json!(""))]),
            "AND",
            false,
        ),
        (json!([one("isActive", "eq", json!("true"))]), "AND", true),
        (json!([one("isActive", "eq", json!(true))]), "AND", true),
        (json!([one("title", "gt", json!("Azzz"))]), "AND", true),
        (json!([one("title", "lte", json!("Azzz"))]), "AND", false),
        (
            json!([{"fieldName": "title", "fieldValue": "Lead", "state": "oldState"}]),
            "AND",
            true,
        ),
        (json!([one("username", "ne", json!("x"))]), "AND", false),
        (
            json!([
                one("title", "eq", json!("x")),
                one("title", "eq", json!("Boss"))
            ]),
            "OR",
            true,
        ),
        (
            json!([
                one("title", "eq", json!("x")),
                one("title", "eq", json!("Boss"))
            ]),
            "AND",
            false,
        ),
        (
            json!([one("isActive", "eq", json!("true")), {"type": "group", "connector": "OR", "filters": [one("title", "eq", json!("x")), one("title", "eq", json!("Boss"))]}]),
            "AND",
            true,
        ),
    ] {
        let mut tenant = tenant(json!({}));
        tenant.subscribed(
            "UPDATE",
            json!({"filters": filters, "filterConnector": connector}),
        );
        tenant.change(json!({"title": "Boss"}));
        assert_eq!(
            tenant.arrived().len(),
            usize::from(matches),
            "{filters} {connector}"
        );
    }
}

#[test]
fn a_subscription_to_one_object_and_states_in_base64() {
    let mut tenant = tenant(json!({"eventAuthorization": "bearer"}));
    tenant.subscribed(
        "UPDATE",
        json!({"objId": "someone", "url": "https://example.com/other"}),
    );
    tenant.subscribed("UPDATE", json!({"objId": "ann", "base64Encoding": "true"}));
    tenant.change(json!({"title": "Boss"}));
    let due = tenant.sandbox.due_events(tenant.now_ms);
    assert_eq!(due.len(), 1);
    assert!(
        due[0]
            .headers
            .contains(&("Authorization".into(), "Bearer a-long-secret".into()))
    );
    let body: Value = serde_json::from_str(&due[0].body).unwrap();
    let text = body["newState"].as_str().unwrap();
    assert!(
        text.starts_with("eyJ") && text.len().is_multiple_of(4),
        "{text}"
    );
}

#[test]
fn both_versions_are_sent_for_five_minutes_after_a_change() {
    let mut tenant = tenant(json!({}));
    let id = tenant.subscribed("UPDATE", json!({}));
    let path = format!("/{id}/version");
    assert_eq!(
        tenant.events("PUT", &path, &json!({"version": "v3"})).0,
        400
    );
    assert_eq!(
        tenant
            .events("PUT", "/nobody/version", &json!({"version": "v1"}))
            .0,
        404
    );
    assert_eq!(
        tenant.events("PUT", &path, &json!({"version": "v1"})).0,
        200
    );
    tenant.change(json!({"title": "Boss"}));
    let versions: Vec<Value> = tenant
        .arrived()
        .iter()
        .map(|body| body["subscriptionVersion"].clone())
        .collect();
    assert_eq!(versions, [json!("v1"), json!("v2")]);
    tenant.now_ms += 300_000.0;
    tenant.change(json!({"title": "Lead"}));
    assert_eq!(tenant.arrived().len(), 1);
    let all = json!({"allCustomerSubscriptions": true, "version": "v2"});
    let expected = json!({"subscription_ids": [id], "version": "v2"});
    assert_eq!(tenant.events("PUT", "/version", &all), (200, expected));
    assert_eq!(
        tenant
            .events("PUT", &format!("/{id}"), &json!({"filters": []}))
            .0,
        405,
        "filters cannot be changed"
    );
}

#[test]
fn a_failed_delivery_is_retried_for_48_hours() {
    let mut tenant = tenant(json!({}));
    tenant.subscribed("UPDATE", json!({}));
    tenant.change(json!({"title": "Boss"}));
    let first = tenant.now_ms;
    for attempt in 0..=11_u32 {
        let due = tenant.sandbox.due_events(tenant.now_ms);
        assert_eq!((due.len(), due[0].attempt), (1, attempt));
        let next = tenant
            .sandbox
            .event_delivered(due[0].id, false, tenant.now_ms);
        if attempt == 11 {
            assert_eq!(next, DeliveryOutcome::Dropped);
            break;
        }
        let wait = f64::from(2_u32.pow(attempt + 1) - 1) * 84_800.0;
        assert_eq!(next, DeliveryOutcome::Retry((first + wait) as i64));
        assert!(tenant.sandbox.due_events(first + wait - 1.0).is_empty());
        tenant.now_ms = first + wait;
    }
    let hours = (tenant.now_ms - NOW_MS) / 3_600_000.0;
    assert!((48.0..49.0).contains(&hours), "{hours}");
    assert_eq!(tenant.sandbox.pending_events(), json!([]));
}

#[test]
fn a_url_that_fails_is_disabled_probed_and_enabled_again() {
    let mut tenant = tenant(json!({}));
    let id = tenant.subscribed("UPDATE", json!({}));
    for round in 0..101 {
        tenant.change(json!({"title": format!("t{round}")}));
        let due = tenant.sandbox.due_events(tenant.now_ms);
        assert_eq!(due.len(), 1, "{round}");
        tenant
            .sandbox
            .event_delivered(due[0].id, false, tenant.now_ms);
    }
    let state = |tenant: &mut Tenant| {
        let (_, item) = tenant.events("GET", &format!("/{id}"), &Value::Null);
        item["subscription_url"].clone()
    };
    let listed = state(&mut tenant);
    assert_eq!(
        (&listed["failures"], listed["disabled_at"].is_string()),
        (&json!(101), true)
    );
    tenant.change(json!({"title": "later"}));
    assert!(
        tenant.sandbox.due_events(tenant.now_ms).is_empty(),
        "messages wait"
    );
    tenant.now_ms += 600_000.0;
    let probe = tenant.sandbox.due_events(tenant.now_ms);
    assert_eq!(probe.len(), 1, "one at a time");
    tenant
        .sandbox
        .event_delivered(probe[0].id, true, tenant.now_ms);
    assert_eq!(state(&mut tenant)["disabled_at"], Value::Null);
    assert!(tenant.sandbox.due_events(tenant.now_ms).len() > 50);
}
