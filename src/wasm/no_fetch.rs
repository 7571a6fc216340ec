//! A host without `send`, in a build without the runtime's own `fetch`.

use crate::transport::{Future, Request, Response, Transport, TransportError};

pub(super) struct NoFetch;

impl Transport for NoFetch {
    fn send<'a>(&'a self, _: &Request) -> Future<'a, Result<Response, TransportError>> {
        let reason = "the host has no fetch".to_owned();
        Box::pin(std::future::ready(Err(TransportError::Network(reason))))
    }
}
