//! `provision` against a server with at most one user: search, comparison, requests, waiting.

use crate::support::{Recorder, Sent, json, json_response, plugin_with, refused, run};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::transport::{Method, TransportError};

const JANE: &str = r#""username":"jane@acme.com","emailAddr":"jane@acme.com","firstName":"Jane","lastName":"Doe","accessLevelID":"ac1""#;

fn jane(more: &str) -> String {
    format!("{{{JANE}{more}}}")
}

/// The user Jane as Workfront returns it.
fn stored(more: &str) -> String {
    format!(r#"{{"ID":"u1","isActive":true,"isAdmin":false,{JANE}{more}}}"#)
}

/// A server with at most one user, whose account becomes active after some reads.
struct Server {
    person: RefCell<Json>,
    reads_until_active: Cell<u32>,
}

impl Server {
    fn with(person: &str) -> Rc<Self> {
        Rc::new(Server {
            person: RefCell::new(json(person)),
            reads_until_active: Cell::new(u32::MAX),
        })
    }

    fn active_after(self: Rc<Self>, reads: u32) -> Rc<Self> {
        self.reads_until_active.set(reads);
        self
    }

    fn recorder(self: Rc<Self>) -> Rc<Recorder> {
        Recorder::with_handler(move |sent| {
            let data = self.respond(sent);
            json_response(200, &format!(r#"{{"data":{data}}}"#))
        })
    }

    fn respond(&self, sent: &Sent) -> String {
        let target = sent.target();
        let mut person = self.person.borrow_mut();
        match sent.method {
            Method::Get if target.starts_with("/accesslevel/search") => {
                return r#"[{"ID":"ac1","name":"Standard"}]"#.to_owned();
            }
            Method::Get if target.starts_with("/user/search") => {
                let found = if person.is_null() {
                    vec![]
                } else {
                    vec![person.clone()]
                };
                return Json::array_of(found).to_json_string();
            }
            Method::Get => {
                let left = self.reads_until_active.get();
                self.reads_until_active.set(left.saturating_sub(1));
                if left <= 1 {
                    person.insert("isActive", true);
                }
            }
            Method::Put if target.starts_with("/userapproval/approve?userIDs=u1") => {
                person.insert("isActive", true);
                return r#"{"result":true}"#.to_owned();
            }
            _ => {
                let body = json(sent.body());
                if person.is_null() {
                    *person = json(r#"{"ID":"u1","isActive":false}"#);
                }
                for key in body.keys() {
                    person.insert(&key, body.get(&key).unwrap());
                }
            }
        }
        person.to_json_string()
    }
}

fn provision(server: Rc<Server>, input: &str) -> (Json, Vec<Sent>) {
    let recorder = server.recorder();
    let output = run(&plugin_with("{}"), &recorder, "provision", input).unwrap();
    (output, recorder.sent())
}

fn outcome(output: &Json) -> String {
    output.get_str("outcome").unwrap()
}

fn notes(output: &Json) -> String {
    output.get("notes").unwrap().to_json_string()
}

fn changed(output: &Json) -> Vec<String> {
    let changes = output.get("changes").unwrap();
    changes
        .items()
        .filter_map(|change| change.get_str("field"))
        .collect()
}

fn put_body(sent: &[Sent]) -> &str {
    let put = sent.iter().find(|sent| sent.method == Method::Put);
    put.map_or("", |put| put.body())
}

#[test]
fn a_missing_user_is_created() {
    let (output, sent) = provision(
        Server::with("null").active_after(1),
        &jane(r#","password":"s3cret!","title":"Engineer""#),
    );
    assert_eq!(outcome(&output), "created");
    assert_eq!(sent[0].method, Method::Get);
    assert_eq!(sent[1].method, Method::Post);
    assert_eq!(
        sent[1].body(),
        jane(r#","password":"s3cret!","title":"Engineer""#)
    );
    assert_eq!(sent.len(), 3, "found, created, one look");
    assert!(changed(&output).contains(&"title".to_owned()));
    assert!(
        !output
            .get("changes")
            .unwrap()
            .to_json_string()
            .contains("s3cret!")
    );
}

#[test]
fn one_search_uses_both_keys_and_reads_all_compared_fields() {
    let (_, sent) = provision(
        Server::with(&stored(r#","extRefID":"7","DE:Cost":"x","userGroups":[]"#)),
        &jane(r#","extRefID":"7","DE:Cost":"x","userGroups":[]"#),
    );
    assert_eq!(sent.len(), 1);
    let target = sent[0].target();
    for part in [
        "extRefID=7&extRefID_Mod=eq&OR:1:emailAddr=jane",
        "OR:1:emailAddr_Mod=cieq",
        "userApproval:status",
        "DE:Cost",
        "userGroups:groupID,userGroups:isOwner",
    ] {
        assert!(target.contains(part), "{part}: {target}");
    }
    for (by, absent) in [("emailAddr", "extRefID="), ("extRefID", "emailAddr=")] {
        let input = jane(&format!(r#","extRefID":"7","matchBy":"{by}""#));
        let (_, sent) = provision(Server::with(&stored(r#","extRefID":"7""#)), &input);
        assert!(!sent[0].target().contains(absent), "{}", sent[0].target());
    }
}

#[test]
fn only_differences_are_sent_and_a_second_run_changes_nothing() {
    let server = Server::with(&stored(r#","title":"Clerk","fte":0.5,"phoneNumber":"1""#));
    let input = jane(r#","title":"Engineer","fte":0.5,"phoneNumber":null"#);
    let (output, sent) = provision(server.clone(), &input);
    assert_eq!(outcome(&output), "updated");
    assert_eq!(
        put_body(&sent),
        r#"{"title":"Engineer","phoneNumber":null}"#
    );
    let change = output.get("changes").unwrap().at(0);
    assert_eq!(
        change.to_json_string(),
        r#"{"field":"title","before":"Clerk","after":"Engineer"}"#
    );
    let (output, sent) = provision(server, &input);
    assert_eq!(outcome(&output), "unchanged");
    assert_eq!(sent.len(), 1);
}

#[test]
fn values_are_compared_by_meaning() {
    let present = r#","emailAddr":"JANE@acme.com","fte":"1","hasAPIAccess":"true","country":"US","phoneExtension":null,"DE:N":7,"DE:Boxes":["b","a"],"scheduledDeactivationDate":"2030-01-02T00:00:00:000-0500""#;
    for fields in [
        r#""scheduledDeactivationDate":"2030-01-02""#,
        r#""scheduledDeactivationDate":"2030-01-02T05:00:00.000Z""#,
    ] {
        let input = jane(&format!(
            r#","fte":1.0,"hasAPIAccess":true,"country":"us","phoneExtension":"","DE:N":"7","DE:Boxes":["a","b"],{fields}"#
        ));
        let (output, _) = provision(Server::with(&stored(present)), &input);
        assert_eq!(outcome(&output), "unchanged", "{}", output.to_json_string());
    }
    let (output, _) = provision(
        Server::with(&stored(present)),
        &jane(r#","scheduledDeactivationDate":"2030-01-03","hasAPIAccess":false,"DE:Boxes":["a"]"#),
    );
    assert_eq!(
        changed(&output),
        ["scheduledDeactivationDate", "hasAPIAccess", "DE:Boxes"]
    );
}

#[test]
fn custom_fields_can_be_in_their_own_object() {
    let server = Server::with(&stored(r#","parameterValues":{"DE:A":"1","DE:B":"2"}"#));
    let (output, sent) = provision(
        server,
        &jane(r#","parameterValues":{"DE:A":"1","DE:B":"3"}"#),
    );
    assert_eq!(put_body(&sent), r#"{"parameterValues":{"DE:B":"3"}}"#);
    assert_eq!(changed(&output), ["DE:B"]);
}

#[test]
fn the_password_of_an_existing_user_is_never_sent() {
    let (output, sent) = provision(Server::with(&stored("")), &jane(r#","password":"s3cret!""#));
    assert_eq!((outcome(&output).as_str(), sent.len()), ("unchanged", 1));
    assert!(notes(&output).contains("password"));
}

#[test]
fn names_are_resolved_to_ids() {
    let input = jane("").replace(
        r#""accessLevelID":"ac1""#,
        r#""accessLevel":"standard","manager":null"#,
    );
    let (output, sent) = provision(Server::with(&stored(r#","managerID":"m1""#)), &input);
    assert!(sent[0].target().starts_with("/accesslevel/search"));
    assert_eq!(put_body(&sent), r#"{"managerID":null}"#);
    assert_eq!(outcome(&output), "updated");
}

const GROUPS: &str = r#","userGroups":[{"ID":"x","groupID":"g1","isOwner":true},{"groupID":"g2"}]"#;

#[test]
fn collections_are_merged_or_replaced() {
    let fields = r#","userGroups":[{"groupID":"g1"},{"groupID":"g3"}]"#;
    for (how, body) in [
        (
            "",
            r#"{"userGroups":[{"groupID":"g1","isOwner":true},{"groupID":"g2"},{"groupID":"g3"}]}"#,
        ),
        (
            r#","collections":"replace""#,
            r#"{"userGroups":[{"groupID":"g1","isOwner":true},{"groupID":"g3"}]}"#,
        ),
    ] {
        let (output, sent) = provision(
            Server::with(&stored(GROUPS)),
            &jane(&format!("{fields}{how}")),
        );
        assert_eq!(put_body(&sent), body);
        assert_eq!(changed(&output), ["userGroups"]);
    }
    let there = r#","userGroups":[{"groupID":"g2","isOwner":false}]"#;
    let (output, _) = provision(Server::with(&stored(GROUPS)), &jane(there));
    assert_eq!(outcome(&output), "unchanged");
}

#[test]
fn a_run_waits_until_a_new_account_is_active() {
    let (output, sent) = provision(Server::with("null").active_after(3), &jane(""));
    assert_eq!(outcome(&output), "created");
    assert_eq!(sent.len(), 2 + 3);
    assert_eq!(
        output
            .get("user")
            .unwrap()
            .get("isActive")
            .unwrap()
            .as_bool(),
        Some(true)
    );
}

#[test]
fn the_account_is_pending_after_the_wait() {
    let (output, sent) = provision(Server::with("null"), &jane(""));
    assert_eq!(outcome(&output), "pending");
    // After 1, 3, 7 and 10 seconds.
    assert_eq!(sent.len(), 2 + 4);
    assert!(notes(&output).contains("approve"));
    let (output, sent) = provision(Server::with("null"), &jane(r#","waitMs":0"#));
    assert_eq!((outcome(&output).as_str(), sent.len()), ("pending", 2));
}

const PENDING: &str = r#","isActive":false,"userApproval":{"status":"PND"}"#;

#[test]
fn a_pending_account_is_approved_on_request() {
    let (output, sent) = provision(
        Server::with(&stored(PENDING)),
        &jane(r#","approve":true,"waitMs":0"#),
    );
    assert_eq!(outcome(&output), "updated");
    assert_eq!(changed(&output), ["isActive"]);
    let targets: Vec<&str> = sent.iter().map(Sent::target).collect();
    assert_eq!(targets[1], "/userapproval/approve?userIDs=u1");
    assert!(targets[2].starts_with("/user/u1?fields="));
    let (output, _) = provision(Server::with(&stored(PENDING)).active_after(2), &jane(""));
    assert_eq!(outcome(&output), "unchanged", "it became active by itself");
}

#[test]
fn a_failed_approval_becomes_a_note() {
    let server = Server::with(&stored(PENDING));
    let recorder = Recorder::with_handler(move |sent| {
        if sent.target().starts_with("/userapproval") {
            return json_response(403, r#"{"error":{"message":"You may not approve"}}"#);
        }
        json_response(200, &format!(r#"{{"data":{}}}"#, server.respond(sent)))
    });
    let input = jane(r#","approve":true"#);
    let output = run(&plugin_with("{}"), &recorder, "provision", &input).unwrap();
    assert_eq!(outcome(&output), "pending");
    assert!(notes(&output).contains("You may not approve"));
    assert_eq!(output.get("user").unwrap().get_str("ID").unwrap(), "u1");
}

#[test]
fn an_inactive_user_is_reactivated_only_on_request() {
    let left = stored(r#","isActive":false"#);
    let (output, sent) = provision(Server::with(&left), &jane(r#","isActive":true"#));
    assert_eq!((outcome(&output).as_str(), sent.len()), ("unchanged", 1));
    assert!(notes(&output).contains("reactivate"));
    let (output, sent) = provision(Server::with(&left), &jane(r#","reactivate":true"#));
    assert_eq!(
        put_body(&sent),
        r#"{"isActive":true,"accessLevelID":"ac1"}"#
    );
    assert_eq!(outcome(&output), "updated");
    assert_eq!(changed(&output), ["isActive"]);
}

#[test]
fn an_active_user_can_be_deactivated() {
    let (output, sent) = provision(Server::with(&stored("")), &jane(r#","isActive":false"#));
    assert_eq!(put_body(&sent), r#"{"isActive":false}"#);
    assert_eq!((outcome(&output).as_str(), sent.len()), ("updated", 2));
}

fn conflict(response: &'static str) -> Error {
    let recorder = Recorder::returning([json_response(200, response)]);
    let input = jane(r#","extRefID":"7""#);
    let error = run(&plugin_with("{}"), &recorder, "provision", &input).expect_err("a conflict");
    assert_eq!(recorder.sent().len(), 1);
    error
}

#[test]
fn two_matching_users_are_a_conflict() {
    let error = conflict(
        r#"{"data":[{"ID":"u1","emailAddr":"jane@acme.com"},{"ID":"u2","emailAddr":"old@acme.com","extRefID":"7"}]}"#,
    );
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert!(
        error.message.contains("u1 (jane@acme.com)"),
        "{}",
        error.message
    );
    assert!(
        error.message.contains("u2 (old@acme.com, extRefID '7')"),
        "{}",
        error.message
    );
}

#[test]
fn another_key_is_replaced_with_a_note() {
    let server = Server::with(&stored(r#","extRefID":"6""#));
    let (output, sent) = provision(server, &jane(r#","extRefID":"7""#));
    assert_eq!(put_body(&sent), r#"{"extRefID":"7"}"#);
    assert!(notes(&output).contains("same person"));
}

#[test]
fn the_existing_user_is_used_after_a_parallel_run_or_a_lost_response() {
    for lost in [
        json_response(
            409,
            r#"{"error":{"message":"The e-mail address is in use"}}"#,
        ),
        Err(TransportError::Timeout),
    ] {
        let found = format!(
            r#"{{"data":[{}]}}"#,
            stored(r#","title":"Clerk","entryDate":"2014-08-28T11:00:00:000-0400""#)
        );
        let one = format!(r#"{{"data":{}}}"#, stored(r#","title":"Clerk""#));
        let searches = Cell::new(0);
        let recorder = Recorder::with_handler(move |sent| match sent.method {
            Method::Post => lost.clone(),
            Method::Get if sent.target().starts_with("/user/search") => {
                searches.set(searches.get() + 1);
                json_response(
                    200,
                    if searches.get() == 1 {
                        r#"{"data":[]}"#
                    } else {
                        &found
                    },
                )
            }
            Method::Put => json_response(200, &one.replace("Clerk", "Engineer")),
            _ => json_response(200, &one),
        });
        let input = jane(r#","title":"Engineer""#);
        let output = run(&plugin_with("{}"), &recorder, "provision", &input).unwrap();
        assert_eq!(outcome(&output), "updated");
        let posts = recorder
            .sent()
            .iter()
            .filter(|sent| sent.method == Method::Post)
            .count();
        assert_eq!(posts, 1);
        assert_eq!(put_body(&recorder.sent()), r#"{"title":"Engineer"}"#);
    }
}

#[test]
fn a_change_that_workfront_does_not_make_is_not_reported() {
    let there = format!(r#"{{"data":{}}}"#, stored(r#","extRefID":"7""#));
    let recorder = Recorder::with_handler(move |sent| {
        let list = there
            .replace("{\"data\":", "{\"data\":[")
            .replace("}}", "}]}");
        json_response(
            200,
            if sent.method == Method::Get {
                &list
            } else {
                &there
            },
        )
    });
    let input = jane(r#","extRefID":"7""#).replace(r#""emailAddr":"jane@"#, r#""emailAddr":"jd@"#);
    let output = run(&plugin_with("{}"), &recorder, "provision", &input).unwrap();
    assert_eq!(outcome(&output), "unchanged");
    assert!(
        notes(&output).contains("Admin Console"),
        "{}",
        notes(&output)
    );
}

#[test]
fn a_new_username_is_the_address_and_an_existing_one_is_left_alone() {
    let without = |more: &str| jane(more).replace(r#""username":"jane@acme.com","#, "");
    let (output, sent) = provision(Server::with("null").active_after(1), &without(""));
    assert_eq!(outcome(&output), "created");
    assert!(sent[1].body().contains(r#""username":"jane@acme.com""#));
    assert!(changed(&output).contains(&"username".to_owned()));
    let (output, _) = provision(Server::with("null"), &without(r#","dryRun":true"#));
    assert_eq!(outcome(&output), "wouldCreate");
    assert!(changed(&output).contains(&"username".to_owned()));
    let guid = stored("").replace(r#""username":"jane@acme.com""#, r#""username":"0b7c2d1e""#);
    let (output, sent) = provision(Server::with(&guid), &without(""));
    assert_eq!(outcome(&output), "unchanged");
    assert!(sent.iter().all(|sent| sent.method == Method::Get));
    for username in ["null", r#""""#, r#"" ""#] {
        let input = without(&format!(r#","username":{username}"#));
        assert_eq!(refused("provision", &input).fields, ["username"]);
    }
}

#[test]
fn all_problems_are_reported_before_anything_is_sent() {
    let error = refused(
        "provision",
        r#"{"username":"j","emailAddr":"jane","firstName":"J","accessLevel":"S","accessLevelID":"ac1","matchBy":"name","waitMs":-1,"approve":"yes","colections":"merge"}"#,
    );
    assert_eq!(error.kind, ErrorKind::Validation);
    for field in [
        "emailAddr",
        "lastName",
        "accessLevel",
        "matchBy",
        "waitMs",
        "approve",
        "colections",
    ] {
        assert!(
            error.fields.iter().any(|known| known == field),
            "{field}: {:?}",
            error.fields
        );
    }
    for (more, field) in [
        (r#","waitMs":300001"#, "waitMs"),
        (r#","matchBy":"extRefID""#, "extRefID"),
        (r#","isActive":false,"approve":true"#, "approve"),
        (r#","isActive":false,"reactivate":true"#, "reactivate"),
    ] {
        assert_eq!(refused("provision", &jane(more)).fields, [field]);
    }
    assert_eq!(refused("provision", "[]").fields, ["input"]);
}
