use super::VirtualClock;
use std::cell::RefCell;
use std::rc::Rc;
use workfront_actions::transport::{
    Body, Clock, Future, Request, Response, Transport, TransportError,
};
use workfront_sandbox::{Reply, Sandbox};

/// The sandbox as a transport: its delays pass on the clock that both share.
#[derive(Debug)]
pub struct Wire {
    /// The tenant.
    pub sandbox: RefCell<Sandbox>,
    clock: Rc<VirtualClock>,
    /// Methods and URLs, in their order.
    sent: RefCell<Vec<String>>,
}

impl Wire {
    /// A way to this tenant, whose delays pass on this clock.
    pub fn to(sandbox: Sandbox, clock: Rc<VirtualClock>) -> Self {
        Wire {
            sandbox: RefCell::new(sandbox),
            clock,
            sent: RefCell::default(),
        }
    }

    /// The methods and URLs of what was sent.
    pub fn sent(&self) -> Vec<String> {
        self.sent.borrow().clone()
    }
}

impl Transport for Wire {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let body = request.payload.as_ref();
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, value) in &request.headers {
            headers.push(((*name).to_owned(), value.to_string()));
        }
        let line = format!("{} {}", request.method.as_str(), request.url);
        self.sent.borrow_mut().push(line);
        let reply = self
            .sandbox
            .borrow_mut()
            .handle(&workfront_sandbox::Request {
                method: request.method.as_str().to_owned(),
                url: request.url.clone(),
                headers,
                body: body.map_or(Vec::new(), |body| body.to_text().into_bytes()),
                now_ms: self.clock.now(),
            });
        Box::pin(async move {
            self.clock.sleep(reply.delay_ms).await;
            response(reply)
        })
    }
}

fn response(reply: Reply) -> Result<Response, TransportError> {
    let header = |wanted: &str| {
        let found = reply
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.clone())
    };
    let promised = header("content-length").and_then(|length| length.parse().ok());
    if reply.dropped || promised.is_some_and(|length: usize| length > reply.body.len()) {
        return Err(TransportError::Network("the connection was closed".into()));
    }
    Ok(Response {
        status: reply.status,
        retry_after: header("retry-after"),
        location: header("location"),
        body: Body::from_text(&String::from_utf8_lossy(&reply.body)),
    })
}
