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

pub type Answer = Result<Response, TransportError>;

/// A transport that records requests and returns prepared responses.
pub struct Recorder {
    sent: RefCell<Vec<Sent>>,
    decide: Box<dyn Fn(&Sent) -> Answer>,
}

impl Recorder {
    /// Returns these responses in order, and repeats the last one.
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Rc<Self> {
        let answers: RefCell<VecDeque<Answer>> = RefCell::new(answers.into_iter().collect());
        Recorder::deciding(move |_| {
            let mut answers = answers.borrow_mut();
            match answers.len() {
                0 => Err(TransportError::Network(
                    "no response was prepared".to_owned(),
                )),
                1 => answers[0].clone(),
                _ => answers.pop_front().expect("there are several"),
            }
        })
    }

    /// Returns the response that the function returns.
    pub fn deciding(decide: impl Fn(&Sent) -> Answer + 'static) -> Rc<Self> {
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
        let answer = (self.decide)(&sent);
        self.sent.borrow_mut().push(sent);
        Box::pin(async move { answer })
    }
}

fn answer(status: u16, body: Body) -> Answer {
    Ok(Response {
        status,
        retry_after: None,
        location: None,
        body,
    })
}

pub fn json_answer(status: u16, text: &str) -> Answer {
    answer(status, Body::Json(super::json(text)))
}

pub fn text_answer(status: u16, text: &str) -> Answer {
    answer(status, Body::from_text(text))
}
