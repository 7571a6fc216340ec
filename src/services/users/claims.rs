//! Creations under way in this process. Where the responses to several creations of one person are lost, only one of them
//! may say that it made the user who is there.

use crate::client::Client;
use std::cell::RefCell;

/// The creations of one person that are under way.
struct UnderWay {
    key: String,
    count: usize,
    /// The user that one of them has made.
    made: Option<String>,
}

thread_local! {
    // Few at a time.
    static UNDER_WAY: RefCell<Vec<UnderWay>> = const { RefCell::new(Vec::new()) };
}

/// One creation, until it ends.
pub(crate) struct Creation {
    key: String,
    /// When it began, in milliseconds since 1970.
    pub(super) started: f64,
}

impl Creation {
    /// Begins the creation of the person with this address.
    pub fn begin(client: &Client, email: &str) -> Self {
        let email = email.trim().to_ascii_lowercase();
        let key = format!("{} {email}", client.tenant().base_url);
        UNDER_WAY.with_borrow_mut(|all| match all.iter_mut().find(|one| one.key == key) {
            Some(one) => one.count += 1,
            None => all.push(UnderWay {
                key: key.clone(),
                count: 1,
                made: None,
            }),
        });
        Creation {
            key,
            started: client.now(),
        }
    }

    /// Claims the user with this ID; false where another creation under way has made it.
    pub fn claim(&self, id: &str) -> bool {
        UNDER_WAY.with_borrow_mut(|all| {
            let Some(under_way) = all.iter_mut().find(|one| one.key == self.key) else {
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
            if let Some(under_way) = all.iter_mut().find(|one| one.key == self.key) {
                under_way.count -= 1;
            }
            all.retain(|one| one.count > 0);
        });
    }
}
