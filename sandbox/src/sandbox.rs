//! The tenant behind its front door: faults, the limit of calls at once, then the API.

use serde_json::{Map, Value, json};

use crate::api::call::{Call, LONGEST_URI, split_url};
use crate::auth;
use crate::error::Outcome;
use crate::events::{self, Delivery, Events, Outcome as Delivered};
use crate::faults::{Effect, Fault, Faults};
use crate::gate::Gate;
use crate::http::{Reply, Request};
use crate::model::{STORED, Type};
use crate::options::Options;
use crate::output::{Projection, Size};
use crate::services::{self, Services};
use crate::tenant::{Caller, Tenant};
use crate::text::{json_reply, pairs};
use crate::{dispatch, seed, write};

/// A tenant in memory.
#[derive(Clone, Debug)]
pub struct Sandbox {
    tenant: Tenant,
    services: Services,
    events: Events,
    faults: Faults,
    gate: Gate,
}

impl Sandbox {
    /// Makes a tenant with these options.
    ///
    /// # Errors
    /// An unknown option, or a value that it cannot have.
    pub fn new(options: &Value) -> Result<Self, String> {
        let options = Options::read(options)?;
        Ok(Self {
            faults: Faults::new(options.seed ^ 0xfa17),
            gate: Gate::new(options.max_concurrent),
            events: Events::new(options.seed),
            tenant: seed::tenant(options)?,
            services: Services::default(),
        })
    }

    /// Answers one request.
    pub fn handle(&mut self, request: &Request) -> Reply {
        let effect = self.faults.decide(request);
        let longer = effect.as_ref().map_or(0.0, Effect::delay_ms);
        let delay_ms = self.tenant.options.latency_ms + longer;
        let mut reply = if !self.gate.enter(request.now_ms, delay_ms) {
            Effect::Status {
                status: 429,
                retry_after: None,
            }
            .before()
            .unwrap_or_default()
        } else if let Some(reply) = effect.as_ref().and_then(Effect::before) {
            reply
        } else {
            let reply = self.answer(request);
            let changes = std::mem::take(&mut self.tenant.changes);
            let now_ms = request.now_ms as i64;
            self.events.publish(&self.tenant, &changes, now_ms);
            match &effect {
                Some(effect) => effect.after(reply),
                None => reply,
            }
        };
        reply.delay_ms = delay_ms;
        reply
    }

    /// The events to send now; tell what became of each.
    pub fn due_events(&mut self, now_ms: f64) -> Vec<Delivery> {
        let authorization = self.tenant.options.event_authorization;
        self.events.deliveries.due(now_ms as i64, authorization)
    }

    /// Takes note of whether an event was answered with 2xx in time.
    pub fn event_delivered(&mut self, id: u64, success: bool, now_ms: f64) -> Delivered {
        self.events.deliveries.delivered(id, success, now_ms as i64)
    }

    /// The events on their way, with when each is sent next.
    pub fn pending_events(&self) -> Value {
        self.events.deliveries.pending()
    }

    /// Replaces the faults in force.
    ///
    /// # Errors
    /// A script that cannot be read.
    pub fn script(&mut self, faults: &Value) -> Result<(), String> {
        let faults: Vec<Fault> = serde_json::from_value(faults.clone())
            .map_err(|error| format!("The sandbox's faults: {error}"))?;
        self.faults.script(faults);
        Ok(())
    }

    /// Changes options, as a merge patch; objects among them are put in.
    ///
    /// # Errors
    /// An unknown option, or one that is settled when the tenant is made.
    pub fn configure(&mut self, patch: &Value) -> Result<(), String> {
        let options = self.tenant.options.patched(patch)?;
        self.gate.set_max(options.max_concurrent);
        self.tenant.options = options.clone();
        seed::put_all(&mut self.tenant, &options)
    }

    /// Ends every session and token that was given out, as a tenant may at any time.
    pub fn end_sessions(&mut self) {
        self.services.sessions.end_all();
    }

    /// Everything that there is, by type.
    ///
    /// # Errors
    /// More objects than an answer may hold.
    pub fn snapshot(&self) -> Result<Value, String> {
        let mut all = Map::new();
        for of in STORED {
            let names: &[&str] = match of {
                Type::User => &[
                    "*",
                    "userGroups:*",
                    "userRoles:*",
                    "teams:*",
                    "parameterValues",
                ],
                _ => &["*"],
            };
            let version = crate::api::version::Version::Internal;
            let names = names.iter().copied();
            let told = |error: crate::error::ApiError| error.message;
            let projection = Projection::read(&self.tenant, version, *of, names).map_err(told)?;
            let objects = self.tenant.store.nodes(*of);
            // Each has a size of its own: a snapshot is no answer.
            let objects = objects.map(|node| {
                projection
                    .object(&self.tenant, &node, &mut Size::default())
                    .map_err(told)
            });
            let objects = objects.collect::<Result<Vec<_>, _>>()?;
            all.insert(of.schema().plural.to_owned(), Value::Array(objects));
        }
        all.insert(
            "customerID".to_owned(),
            Value::from(&*self.tenant.store.customer),
        );
        all.insert("adminID".to_owned(), Value::from(&*self.tenant.store.admin));
        Ok(Value::Object(all))
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let page = |status| Effect::Html { status }.before().unwrap_or_default();
        if path_of(&request.url).len() > LONGEST_URI {
            return page(414);
        }
        self.tenant.store.begin();
        write::settle(&mut self.tenant, request.now_ms as i64);
        self.tenant.commit();
        let Self {
            events,
            tenant,
            services,
            ..
        } = self;
        if let Some(reply) = events::handle(events, tenant, &services.sessions, request) {
            return reply;
        }
        if let Some(reply) = services::handle(&mut self.services, &mut self.tenant, request) {
            return reply;
        }
        let newest = self.tenant.options.max_version;
        let Some(call) = Call::read(request, newest) else {
            return page(404);
        };
        match self.run(request, call) {
            Ok(answer) => json_reply(200, &answer),
            Err(error) => {
                let status = if self.tenant.options.errors_inside_200 {
                    200
                } else {
                    error.status
                };
                json_reply(status, &json!({"error": error.to_json()}))
            }
        }
    }

    fn run(&mut self, request: &Request, call: Outcome<Call>) -> Outcome<Value> {
        let Self {
            tenant, services, ..
        } = self;
        let (_, query) = split_url(&request.url);
        let user = auth::caller(
            &tenant.store,
            &tenant.options,
            &services.sessions,
            request,
            &pairs(query),
        )?;
        let call = call?;
        call.version.check(&tenant.options)?;
        let caller = Caller {
            user,
            version: call.version,
            now_ms: call.now_ms,
        };
        dispatch::handle(tenant, &caller, call)
    }
}

fn path_of(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    }
}
