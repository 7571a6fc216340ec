//! The sandbox as the plugin's transport, in one native process: for tests, and for the samples of the manifest.

mod clock;
mod transport;

pub use clock::VirtualClock;
pub use transport::SandboxTransport;
