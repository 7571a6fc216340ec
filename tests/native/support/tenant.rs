//! A connection to the sandbox.

use super::{Middle, VirtualClock, action_runs, json, requests};
use serde_json::Value;
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::Error;
use workfront_actions::json::Json;
use workfront_actions::plugin::Plugin;
use workfront_actions::transport::{Clock, Host, Never, NoFunctions};
use workfront_in_process::SandboxTransport;
use workfront_sandbox::Sandbox;

/// A tenant and a connection to it.
pub struct Tenant {
    pub plugin: Plugin,
    pub wire: Rc<SandboxTransport>,
    pub clock: Rc<VirtualClock>,
    /// Whether requests may have to be repeated.
    is_disturbed: Cell<bool>,
}

impl Tenant {
    /// A tenant with 60 users, unless the options set another number.
    pub fn new(options: &str) -> Self {
        Tenant::connected(options, "{}")
    }

    /// The same with options of the connection.
    pub fn connected(options: &str, connection: &str) -> Self {
        let mut all: Value = serde_json::from_str(options).expect("options");
        if all.get("people").is_none() {
            all["people"] = Value::from(60);
        }
        let clock = Rc::new(VirtualClock::default());
        let sandbox = Sandbox::new(&all).expect("a sandbox");
        let mut options = json(connection);
        if options.get("baseUrl").is_none() && options.get("domain").is_none() {
            options.insert("baseUrl", "https://sandbox.my.workfront.com");
        }
        if options.get("credentials").is_none() {
            options.insert(
                "credentials",
                json(r#"{"type":"apiKey","apiKey":"sandbox-api-key"}"#),
            );
        }
        Tenant {
            plugin: Plugin::new(&options).expect("good options"),
            wire: Rc::new(SandboxTransport::new(sandbox, clock.clone())),
            clock,
            is_disturbed: Cell::new(false),
        }
    }

    pub fn host(&self) -> Host {
        Host {
            transport: self.wire.clone(),
            clock: self.clock.clone(),
            random: Rc::new(Middle),
            cancel: Rc::new(Never),
            functions: Rc::new(NoFunctions),
        }
    }

    /// Runs an action, as a test of it.
    pub fn run(&self, action: &str, input: &str) -> Result<Value, Error> {
        let output = self.call(action, input)?;
        action_runs::record(action);
        Ok(output)
    }

    /// Runs an action, and checks how many requests it sends.
    pub fn call(&self, action: &str, input: &str) -> Result<Value, Error> {
        let before = self.requests();
        let call = self.plugin.run(action, json(input), self.host(), None);
        let output = futures_executor::block_on(call).map(Json::into_value)?;
        if !self.is_disturbed.get() {
            requests::check(action, input, &self.sent()[before..]);
        }
        Ok(output)
    }

    /// The output of a call that must succeed.
    pub fn done(&self, action: &str, input: &str) -> Value {
        self.run(action, input)
            .unwrap_or_else(|error| panic!("{action} {input}: {error:?}"))
    }

    /// The error of a call that must fail.
    pub fn fails(&self, action: &str, input: &str) -> Error {
        match self.run(action, input) {
            Ok(output) => panic!("{action} {input} worked: {output}"),
            Err(error) => error,
        }
    }

    pub fn configure(&self, options: &str) {
        let options = serde_json::from_str(options).expect("options");
        let done = self.wire.sandbox.borrow_mut().configure(&options);
        done.expect("good options");
    }

    pub fn script(&self, faults: &str) {
        self.is_disturbed.set(true);
        let faults = serde_json::from_str(faults).expect("faults");
        let done = self.wire.sandbox.borrow_mut().script(&faults);
        done.expect("good faults");
    }

    /// Lets this time pass, in milliseconds.
    pub fn wait(&self, milliseconds: f64) {
        futures_executor::block_on(self.clock.sleep(milliseconds));
    }

    /// Ends all sessions and tokens.
    pub fn end_sessions(&self) {
        self.is_disturbed.set(true);
        self.wire.sandbox.borrow_mut().end_sessions();
    }

    /// The users of the tenant.
    pub fn users(&self) -> Vec<Value> {
        let all = self.wire.sandbox.borrow().snapshot().expect("a snapshot");
        all["users"].as_array().expect("users").clone()
    }

    pub fn user(&self, id: &str) -> Value {
        let mut users = self.users().into_iter();
        users
            .find(|user| user["ID"] == *id)
            .unwrap_or_else(|| panic!("no user {id}"))
    }

    /// The name of a lookup object with this ID; empty without an ID.
    pub fn name_of(&self, plural: &str, id: &Value) -> Value {
        let all = self.wire.sandbox.borrow().snapshot().expect("a snapshot");
        let mut objects = all[plural].as_array().expect("objects").iter();
        let found = objects.find(|object| object["ID"] == *id);
        found.map_or("".into(), |object| object["name"].clone())
    }

    /// The ID of a lookup object with this name.
    pub fn id_of(&self, plural: &str, name: &str) -> String {
        let all = self.wire.sandbox.borrow().snapshot().expect("a snapshot");
        let objects = all[plural].as_array().expect("objects");
        let found = objects.iter().find(|object| object["name"] == *name);
        let id = found.and_then(|object| object["ID"].as_str());
        id.unwrap_or_else(|| panic!("no {name} among {plural}"))
            .to_owned()
    }

    /// How many requests were sent.
    pub fn requests(&self) -> usize {
        self.wire.sent().len()
    }

    /// The methods and URLs of all requests.
    pub fn sent(&self) -> Vec<String> {
        self.wire.sent()
    }
}
