//! What `call` guards, and what not.

use super::{new, tenant_with_administrators};
use workfront_actions::error::ErrorKind;
use workfront_actions::json::Json;
use workfront_actions::services::guards::{Watched, Write, recognise};
use workfront_actions::transport::Method;

fn count(method: Method, path: &str, query: &str, body: Option<&str>) -> usize {
    let body = body.map(|body| Json::parse(body).unwrap_or_else(|| Json::from(body)));
    let write = Write {
        method,
        path,
        query,
        body: body.as_ref(),
    };
    recognise(&write, Watched::default()).len()
}

#[test]
fn what_does_not_shut_out_is_not_recognised() {
    for (method, path, query, body) in [
        (Method::Get, "/user/search", "isActive=false", None),
        (Method::Get, "/user/a", "fields=isActive", None),
        (Method::Put, "/user/a", "", Some(r#"{"title":"x"}"#)),
        (
            Method::Put,
            "/user/a",
            "fields=isActive,username",
            Some(r#"{"isActive":true}"#),
        ),
        (
            Method::Put,
            "/user/a",
            "",
            Some(r#"{"isActive":"true","scheduledDeactivationDate":null}"#),
        ),
        (
            Method::Post,
            "/user",
            "",
            Some(r#"{"username":"x","isActive":false}"#),
        ),
        (Method::Put, "/userapproval/approve", "userIDs=a", None),
        (
            Method::Put,
            "/userapproval/a",
            "",
            Some(r#"{"status":"APPROVED"}"#),
        ),
        (Method::Put, "/project/a", "", Some(r#"{"isActive":false}"#)),
        (Method::Delete, "/project/a", "", None),
        (Method::Put, "/user/a/sendInvitationEmail", "", None),
        (Method::Put, "/user", "action=getApiKey", None),
    ] {
        assert_eq!(
            count(method, path, query, body),
            0,
            "{path}?{query} {body:?}"
        );
    }
}

#[test]
fn every_spelling_is_recognised() {
    for (method, path, query, body) in [
        (Method::Put, "user/a", "isActive=false", None),
        (Method::Put, "/USER/a", "is%41ctive=f%61lse", None),
        (Method::Put, "/User/a", "is%2541ctive=false", None),
        (Method::Put, "/user/a", "x=1;isActive=0", None),
        (
            Method::Put,
            "/user/a",
            "updates=%7B%22isActive%22:%22no%22%7D",
            None,
        ),
        (
            Method::Put,
            "/user/a",
            "",
            Some(r#"{"updates":{"isActive":false}}"#),
        ),
        (Method::Put, "/user/a", "", Some(r#"{"ISACTIVE":null}"#)),
        (
            Method::Put,
            "/user/a",
            "",
            Some(r#"{"accessLevel":"Light"}"#),
        ),
        (
            Method::Put,
            "/user/a",
            "",
            Some(r#"{"accessLevel:ID":"x"}"#),
        ),
        (Method::Put, "/user/a", "", Some("isActive=false&title=x")),
        (Method::Put, "/user/a", "", Some("updates={username:'x'}")),
        (Method::Get, "/user/a", "method=PUT&isActive=false", None),
        (Method::Post, "/user/a", "method=delete", None),
        (Method::Post, "/user/a", "", Some("method=DELETE")),
        (Method::Put, "/user/a/CLEARAPIKEY", "", None),
        (Method::Put, "/user", "ID=a&action=%72eplace", None),
        (
            Method::Put,
            "/usrapv/x",
            "",
            Some(r#"{"status":"REJECTED"}"#),
        ),
        (Method::Delete, "/userapproval/x", "", None),
        (Method::Put, "/userapproval/reject", "userIDs=a", None),
        (
            Method::Post,
            "/batch",
            "",
            Some(
                r#"{"updates":[{"method":"PUT","uri":"/user/a","body":{"isActive":false}},{"method":"GET","uri":"/user/b"}]}"#,
            ),
        ),
        (
            Method::Post,
            "/batch",
            "",
            Some("atomic=false&uri=user/a%3Fmethod%3DPUT%26updates%3D%7B%22isActive%22%3Afalse%7D"),
        ),
        (
            Method::Post,
            "/Batch",
            "uri=/attask/api/v18.0/user/a?method=delete",
            None,
        ),
    ] {
        assert_eq!(
            count(method, path, query, body),
            1,
            "{path}?{query} {body:?}"
        );
    }
}

#[test]
fn an_approval_is_guarded_by_its_user() {
    let tenant = new(r#"{"pendingApproval":true}"#);
    let new = r#"{"username":"z@x.com","emailAddr":"z@x.com","firstName":"Z","lastName":"X","accessLevel":"Standard"}"#;
    let id = tenant.done("create", new)["user"]["ID"]
        .as_str()
        .expect("an ID")
        .to_owned();
    let read = format!(
        r#"{{"method":"GET","object":"userapproval","action":"search","parameters":{{"userID":"{id}"}},"fields":["ID"]}}"#
    );
    let approval = tenant.done("call", &read)["data"][0]["ID"]
        .as_str()
        .expect("an ID")
        .to_owned();
    let delete = |id: &str| format!(r#"{{"method":"DELETE","object":"USRAPV","ID":"{id}"}}"#);
    assert_eq!(
        tenant.fails("call", &delete("nobody")).kind,
        ErrorKind::NotFound
    );
    let _ = tenant.call("call", &delete(&approval));
    let sent = tenant.sent().join("\n");
    assert!(sent.contains("/userapproval/search?ID=nobody"), "{sent}");
    assert!(
        sent.contains(&format!("/v18.0/USRAPV/{approval}")),
        "{sent}"
    );
}

#[test]
fn an_unknown_person_is_not_found_before_the_write() {
    let tenant = new(&tenant_with_administrators(&[]));
    let call = r#"{"method":"DELETE","object":"user","ID":"nobody"}"#;
    let error = tenant.fails("call", call);
    assert_eq!(
        (error.kind, error.id.as_deref()),
        (ErrorKind::NotFound, Some("nobody"))
    );
    assert!(!tenant.sent().iter().any(|line| line.starts_with("DELETE")));
}
