use super::VirtualClock;
use std::cell::RefCell;
use std::rc::Rc;
use workfront_actions::transport::{
    Body, Clock, Future, Request, Response, Transport, TransportError,
};
use workfront_sandbox::Sandbox;

/// Sends the plugin's requests to a sandbox. Delays pass on a virtual clock.
#[derive(Debug)]
pub struct SandboxTransport {
    /// The tenant.
    pub sandbox: RefCell<Sandbox>,
    clock: Rc<VirtualClock>,
    /// The method and URL of each request, in order.
    sent: RefCell<Vec<String>>,
}

impl SandboxTransport {
    /// A transport to this tenant. Its delays pass on this clock.
    pub fn new(sandbox: Sandbox, clock: Rc<VirtualClock>) -> Self {
        SandboxTransport {
            sandbox: RefCell::new(sandbox),
            clock,
            sent: RefCell::default(),
        }
    }

    /// The method and URL of each request that was sent, in order.
    pub fn sent(&self) -> Vec<String> {
        self.sent.borrow().clone()
    }
}

impl Transport for SandboxTransport {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let body = request.payload.as_ref();
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, value) in &request.headers {
            headers.push(((*name).to_owned(), value.to_string()));
        }
        let line = format!("{} {}", request.method.as_str(), request.url);
        self.sent.borrow_mut().push(line);
        let response = self
            .sandbox
            .borrow_mut()
            .handle(&workfront_sandbox::Request {
                method: request.method.as_str().to_owned(),
                url: request.url.clone(),
                headers,
                body: body.map_or(Vec::new(), |body| body.to_text().into_bytes()),
                now_ms: self.clock.now(),
            });
        let as_text = request.as_text;
        Box::pin(async move {
            self.clock.sleep(response.delay_ms).await;
            convert(response, as_text)
        })
    }
}

fn convert(
    response: workfront_sandbox::Response,
    as_text: bool,
) -> Result<Response, TransportError> {
    let header = |name: &str| {
        let found = response
            .headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    };
    let length = header("content-length").and_then(|length| length.parse().ok());
    let is_truncated = length.is_some_and(|length: usize| length > response.body.len());
    if response.dropped || is_truncated {
        return Err(TransportError::Network("the connection was closed".into()));
    }
    let text = String::from_utf8_lossy(&response.body);
    Ok(Response {
        status: response.status,
        retry_after: header("retry-after"),
        location: header("location"),
        body: match as_text && response.status == 200 {
            true => Body::Unparsed(text.into_owned()),
            false => Body::from_text(&text),
        },
    })
}
