//! Plans in the host's store, and the key for receipts: two runs at the same time, runs that were cut off, keys that fail.

use super::support::{KEYS, active, connection, offboarding};
use crate::support::{Tenant, json};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::{Context, Waker};
use workfront_actions::Plugin;
use workfront_actions::error::{Error, ErrorKind, NotApproved};
use workfront_actions::json::Json;
use workfront_actions::transport::{
    Future, Host, HostError, HostFunction, HostFunctions, Request, Response, Transport,
    TransportError,
};

/// A store of plans, and a key for receipts that signs so many times.
#[derive(Default)]
pub(super) struct Store {
    plans: RefCell<BTreeMap<String, String>>,
    /// Whether it shows nothing of what it has.
    pub(super) is_hidden: Cell<bool>,
    signatures_left: Cell<u32>,
}

impl Store {
    /// The number of keys.
    pub(super) fn len(&self) -> usize {
        self.plans.borrow().len()
    }
}

impl HostFunctions for Store {
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>> {
        let text = |at: usize| arguments[at].as_str().expect("a string");
        let result = match function {
            HostFunction::GetPlan => {
                let stored = self.plans.borrow().get(&text(0)).cloned();
                let stored = stored.filter(|_| !self.is_hidden.get());
                Ok(stored.map_or_else(Json::null, |text| Json::from(text.as_str())))
            }
            HostFunction::PutPlan => {
                let mut plans = self.plans.borrow_mut();
                let is_new = !plans.contains_key(&text(0));
                plans.entry(text(0)).or_insert_with(|| text(1));
                Ok(Json::from(is_new))
            }
            HostFunction::SignReceipt if self.signatures_left.get() > 0 => {
                self.signatures_left.set(self.signatures_left.get() - 1);
                Ok(Json::from("c2lnbmF0dXJl"))
            }
            HostFunction::SignReceipt => Err(HostError::from("the key is locked".to_owned())),
            _ => Ok(Json::null()),
        };
        Box::pin(std::future::ready(result))
    }
}

/// What happens when a run sends its first write.
enum AtWrite {
    /// The run never continues.
    CutOff,
    /// Another run of the plan begins and ends.
    Another(Box<dyn Fn() -> Future<'static, Result<Json, Error>>>),
    /// This time passes.
    Wait(f64),
}

struct Wire {
    inner: Rc<dyn Transport>,
    clock: Rc<dyn workfront_actions::transport::Clock>,
    at_write: AtWrite,
    seen: RefCell<Vec<Result<Value, Error>>>,
    is_first: Cell<bool>,
}

impl Transport for Wire {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let is_write = request.method != workfront_actions::transport::Method::Get;
        let is_first = is_write && self.is_first.replace(!is_write && self.is_first.get());
        let response = match self.at_write {
            AtWrite::CutOff if is_first => Box::pin(std::future::pending()),
            _ => self.inner.send(request),
        };
        Box::pin(async move {
            if is_first {
                match &self.at_write {
                    AtWrite::CutOff => {}
                    AtWrite::Another(run) => {
                        let done = run().await.map(Json::into_value);
                        self.seen.borrow_mut().push(done);
                    }
                    AtWrite::Wait(time) => self.clock.sleep(*time).await,
                }
            }
            response.await
        })
    }
}

pub(super) fn host(tenant: &Tenant, store: &Rc<Store>) -> Host {
    let mut host = tenant.host();
    host.functions = store.clone();
    host
}

fn with_wire(tenant: &Tenant, store: &Rc<Store>, at_write: AtWrite) -> (Host, Rc<Wire>) {
    let mut host = host(tenant, store);
    let wire = Rc::new(Wire {
        inner: host.transport.clone(),
        clock: host.clock.clone(),
        at_write,
        seen: RefCell::default(),
        is_first: Cell::new(true),
    });
    host.transport = wire.clone();
    (host, wire)
}

pub(super) fn apply(plugin: &Plugin, input: &Value, host: Host) -> Result<Value, Error> {
    let call = plugin.run("apply", json(&input.to_string()), host, None);
    futures_executor::block_on(call).map(Json::into_value)
}

pub(super) fn keys(more: &str) -> String {
    format!(r#"{{"planKeys":{KEYS}{more}}}"#)
}

fn planned(tenant: &Tenant, people: usize) -> Value {
    json!({ "plan": offboarding(tenant, &active(tenant, people)) })
}

pub(super) fn refused_as(result: Result<Value, Error>, reason: NotApproved) -> Error {
    let error = result.expect_err("a refusal");
    assert_eq!(error.kind, ErrorKind::NotApproved, "{error:?}");
    assert_eq!(error.reason, Some(reason.into()), "{error:?}");
    error
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let tenant = Tenant::connected("{}", &keys(""));
    let store = Rc::new(Store::default());
    let input = planned(&tenant, 3);
    let other = Rc::new(connection(&keys("")));
    let (second, text) = (host(&tenant, &store), input.to_string());
    let another = move || -> Future<'static, Result<Json, Error>> {
        let (other, second, text) = (other.clone(), second.clone(), text.clone());
        Box::pin(async move { other.run("apply", json(&text), second, None).await })
    };
    let (first, wire) = with_wire(&tenant, &store, AtWrite::Another(Box::new(another)));
    let output = apply(&tenant.plugin, &input, first).expect("an output");
    assert_eq!(output["complete"], true, "{output}");
    let second = wire.seen.borrow_mut().pop().expect("a second run");
    let error = refused_as(second, NotApproved::InProgress);
    assert!(error.retryable);
    assert!(error.message.contains("has it until"), "{error}");
    // Afterwards the plan is used up.
    let again = apply(&tenant.plugin, &input, host(&tenant, &store));
    refused_as(again, NotApproved::AlreadyApplied);
}

#[test]
fn a_run_that_was_cut_off_blocks_its_plan_until_its_lease_ends() {
    let tenant = Tenant::connected("{}", &keys(r#","planLeaseMs":600000"#));
    let store = Rc::new(Store::default());
    let input = planned(&tenant, 3);
    let (cut_off, _) = with_wire(&tenant, &store, AtWrite::CutOff);
    let call = tenant
        .plugin
        .run("apply", json(&input.to_string()), cut_off, None);
    let mut call = Box::pin(call);
    let mut context = Context::from_waker(Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_pending());
    drop(call);
    let sent = tenant.requests();
    let early = apply(&tenant.plugin, &input, host(&tenant, &store));
    refused_as(early, NotApproved::InProgress);
    assert_eq!(tenant.requests(), sent);
    tenant.wait(650_000.0);
    let early = apply(&tenant.plugin, &input, host(&tenant, &store));
    refused_as(early, NotApproved::InProgress);
    tenant.wait(20_000.0);
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("resumed");
    assert_eq!(output["complete"], true, "{output}");
    assert_eq!(output["counts"]["applied"], 3, "{output}");
}

#[test]
fn a_run_that_stopped_or_failed_lets_the_next_one_begin_at_once() {
    let tenant = Tenant::connected(r#"{"people":300}"#, &keys(r#","maxPeople":200"#));
    let store = Rc::new(Store::default());
    let input = planned(&tenant, 120);
    let (mut failed, mut stopped) = (0, 0);
    for most in 1..9 {
        let limited = connection(&keys(&format!(
            r#","maxRequests":{most},"concurrency":1,"maxPeople":200"#
        )));
        match apply(&limited, &input, host(&tenant, &store)) {
            Err(error) => {
                assert_eq!(error.kind, ErrorKind::Budget, "{error:?}");
                failed += 1;
            }
            Ok(output) if output["complete"] == false => stopped += 1,
            Ok(_) => panic!("complete with {most} requests"),
        }
        if stopped > 0 {
            break;
        }
    }
    assert!(failed > 0 && stopped > 0, "{failed} {stopped}");
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    assert_eq!(output["complete"], true, "{output}");
    assert_eq!(output["notes"], json!([]));
}

#[test]
fn a_run_writes_nothing_after_its_lease() {
    let tenant = Tenant::connected(
        r#"{"people":300}"#,
        &keys(r#","planLeaseMs":60000,"concurrency":1,"maxPeople":200"#),
    );
    let store = Rc::new(Store::default());
    let input = planned(&tenant, 160);
    let (slow, _) = with_wire(&tenant, &store, AtWrite::Wait(61_000.0));
    let output = apply(&tenant.plugin, &input, slow).expect("an output");
    assert_eq!(output["complete"], false, "{output}");
    assert_eq!(
        output["stopped"]["reason"], "budget",
        "{}",
        output["stopped"]
    );
    assert!(
        output["counts"]["notAttempted"].as_u64() >= Some(50),
        "{}",
        output["counts"]
    );
}

#[test]
fn a_receipt_that_another_key_signs_says_so() {
    for (more, note) in [
        (format!(r#""planKeys":{KEYS},"#), "planKeys (HS256)"),
        (String::new(), "no signature"),
    ] {
        let pem =
            r"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----";
        let options = format!(r#"{{{more}"receiptKey":{{"id":"audit","privateKey":"{pem}"}}}}"#);
        let tenant = Tenant::connected("{}", &options);
        let store = Rc::new(Store::default());
        let input = planned(&tenant, 1);
        // Refused at the start: nothing is written.
        let sent = tenant.requests();
        let error = apply(&tenant.plugin, &input, host(&tenant, &store)).expect_err("an error");
        assert_eq!(error.fields, ["receiptKey"], "{error:?}");
        assert_eq!(tenant.requests(), sent);
        assert!(store.plans.borrow().is_empty());
        // Refused at the end: the receipt says how it is signed.
        store.signatures_left.set(1);
        let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
        assert_eq!(output["complete"], true, "{output}");
        let notes = output["notes"].to_string();
        assert!(notes.contains(note), "{notes}");
    }
}
