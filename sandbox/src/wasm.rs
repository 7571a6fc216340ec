//! The boundary with JavaScript: texts of JSON, and bodies as bytes.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::events::DeliveryOutcome;
use crate::http::{Request, Response};
use crate::sandbox;

/// A tenant in memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sandbox(sandbox::Sandbox);

/// An answer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Answer(Response);

#[wasm_bindgen]
impl Sandbox {
    /// Makes a tenant with these options, a text of JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Sandbox, JsError> {
        sandbox::Sandbox::new(&parsed(options)?)
            .map(Sandbox)
            .map_err(told)
    }

    /// Answers a request; `headers` are names and values in turn.
    pub fn handle(
        &mut self,
        method: String,
        url: String,
        headers: Vec<String>,
        body: Vec<u8>,
        now_ms: f64,
    ) -> Answer {
        let mut values = headers.into_iter();
        let mut headers = Vec::new();
        while let (Some(name), Some(value)) = (values.next(), values.next()) {
            headers.push((name, value));
        }
        Answer(self.0.handle(&Request {
            method,
            url,
            headers,
            body,
            now_ms,
        }))
    }

    /// The events to send now, as a text of JSON.
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

    /// Takes note of what became of an event, and tells when it is sent again, if it is.
    #[wasm_bindgen(js_name = eventDelivered)]
    pub fn event_delivered(&mut self, id: f64, success: bool, now_ms: f64) -> Option<f64> {
        match self.0.event_delivered(id as u64, success, now_ms) {
            DeliveryOutcome::Retry(at) => Some(at as f64),
            DeliveryOutcome::Delivered | DeliveryOutcome::Dropped => None,
        }
    }

    /// The events on their way, as a text of JSON.
    #[wasm_bindgen(js_name = pendingEvents)]
    pub fn pending_events(&self) -> String {
        self.0.pending_events().to_string()
    }

    /// Replaces the faults in force.
    pub fn script(&mut self, faults: &str) -> Result<(), JsError> {
        self.0.script(&parsed(faults)?).map_err(told)
    }

    /// Changes options.
    pub fn configure(&mut self, patch: &str) -> Result<(), JsError> {
        self.0.configure(&parsed(patch)?).map_err(told)
    }

    /// Ends every session and token that was given out.
    #[wasm_bindgen(js_name = endSessions)]
    pub fn end_sessions(&mut self) {
        self.0.end_sessions();
    }

    /// Everything that there is, as a text of JSON.
    pub fn snapshot(&self) -> Result<String, JsError> {
        self.0.snapshot().map(|all| all.to_string()).map_err(told)
    }
}

#[wasm_bindgen]
impl Answer {
    /// The status.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Header names and values in turn.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Vec<String> {
        self.0
            .headers
            .iter()
            .flat_map(|(name, value)| [name.clone(), value.clone()])
            .collect()
    }

    /// Takes the body's bytes out: they are there once.
    #[wasm_bindgen(js_name = takeBody)]
    pub fn take_body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.body)
    }

    /// How long after the request the answer goes out, in milliseconds.
    #[wasm_bindgen(getter, js_name = delayMs)]
    pub fn delay_ms(&self) -> f64 {
        self.0.delay_ms
    }

    /// Whether the connection closes without an answer.
    #[wasm_bindgen(getter)]
    pub fn dropped(&self) -> bool {
        self.0.dropped
    }
}

fn parsed(text: &str) -> Result<Value, JsError> {
    serde_json::from_str(text).map_err(|error| told(format!("The sandbox: {error}")))
}

fn told(message: String) -> JsError {
    JsError::new(&message)
}
