//! Which users the calls of this process have made. Where the responses to two creations of one person are lost, only one
//! of them may say that it made the user who is there.

use crate::api::{Client, Id};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Only creations that run at the same time can be mistaken for each other.
const MOST: usize = 10_000;

thread_local! {
    static CLAIMED: RefCell<VecDeque<String>> = const { RefCell::new(VecDeque::new()) };
}

/// Claims a user for a creation; false where another one has done so before.
pub(super) fn claim(client: &Client, id: &Id) -> bool {
    let key = format!("{} {id}", client.tenant().base_url);
    CLAIMED.with_borrow_mut(|claimed| {
        if claimed.contains(&key) {
            return false;
        }
        if claimed.len() == MOST {
            claimed.pop_front();
        }
        claimed.push_back(key);
        true
    })
}
