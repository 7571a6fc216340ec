//! The tenant behind its front door: faults, the limit of calls at once, then the API.

use serde_json::{Map, Value};

use crate::api::call::{Call, MAX_URI_LENGTH};
use crate::auth;
use crate::concurrency::ConcurrencyLimiter;
use crate::encoding::pairs;
use crate::error::ApiResult;
use crate::events::{self, Delivery, DeliveryOutcome, Events};
use crate::faults::{Effect, Fault, Faults};
use crate::http::{Request, Response};
use crate::model::{STORED, Type};
use crate::options::Options;
use crate::output::{Projection, Size};
use crate::services::{self, Services};
use crate::tenant::{Caller, Tenant};
use crate::{dispatch, seed, write};

/// A tenant in memory.
#[derive(Clone, Debug)]
pub struct Sandbox {
    tenant: Tenant,
    services: Services,
    events: Events,
    faults: Faults,
    limiter: ConcurrencyLimiter,
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
            limiter: ConcurrencyLimiter::new(options.max_concurrent),
            events: Events::new(options.seed),
            tenant: seed::tenant(options)?,
            services: Services::default(),
        })
    }

    /// Answers one request.
    pub fn handle(&mut self, request: &Request) -> Response {
        let effect = self.faults.decide(request);
        let longer = effect.as_ref().map_or(0.0, Effect::delay_ms);
        let delay_ms = self.tenant.options.latency_ms + longer;
        let mut response = if !self.limiter.try_acquire(request.now_ms, delay_ms) {
            Effect::Status {
                status: 429,
                retry_after: None,
            }
            .before()
            .unwrap_or_default()
        } else if let Some(response) = effect.as_ref().and_then(Effect::before) {
            response
        } else {
            let response = self.answer(request);
            let changes = std::mem::take(&mut self.tenant.changes);
            let now_ms = request.now_ms as i64;
            self.events.publish(&self.tenant, &changes, now_ms);
            match &effect {
                Some(effect) => effect.after(response),
                None => response,
            }
        };
        response.delay_ms = delay_ms;
        response
    }

    /// The events to send now; tell what became of each.
    pub fn due_events(&mut self, now_ms: f64) -> Vec<Delivery> {
        let authorization = self.tenant.options.event_authorization;
        self.events.deliveries.due(now_ms as i64, authorization)
    }

    /// Takes note of whether an event was answered with 2xx in time.
    pub fn event_delivered(&mut self, id: u64, success: bool, now_ms: f64) -> DeliveryOutcome {
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
        self.limiter.set_max(options.max_concurrent);
        self.tenant.options = options.clone();
        seed::insert_all(&mut self.tenant, &options)
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
        for object_type in STORED {
            let names: &[&str] = match object_type {
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
            let projection =
                Projection::read(&self.tenant, version, *object_type, names).map_err(told)?;
            let objects = self.tenant.store.nodes(*object_type);
            // Each has a size of its own: a snapshot is no answer.
            let objects = objects.map(|node| {
                projection
                    .object(&self.tenant, &node, &mut Size::default())
                    .map_err(told)
            });
            let objects = objects.collect::<Result<Vec<_>, _>>()?;
            all.insert(
                object_type.schema().plural.to_owned(),
                Value::Array(objects),
            );
        }
        all.insert(
            "customerID".to_owned(),
            Value::from(&*self.tenant.store.customer),
        );
        all.insert("adminID".to_owned(), Value::from(&*self.tenant.store.admin));
        Ok(Value::Object(all))
    }

    fn answer(&mut self, request: &Request) -> Response {
        let page = |status| Effect::Html { status }.before().unwrap_or_default();
        if request.target().len() > MAX_URI_LENGTH {
            return page(414);
        }
        self.tenant.store.begin();
        write::activate_due(&mut self.tenant, request.now_ms as i64);
        self.tenant.commit();
        let Self {
            events,
            tenant,
            services,
            ..
        } = self;
        if let Some(response) = events::handle(events, tenant, &services.sessions, request) {
            return response;
        }
        if let Some(response) = services::handle(&mut self.services, &mut self.tenant, request) {
            return response;
        }
        let newest = self.tenant.options.max_version;
        let Some(call) = Call::read(request, newest) else {
            return page(404);
        };
        match self.run(request, call) {
            Ok(answer) => Response::json(200, &answer),
            Err(error) => {
                let status = if self.tenant.options.errors_inside_200 {
                    200
                } else {
                    error.status
                };
                Response::error(status, &error)
            }
        }
    }

    fn run(&mut self, request: &Request, call: ApiResult<Call>) -> ApiResult<Value> {
        let Self {
            tenant, services, ..
        } = self;
        let (_, query) = request.path_and_query();
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
