//! Each way in which a run can end. In all of them a chunk is one request at a time, so that the faults are deterministic.

use super::wire::{Fault, Faults};
use crate::support::Tenant;
use serde_json::{Value, json};
use std::rc::Rc;
use workfront_actions::transport::Method;

/// A run, and what happens to its requests.
pub struct Scenario {
    /// The name of its file.
    pub name: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// The action.
    pub action: &'static str,
    /// The options of the connection, besides the dialect and the concurrency.
    pub options: &'static str,
    /// The input.
    input: fn(&Tenant) -> Value,
    /// The faults.
    pub faults: Faults,
}

const CREDENTIAL: &str = r#"{"credentials":{"type":"imsServerToServer","clientId":"sandbox-client","clientSecret":"sandbox-secret","tokenUrl":"https://sandbox.my.workfront.com/ims/token/v3"}}"#;
/// The credential is refused.
pub const LOGGED_OUT: Fault = Fault::Status(
    401,
    r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"You are not currently logged in."}}"#,
);
const NO_TOKEN: Fault = Fault::Status(400, r#"{"error":"invalid_client"}"#);
const FORBIDDEN: Fault = Fault::Status(403, r#"{"error":{"message":"No permission"}}"#);

impl Scenario {
    /// A tenant with the users u01 to u12, of whom u03 is inactive and u11 and u12 report to u01.
    pub fn tenant(&self) -> Rc<Tenant> {
        let mut users = Vec::new();
        for number in 1..=12 {
            let id = format!("u{number:02}");
            let mut user = json!({
                "ID": id,
                "firstName": "User",
                "lastName": id,
                "emailAddr": format!("{id}@example.com"),
                "isActive": number != 3,
            });
            if number > 10 {
                user["managerID"] = json!("u01");
            }
            users.push(user);
        }
        let mut options: Value = serde_json::from_str(self.options).expect("options");
        options["concurrency"] = json!(1);
        options["ownUserID"] = json!("own");
        options["maxPeople"] = json!(1_000);
        options["batchDialect"] = json!("bulk");
        let tenant = json!({ "people": 1, "users": users });
        Rc::new(Tenant::connected(&tenant.to_string(), &options.to_string()))
    }

    /// The input.
    pub fn input(&self, tenant: &Tenant) -> Value {
        (self.input)(tenant)
    }
}

fn ids(numbers: std::ops::RangeInclusive<usize>) -> Vec<String> {
    numbers.map(|number| format!("u{number:02}")).collect()
}

/// Eight users in chunks of two: request 1 looks them up, and the next ones deactivate.
fn eight(_: &Tenant) -> Value {
    json!({ "IDs": ids(1..=8), "chunkSize": 2 })
}

fn eight_unverified(_: &Tenant) -> Value {
    json!({ "IDs": ids(1..=8), "chunkSize": 2, "verify": "none" })
}

fn with_manager(_: &Tenant) -> Value {
    json!({ "IDs": ids(1..=2), "newManagerID": "u09", "chunkSize": 1 })
}

fn odd_lines(_: &Tenant) -> Value {
    json!({ "emails": [
        "u01@example.com", "", "U02@example.com", "jane", "u01@EXAMPLE.com", 5, "nobody@example.com", null,
        "u02@example.com", "u03@example.com", "u01@example.com",
    ] })
}

fn dry_run(_: &Tenant) -> Value {
    json!({ "IDs": ["u01", "u03", "u01", "u 4", "nobody"], "newManagerID": "u09", "dryRun": true })
}

fn none_active(_: &Tenant) -> Value {
    json!({ "IDs": ["u03", "nobody"] })
}

fn update(id: &str) -> Value {
    json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": { "title": "Head of Design" } })
}

/// Four updates, one in a request.
fn four(_: &Tenant) -> Value {
    let operations: Vec<Value> = ids(1..=4).iter().map(|id| update(id)).collect();
    json!({ "operations": operations, "chunkSize": 1 })
}

/// Operations of which guards hold some back; the others shut three people out.
fn guarded_operations(_: &Tenant) -> Value {
    let deactivate = |id: &str| json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": { "isActive": false } });
    let delete = |id: &str| json!({ "method": "DELETE", "uri": format!("/user/{id}") });
    json!({ "operations": [
        deactivate("u01"), deactivate("u02"), update("u02"), delete("u04"), delete("nobody"), deactivate("u05"),
        deactivate("u03"), { "method": "PUT", "uri": "/user/clearAllApiKeys" },
    ] })
}

fn dry_batch(tenant: &Tenant) -> Value {
    let mut input = guarded_operations(tenant);
    input["dryRun"] = json!(true);
    input["maxPeople"] = json!(2);
    input
}

fn odd_operations(_: &Tenant) -> Value {
    json!({ "operations": [
        { "method": "PUT", "uri": "/user/u01", "body": "title" },
        update("u02"),
        { "method": "PATCH", "uri": "/user/u01" },
        7,
        update("nobody"),
        { "method": "GET", "uri": "../user" },
    ] })
}

/// An update, and two creations in a request each.
fn creations(tenant: &Tenant) -> Value {
    let level = tenant.id_of("accessLevels", "Standard");
    let create = |name: &str| {
        json!({ "method": "POST", "uri": "/user", "body": {
            "firstName": "New", "lastName": name, "username": format!("{name}@example.com"),
            "emailAddr": format!("{name}@example.com"), "accessLevelID": level,
        } })
    };
    json!({ "operations": [update("u01"), create("new1"), create("new2")], "chunkSize": 1 })
}

/// All ways.
pub fn all() -> Vec<Scenario> {
    let offboard = |name, about, options, input, faults| Scenario {
        name,
        about,
        action: "offboard",
        options,
        input,
        faults,
    };
    let batch = |name, about, options, input, faults| Scenario {
        name,
        about,
        action: "batch",
        options,
        input,
        faults,
    };
    let none: Faults = |_, _| Fault::None;
    vec![
        offboard(
            "offboard-complete",
            "Everybody is deactivated and verified.",
            "{}",
            eight,
            none,
        ),
        offboard(
            "offboard-new-manager",
            "The users who report to a leaver get a new manager.",
            "{}",
            with_manager,
            none,
        ),
        offboard(
            "offboard-lines",
            "Invalid items have a verdict of their own; those that occur several times are one entry.",
            "{}",
            odd_lines,
            none,
        ),
        offboard(
            "offboard-dry-run",
            "Nothing is changed.",
            "{}",
            dry_run,
            none,
        ),
        offboard(
            "offboard-none-active",
            "Nobody is to be deactivated, so there are no notes.",
            "{}",
            none_active,
            none,
        ),
        offboard(
            "offboard-max-requests",
            "The third chunk and the verification are not sent.",
            r#"{"maxRequests":3}"#,
            eight,
            none,
        ),
        offboard(
            "offboard-deadline",
            "The time is over after the second chunk.",
            r#"{"deadlineMs":1000}"#,
            eight,
            |at, _| match at {
                3 => Fault::Slow(2_000.0),
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-cancelled-between-chunks",
            "The caller cancels the call after the second chunk.",
            "{}",
            eight,
            |at, _| match at {
                3 => Fault::CancelledAfter,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-cancelled-during-a-chunk",
            "The caller cancels the call while the second chunk is sent.",
            "{}",
            eight_unverified,
            |at, _| match at {
                3 => Fault::CancelledDuring,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-cancelled-during-verification",
            "The caller cancels the call while the users are read again.",
            "{}",
            eight,
            |at, _| match at {
                6 => Fault::CancelledDuring,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-unauthorized",
            "The credential is refused from the second chunk on.",
            "{}",
            eight,
            |at, _| match at {
                3.. => LOGGED_OUT,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-no-new-token",
            "The token ends after the first chunk, and the token service refuses another.",
            CREDENTIAL,
            eight,
            |at, _| match at {
                4 => LOGGED_OUT,
                5.. => NO_TOKEN,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-network",
            "No request gets a response from the second chunk on.",
            "{}",
            eight,
            |at, _| match at {
                3.. => Fault::LostBefore,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-network-back",
            "Two chunks and their reads are lost; then the network works again.",
            r#"{"retry":{"attempts":1}}"#,
            eight,
            |at, _| match at {
                3..=6 => Fault::LostBefore,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-subrequests",
            "The runtime refuses the third chunk.",
            "{}",
            eight,
            |at, _| match at {
                4.. => Fault::Spent,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-manager-stopped",
            "The credential is refused after the first of two new managers.",
            "{}",
            with_manager,
            |at, _| match at {
                4.. => LOGGED_OUT,
                _ => Fault::None,
            },
        ),
        offboard(
            "offboard-manager-then-stopped",
            "The budget ends after the new managers, before anybody is deactivated.",
            r#"{"maxRequests":4}"#,
            with_manager,
            none,
        ),
        offboard(
            "offboard-proves-nothing",
            "Workfront's responses prove nothing, and nothing is verified.",
            "{}",
            eight_unverified,
            |_, request| match request.method {
                Method::Get => Fault::None,
                _ => Fault::Replaced("<html>Sign in</html>"),
            },
        ),
        offboard(
            "offboard-lost-then-forbidden",
            "The response to the first chunk is lost, and the repetition is refused.",
            "{}",
            eight_unverified,
            |at, _| match at {
                2 => Fault::LostAfter,
                3 => FORBIDDEN,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-complete",
            "Every operation is done.",
            "{}",
            four,
            none,
        ),
        batch(
            "batch-lines",
            "Invalid operations have a result of their own; the others are sent.",
            "{}",
            odd_operations,
            none,
        ),
        batch(
            "batch-held",
            "Guards hold operations back; the others are sent.",
            r#"{"baseUrl":"https://held.my.workfront.com","protect":{"IDs":["u02"]}}"#,
            guarded_operations,
            none,
        ),
        batch(
            "batch-dry-run",
            "Nothing is sent. Guards would hold operations back, and the limit would stop the run.",
            r#"{"baseUrl":"https://dry-run.my.workfront.com","protect":{"IDs":["u02"]}}"#,
            dry_batch,
            none,
        ),
        batch(
            "batch-max-requests",
            "The last two operations are not sent.",
            r#"{"maxRequests":2}"#,
            four,
            none,
        ),
        batch(
            "batch-deadline",
            "The time is over after the second operation.",
            r#"{"deadlineMs":1000}"#,
            four,
            |at, _| match at {
                2 => Fault::Slow(2_000.0),
                _ => Fault::None,
            },
        ),
        batch(
            "batch-cancelled-between-chunks",
            "The caller cancels the call after the second operation.",
            "{}",
            four,
            |at, _| match at {
                2 => Fault::CancelledAfter,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-cancelled-during-a-chunk",
            "The caller cancels the call while the second operation is sent.",
            "{}",
            four,
            |at, _| match at {
                2 => Fault::CancelledDuring,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-unauthorized",
            "The credential is refused from the second operation on.",
            "{}",
            four,
            |at, _| match at {
                2.. => LOGGED_OUT,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-no-new-token",
            "The token ends after the first operation, and the token service refuses another.",
            CREDENTIAL,
            four,
            |at, _| match at {
                3 => LOGGED_OUT,
                4.. => NO_TOKEN,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-network",
            "No request gets a response from the second operation on.",
            "{}",
            four,
            |at, _| match at {
                2.. => Fault::LostBefore,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-subrequests",
            "The runtime refuses the third operation.",
            "{}",
            four,
            |at, _| match at {
                3.. => Fault::Spent,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-look-up-refused",
            "The look-up before the second creation is refused, so it is not sent.",
            "{}",
            creations,
            |at, _| match at {
                4 => FORBIDDEN,
                _ => Fault::None,
            },
        ),
        batch(
            "batch-look-up-cancelled",
            "The caller cancels the call during the look-up before the second creation.",
            "{}",
            creations,
            |at, _| match at {
                4 => Fault::CancelledDuring,
                _ => Fault::None,
            },
        ),
    ]
}
