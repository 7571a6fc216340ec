//! Creations under way in this process. Where the responses to several creations of one person are lost, only one of them
//! may say that it made the user who is there.

use crate::api::Client;
use std::cell::RefCell;
use std::collections::HashMap;

/// The creations of one person that are under way.
#[derive(Default)]
struct UnderWay {
    count: usize,
    /// The user that one of them has made.
    made: Option<String>,
}

thread_local! {
    static UNDER_WAY: RefCell<HashMap<String, UnderWay>> = RefCell::default();
}

/// One creation, until it ends.
pub(crate) struct Creation {
    key: String,
}

impl Creation {
    /// Begins the creation of the person with this address.
    pub fn begin(client: &Client, email: &str) -> Self {
        let email = email.trim().to_ascii_lowercase();
        let key = format!("{} {email}", client.tenant().base_url);
        UNDER_WAY.with_borrow_mut(|all| all.entry(key.clone()).or_default().count += 1);
        Creation { key }
    }

    /// Claims the user with this ID; false where another creation under way has made it.
    pub fn claim(&self, id: &str) -> bool {
        UNDER_WAY.with_borrow_mut(|all| {
            let Some(under_way) = all.get_mut(&self.key) else {
                return true;
            };
            let is_taken = under_way.made.as_deref() == Some(id);
            under_way.made = Some(id.to_owned());
            !is_taken
        })
    }
}

impl Drop for Creation {
    fn drop(&mut self) {
        UNDER_WAY.with_borrow_mut(|all| {
            if let Some(under_way) = all.get_mut(&self.key) {
                under_way.count -= 1;
                if under_way.count == 0 {
                    all.remove(&self.key);
                }
            }
        });
    }
}
