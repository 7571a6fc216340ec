//! The boundary with JavaScript: JSON as strings, and bodies as bytes.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::events::DeliveryOutcome;
use crate::http::{Request, Response};
use crate::sandbox;

/// A tenant in memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sandbox(sandbox::Sandbox);

/// A response.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SandboxResponse(Response);

#[wasm_bindgen]
impl Sandbox {
    /// Creates a tenant with these options, a JSON string.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Sandbox, JsError> {
        sandbox::Sandbox::new(&parse(options)?)
            .map(Sandbox)
            .map_err(js_error)
    }

    /// Handles a request. `headers` alternates names and values.
    pub fn handle(
        &mut self,
        method: String,
        url: String,
        headers: Vec<String>,
        body: Vec<u8>,
        now_ms: f64,
    ) -> SandboxResponse {
        let mut values = headers.into_iter();
        let mut headers = Vec::new();
        while let (Some(name), Some(value)) = (values.next(), values.next()) {
            headers.push((name, value));
        }
        SandboxResponse(self.0.handle(&Request {
            method,
            url,
            headers,
            body,
            now_ms,
        }))
    }

    /// The events to send now, as a JSON string.
    #[wasm_bindgen(js_name = dueEvents)]
    pub fn due_events(&mut self, now_ms: f64) -> String {
        let due = self.0.due_events(now_ms).into_iter();
        let due = due.map(|delivery| {
            json!({
                "id": delivery.id,
                "url": delivery.url,
                "headers": delivery.headers,
                "body": delivery.body,
                "attempt": delivery.attempt,
                "eventType": delivery.event,
            })
        });
        Value::from_iter(due).to_string()
    }

    /// Records whether an event was delivered. Returns when it is sent again, if it is.
    #[wasm_bindgen(js_name = eventDelivered)]
    pub fn event_delivered(&mut self, id: f64, success: bool, now_ms: f64) -> Option<f64> {
        match self.0.event_delivered(id as u64, success, now_ms) {
            DeliveryOutcome::Retry(at) => Some(at as f64),
            DeliveryOutcome::Delivered | DeliveryOutcome::Dropped => None,
        }
    }

    /// The events that are not delivered yet, as a JSON string.
    #[wasm_bindgen(js_name = pendingEvents)]
    pub fn pending_events(&self) -> String {
        self.0.pending_events().to_string()
    }

    /// Replaces the active faults.
    pub fn script(&mut self, faults: &str) -> Result<(), JsError> {
        self.0.script(&parse(faults)?).map_err(js_error)
    }

    /// Changes options with a merge patch.
    pub fn configure(&mut self, patch: &str) -> Result<(), JsError> {
        self.0.configure(&parse(patch)?).map_err(js_error)
    }

    /// Ends all sessions and tokens that the services have issued.
    #[wasm_bindgen(js_name = endSessions)]
    pub fn end_sessions(&mut self) {
        self.0.end_sessions();
    }

    /// All objects by type, as a JSON string.
    pub fn snapshot(&self) -> Result<String, JsError> {
        self.0
            .snapshot()
            .map(|all| all.to_string())
            .map_err(js_error)
    }
}

#[wasm_bindgen]
impl SandboxResponse {
    /// The status.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Alternating header names and values.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Vec<String> {
        self.0
            .headers
            .iter()
            .flat_map(|(name, value)| [name.clone(), value.clone()])
            .collect()
    }

    /// Moves the body's bytes out. A second call returns no bytes.
    #[wasm_bindgen(js_name = takeBody)]
    pub fn take_body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.body)
    }

    /// How long after the request the response is sent, in milliseconds.
    #[wasm_bindgen(getter, js_name = delayMs)]
    pub fn delay_ms(&self) -> f64 {
        self.0.delay_ms
    }

    /// Whether the connection is closed without a response.
    #[wasm_bindgen(getter)]
    pub fn dropped(&self) -> bool {
        self.0.dropped
    }
}

fn parse(text: &str) -> Result<Value, JsError> {
    serde_json::from_str(text).map_err(|error| js_error(format!("Invalid JSON: {error}")))
}

fn js_error(message: String) -> JsError {
    JsError::new(&message)
}
