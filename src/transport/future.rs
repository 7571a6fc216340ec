use std::pin::Pin;

/// A future on the host's single thread.
pub type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = T> + 'a>>;
