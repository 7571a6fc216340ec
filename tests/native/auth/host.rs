//! A host with a token store, signing and a function that returns credentials. It records every call.

use crate::support::{Middle, Recorder, VirtualClock, json};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use workfront_actions::error::Error;
use workfront_actions::json::Json;
use workfront_actions::plugin::Plugin;
use workfront_actions::transport::{
    Cancel, Clock, Future, Host, HostError, HostFunction, HostFunctions, Never, Request, Response,
    Transport, TransportError,
};

/// Every secret of every credential contains this.
pub const MARKER: &str = "pl4nt3d-s3cret";

pub const KEY: &str =
    "-----BEGIN PRIVATE KEY-----\\nMIIpl4nt3d-s3cretKEY\\n-----END PRIVATE KEY-----";

pub const IMS: &str = r#"{"type":"imsServerToServer","clientId":"app","clientSecret":"pl4nt3d-s3cret&=","imsOrgId":"X@AdobeOrg"}"#;
pub const REFRESH: &str = r#"{"type":"oauthRefresh","clientId":"app","clientSecret":"pl4nt3d-s3cret-c","refreshToken":"pl4nt3d-s3cret-r0"}"#;
pub const LOGIN: &str =
    r#"{"type":"login","username":"jane@acme.com","password":"pl4nt3d-s3cret &ü"}"#;

pub fn jwt() -> String {
    format!(
        r#"{{"type":"oauthJwt","clientId":"app","clientSecret":"pl4nt3d-s3cret-c","customerId":"cust1","userId":"user1","privateKey":"{KEY}"}}"#
    )
}

type Supply = Box<dyn Fn(usize) -> Result<Json, String>>;

/// The host's functions.
#[derive(Default)]
pub struct Functions {
    /// The arguments of each call of `remember`.
    pub remembered: RefCell<Vec<(String, bool)>>,
    pub store: RefCell<BTreeMap<String, String>>,
    pub calls: RefCell<Vec<(HostFunction, Vec<String>)>>,
    pub supply: RefCell<Option<Supply>>,
    pub broken: Cell<Option<HostFunction>>,
}

impl Functions {
    pub fn count(&self, function: HostFunction) -> usize {
        let calls = self.calls.borrow();
        calls.iter().filter(|(name, _)| *name == function).count()
    }

    fn result_of(&self, function: HostFunction, arguments: &[Json]) -> Result<Json, String> {
        let text = |index: usize| arguments[index].as_str().unwrap_or_default();
        if self.broken.get() == Some(function) {
            return Err(format!("failed with {} arguments", arguments.len()));
        }
        match function {
            HostFunction::GetToken => {
                let stored = self.store.borrow().get(&text(0)).cloned();
                Ok(stored.map_or(Json::null(), |text| Json::from(text.as_str())))
            }
            HostFunction::SetToken => {
                self.store.borrow_mut().insert(text(0), text(1));
                Ok(Json::null())
            }
            HostFunction::Sign => Ok(Json::from("c2lnbmVk")),
            HostFunction::OnRefreshToken
            | HostFunction::SignReceipt
            | HostFunction::VerifyReceipt
            | HostFunction::GetPlan
            | HostFunction::PutPlan => Ok(Json::null()),
            HostFunction::Credentials => match &*self.supply.borrow() {
                Some(supply) => supply(self.count(HostFunction::Credentials)),
                None => Ok(Json::null()),
            },
        }
    }
}

impl HostFunctions for Functions {
    fn call(
        &self,
        function: HostFunction,
        arguments: Vec<Json>,
    ) -> Future<'_, Result<Json, HostError>> {
        let texts = arguments.iter().map(|argument| {
            argument
                .as_str()
                .unwrap_or_else(|| argument.to_json_string())
        });
        self.calls.borrow_mut().push((function, texts.collect()));
        let result = self.result_of(function, &arguments);
        Box::pin(async move { result.map_err(HostError::from) })
    }

    fn remember(&self, refresh_token: &str, is_stored: bool) {
        self.remembered
            .borrow_mut()
            .push((refresh_token.to_owned(), is_stored));
    }
}

/// A transport that yields to other futures before it responds.
struct Slow(Rc<Recorder>);

impl Transport for Slow {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let response = self.0.send(request);
        Box::pin(async move {
            for _ in 0..3 {
                Yield(false).await;
            }
            response.await
        })
    }
}

struct Yield(bool);

impl std::future::Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Cancels a call after this many polls.
pub struct CancelAfter(pub Cell<u32>);

impl Cancel for CancelAfter {
    fn is_cancelled(&self) -> bool {
        self.0.get() == 0
    }

    fn cancelled(&self) -> Future<'_, ()> {
        Box::pin(std::future::poll_fn(|context| {
            if self.0.get() == 0 {
                return Poll::Ready(());
            }
            self.0.set(self.0.get() - 1);
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }
}

/// A connection, its host and its server.
pub struct Bench {
    pub plugin: Plugin,
    pub functions: Rc<Functions>,
    pub recorder: Rc<Recorder>,
    pub clock: Rc<VirtualClock>,
}

impl Bench {
    pub fn new(credentials: &str, recorder: Rc<Recorder>) -> Self {
        Bench {
            plugin: connection(credentials, "{}").expect("good options"),
            functions: Rc::default(),
            recorder,
            clock: Rc::default(),
        }
    }

    /// Another connection with the same host and server.
    pub fn again(&self, credentials: &str) -> Self {
        Bench {
            plugin: connection(credentials, "{}").expect("good options"),
            functions: self.functions.clone(),
            recorder: self.recorder.clone(),
            clock: self.clock.clone(),
        }
    }

    pub fn host(&self) -> Host {
        Host {
            transport: Rc::new(Slow(self.recorder.clone())),
            clock: self.clock.clone(),
            random: Rc::new(Middle),
            cancel: Rc::new(Never),
            functions: self.functions.clone(),
        }
    }

    pub async fn call(&self, action: &str, input: &str) -> Result<Json, Error> {
        self.plugin
            .run(action, json(input), self.host(), None)
            .await
    }

    pub fn run(&self, action: &str, input: &str) -> Result<Json, Error> {
        futures_executor::block_on(self.call(action, input))
    }

    /// Reads a user.
    pub fn get(&self) -> Result<Json, Error> {
        self.run("get", r#"{"ID":"u1"}"#)
    }

    pub fn pass_time(&self, milliseconds: f64) {
        futures_executor::block_on(self.clock.sleep(milliseconds));
    }

    /// What was sent to a token service.
    pub fn token_requests(&self) -> Vec<crate::support::Sent> {
        let sent = self.recorder.sent().into_iter();
        sent.filter(|sent| is_token_request(&sent.url)).collect()
    }
}

pub fn is_token_request(url: &str) -> bool {
    url.contains("/oauth2/") || url.contains("/ims/") || url.ends_with("/login")
}

/// A connection with this credential and these options.
pub fn connection(credentials: &str, options: &str) -> Result<Plugin, Error> {
    let mut all = json(options);
    if all.get("baseUrl").is_none() {
        all.insert("baseUrl", "https://acme.my.workfront.com");
    }
    all.insert("credentials", json(credentials));
    Plugin::new(&all)
}
