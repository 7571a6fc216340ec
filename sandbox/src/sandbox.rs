//! A tenant with its faults, its limit of concurrent calls, and the routing to a service.

use serde_json::{Map, Value};

use crate::api::call::{Call, MAX_URI_LENGTH};
use crate::api::version::Version;
use crate::auth;
use crate::concurrency::ConcurrencyLimiter;
use crate::encoding::parse_pairs;
use crate::error::{ApiError, ApiResult};
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
    /// Creates a tenant with these options.
    ///
    /// # Errors
    /// An option is unknown, or its value is invalid.
    pub fn new(options: &Value) -> Result<Self, String> {
        let options = Options::parse(options)?;
        Ok(Self {
            faults: Faults::new(options.seed ^ 0xfa17),
            limiter: ConcurrencyLimiter::new(options.max_concurrent),
            events: Events::new(options.seed),
            tenant: seed::tenant(options)?,
            services: Services::default(),
        })
    }

    /// Handles a request.
    pub fn handle(&mut self, request: &Request) -> Response {
        let effect = self.faults.decide(request);
        let extra_ms = effect.as_ref().map_or(0.0, Effect::delay_ms);
        let delay_ms = self.tenant.options.latency_ms + extra_ms;
        let mut response = if !self.limiter.try_acquire(request.now_ms, delay_ms) {
            let error = ApiError::too_many();
            Response::error(error.status, &error)
        } else if let Some(response) = effect.as_ref().and_then(Effect::before) {
            response
        } else {
            let response = self.respond(request);
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

    /// The events to send now. Report the outcome of each with `event_delivered`.
    pub fn due_events(&mut self, now_ms: f64) -> Vec<Delivery> {
        let authorization = self.tenant.options.event_authorization;
        self.events.deliveries.due(now_ms as i64, authorization)
    }

    /// Records whether an event was acknowledged with a 2xx status in time.
    pub fn event_delivered(&mut self, id: u64, success: bool, now_ms: f64) -> DeliveryOutcome {
        let deliveries = &mut self.events.deliveries;
        deliveries.delivered(id, success, now_ms as i64)
    }

    /// The events that are not delivered yet, and when each is sent next.
    pub fn pending_events(&self) -> Value {
        self.events.deliveries.pending()
    }

    /// Replaces the active faults.
    ///
    /// # Errors
    /// A fault is invalid.
    pub fn script(&mut self, faults: &Value) -> Result<(), String> {
        let faults: Vec<Fault> = serde_json::from_value(faults.clone())
            .map_err(|error| format!("Invalid sandbox faults: {error}"))?;
        self.faults.script(faults);
        Ok(())
    }

    /// Changes options with a merge patch. Objects in the patch are inserted.
    ///
    /// # Errors
    /// An option is unknown or invalid, or cannot be changed.
    pub fn configure(&mut self, patch: &Value) -> Result<(), String> {
        let options = self.tenant.options.patched(patch)?;
        self.limiter.set_max(options.max_concurrent);
        self.tenant.options = options.clone();
        seed::insert_all(&mut self.tenant, &options)
    }

    /// Ends all sessions and tokens that the services have issued, as a tenant may at any time.
    pub fn end_sessions(&mut self) {
        self.services.sessions.end_all();
    }

    /// All objects, by type.
    ///
    /// # Errors
    /// One object with its collections exceeds the maximum size of a response.
    pub fn snapshot(&self) -> Result<Value, String> {
        let mut all = Map::new();
        for object_type in STORED {
            let objects = self.snapshot_of(*object_type);
            let objects = objects.map_err(|error| error.message)?;
            all.insert(object_type.schema().plural.to_owned(), objects);
        }
        let store = &self.tenant.store;
        all.insert("customerID".to_owned(), Value::from(&*store.customer));
        all.insert("adminID".to_owned(), Value::from(&*store.admin));
        Ok(Value::Object(all))
    }

    fn snapshot_of(&self, object_type: Type) -> ApiResult<Value> {
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
        let names = names.iter().copied();
        let projection = Projection::parse(&self.tenant, Version::Internal, object_type, names)?;
        let objects = self.tenant.store.nodes(object_type);
        // The maximum size of a response applies to each object alone: a snapshot is not a response.
        let objects =
            objects.map(|node| projection.object(&self.tenant, &node, &mut Size::default()));
        Ok(Value::Array(objects.collect::<ApiResult<_>>()?))
    }

    fn respond(&mut self, request: &Request) -> Response {
        let html = |status| Effect::Html { status }.before().unwrap_or_default();
        if request.target().len() > MAX_URI_LENGTH {
            return html(414);
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
        if let Some(response) = services::handle(services, tenant, request) {
            return response;
        }
        let newest = tenant.options.max_version;
        let Some(call) = Call::parse(request, newest) else {
            return html(404);
        };
        match self.run(request, call) {
            Ok(body) => Response::json(200, &body),
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
            &parse_pairs(query),
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
