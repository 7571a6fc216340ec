//! Workfront's protocol, pure: nothing here sends.

pub mod evidence;
pub mod results;
