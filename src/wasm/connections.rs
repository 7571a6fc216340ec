//! Open connections, by number. JavaScript holds numbers, so that no object needs to be freed by hand.

use super::host::HostParts;
use crate::error::Result;
use crate::json::Json;
use crate::plugin::Plugin;
use std::cell::RefCell;
use std::rc::Rc;

/// A tenant and the host's functions.
pub(super) struct Connection {
    pub plugin: Plugin,
    pub host: HostParts,
}

impl Connection {
    pub fn open(config: &Json, host: HostParts) -> Result<Self> {
        Ok(Connection {
            plugin: Plugin::new(config)?,
            host,
        })
    }
}

thread_local! {
    static OPEN: RefCell<Vec<Option<Rc<Connection>>>> = const { RefCell::new(Vec::new()) };
}

/// Adds a connection and returns its number. Numbers aren't reused: a call on a closed connection must not reach another
/// tenant.
pub(super) fn add(connection: Connection) -> u32 {
    OPEN.with_borrow_mut(|open| {
        open.push(Some(Rc::new(connection)));
        open.len() as u32 - 1
    })
}

pub(super) fn get(number: u32) -> Option<Rc<Connection>> {
    OPEN.with_borrow(|open| open.get(number as usize).cloned().flatten())
}

pub(super) fn remove(number: u32) {
    OPEN.with_borrow_mut(|open| {
        if let Some(entry) = open.get_mut(number as usize) {
            *entry = None;
        }
    });
}
