//! Credentials and versions.

use super::client::{Tenant, message, status_and_body};
use serde_json::json;

const COUNT: &str = "/attask/api/v18.0/user/count";

fn status(tenant: &mut Tenant, headers: &[(&str, &str)], path: &str) -> u16 {
    tenant.send("GET", path, headers, "").status
}

#[test]
fn accepts_each_credential_in_its_header() {
    let mut tenant = Tenant::new(json!({}));
    for (name, value) in [
        ("apiKey", "sandbox-api-key"),
        ("sessionID", "sandbox-session"),
        ("Authorization", "Bearer sandbox-token"),
    ] {
        assert_eq!(status(&mut tenant, &[(name, value)], COUNT), 200, "{name}");
    }
    for (name, value) in [
        ("apiKey", "wrong"),
        ("sessionID", "sandbox-api-key"),
        ("Authorization", "Bearer sandbox-session"),
        ("Authorization", "sandbox-token"),
    ] {
        assert_eq!(status(&mut tenant, &[(name, value)], COUNT), 401, "{name}");
    }
    let (_, body) = status_and_body(&tenant.send("GET", COUNT, &[], ""));
    assert_eq!(message(&body), "You are not currently logged in.");
    assert_eq!(
        body["error"]["class"],
        "com.attask.common.AuthenticationException"
    );
}

#[test]
fn requires_the_organization_with_a_bearer_token_if_configured() {
    let mut tenant = Tenant::new(json!({"imsOrgId": "X@AdobeOrg"}));
    let bearer = ("Authorization", "Bearer sandbox-token");
    assert_eq!(status(&mut tenant, &[bearer], COUNT), 401);
    assert_eq!(
        status(
            &mut tenant,
            &[bearer, ("x-gw-ims-org-id", "X@AdobeOrg")],
            COUNT
        ),
        200
    );
}

#[test]
fn treats_reserved_names_as_credentials() {
    let mut tenant = Tenant::new(json!({}));
    let (status, body) = tenant.call("GET", "/user/search?username=ada@example.com", None);
    assert_eq!(status, 401);
    assert!(message(&body).contains("username/password"));
    assert_eq!(
        tenant.ids("filters=%7B%22username%22%3A%22nobody%22%7D"),
        [""; 0]
    );
}

#[test]
fn a_deactivated_user_cannot_authenticate() {
    let mut tenant = Tenant::new(json!({}));
    let (_, key) = tenant.call("PUT", "/user?action=generateApiKey", None);
    let key = key["data"]["result"].as_str().unwrap().to_owned();
    assert_eq!(status(&mut tenant, &[("apiKey", &key)], COUNT), 200);
    let admin = tenant.get("/session")["userID"]
        .as_str()
        .unwrap()
        .to_owned();
    tenant.call(
        "PUT",
        &format!("/user/{admin}"),
        Some(&json!({"isActive": false})),
    );
    assert_eq!(status(&mut tenant, &[("apiKey", &key)], COUNT), 401);
}

#[test]
fn supports_a_range_of_versions() {
    let mut tenant = Tenant::new(json!({}));
    for (version, expected) in [
        ("v15.0", 200),
        ("v22.0", 200),
        ("v14.0", 410),
        ("v99.0", 410),
        ("v18", 410),
    ] {
        tenant.version = version;
        assert_eq!(
            tenant.call("GET", "/user/count", None).0,
            expected,
            "{version}"
        );
    }
    let key = [("apiKey", "sandbox-api-key")];
    assert_eq!(status(&mut tenant, &key, "/attask/api/user/count"), 200);
    assert_eq!(
        status(&mut tenant, &key, "/attask/api-internal/user/count"),
        200
    );
    assert_eq!(status(&mut tenant, &key, "/elsewhere"), 404);
}
