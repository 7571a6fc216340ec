use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use workfront_actions::transport::{
    Body, Future, Header, Method, Request, Response, Transport, TransportError,
};

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: Method,
    pub url: String,
    pub headers: Vec<Header>,
    pub body: Option<String>,
}

impl Sent {
    /// The part of the URL after the version.
    pub fn target(&self) -> &str {
        self.url
            .split_once("/v18.0")
            .map_or(&self.url, |(_, target)| target)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| &**value)
    }

    pub fn body(&self) -> &str {
        self.body.as_deref().unwrap_or("")
    }
}

pub type MockResponse = Result<Response, TransportError>;

/// A transport that records requests and returns prepared responses.
pub struct Recorder {
    sent: RefCell<Vec<Sent>>,
    decide: Box<dyn Fn(&Sent) -> MockResponse>,
}

impl Recorder {
    /// Returns these responses in order, and repeats the last one.
    pub fn returning(responses: impl IntoIterator<Item = MockResponse>) -> Rc<Self> {
        let responses: RefCell<VecDeque<MockResponse>> =
            RefCell::new(responses.into_iter().collect());
        Recorder::with_handler(move |_| {
            let mut responses = responses.borrow_mut();
            match responses.len() {
                0 => Err(TransportError::Network(
                    "no response was prepared".to_owned(),
                )),
                1 => responses[0].clone(),
                _ => responses.pop_front().expect("there are several"),
            }
        })
    }

    /// Returns the response that the function returns.
    pub fn with_handler(decide: impl Fn(&Sent) -> MockResponse + 'static) -> Rc<Self> {
        Rc::new(Recorder {
            sent: RefCell::default(),
            decide: Box::new(decide),
        })
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.borrow().clone()
    }
}

impl Transport for Recorder {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let sent = Sent {
            method: request.method,
            url: request.url.clone(),
            headers: request.headers.clone(),
            body: request.payload.as_ref().map(|payload| payload.to_text()),
        };
        let response = (self.decide)(&sent);
        self.sent.borrow_mut().push(sent);
        Box::pin(async move { response })
    }
}

fn response(status: u16, body: Body) -> MockResponse {
    Ok(Response {
        status,
        retry_after: None,
        location: None,
        body,
    })
}

pub fn json_response(status: u16, text: &str) -> MockResponse {
    response(status, Body::Json(super::json(text)))
}

pub fn text_response(status: u16, text: &str) -> MockResponse {
    response(status, Body::from_text(text))
}
