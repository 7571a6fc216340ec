//! Creations in progress in this process. Where the responses to several creations of the same user are lost, only one of
//! them may report that it created the user who is there.

use crate::client::Client;
use crate::services::shared::{self, Flat, Part};
use std::cell::RefCell;

/// The creations of one user that are in progress.
struct InProgress {
    key: String,
    count: usize,
    /// The ID of the user that one of them created.
    created: Option<String>,
}

thread_local! {
    // Few at a time.
    static IN_PROGRESS: RefCell<Vec<InProgress>> = const { RefCell::new(Vec::new()) };
}

/// Takes the creations from the instance that has them, if this one hasn't.
fn bring_here() {
    let Some(flat) = shared::taken(Part::Creations) else {
        return;
    };
    let mut flat = flat.reader();
    let mut all = Vec::new();
    while let Some(key) = flat.next_text() {
        let created = flat.next_text().filter(|id| !id.is_empty());
        let count = flat.next_number() as usize;
        all.push(InProgress {
            key,
            count,
            created,
        });
    }
    IN_PROGRESS.with_borrow_mut(|own| *own = all);
}

/// Hands the creations over to another instance.
pub fn give() -> Flat {
    shared::gave(Part::Creations);
    let mut flat = Flat::default();
    IN_PROGRESS.with_borrow(|all| {
        for one in all {
            flat.text(&one.key);
            flat.text(one.created.as_deref().unwrap_or_default());
            flat.numbers(&[one.count as f64]);
        }
    });
    flat
}

/// A creation, until it ends.
pub(crate) struct Creation {
    key: String,
    /// When it began, in milliseconds since 1970.
    pub(super) started: f64,
}

impl Creation {
    /// Begins the creation of the user with this e-mail address.
    pub fn begin(client: &Client, email: &str) -> Self {
        let email = email.trim().to_ascii_lowercase();
        let key = format!("{} {email}", client.tenant().base_url);
        bring_here();
        IN_PROGRESS.with_borrow_mut(|all| match all.iter_mut().find(|one| one.key == key) {
            Some(one) => one.count += 1,
            None => all.push(InProgress {
                key: key.clone(),
                count: 1,
                created: None,
            }),
        });
        Creation {
            key,
            started: client.now(),
        }
    }

    /// Claims the user with this ID. Returns `false` if another creation in progress has claimed it.
    pub fn claim(&self, id: &str) -> bool {
        bring_here();
        IN_PROGRESS.with_borrow_mut(|all| {
            let Some(in_progress) = all.iter_mut().find(|one| one.key == self.key) else {
                return true;
            };
            let is_taken = in_progress.created.as_deref() == Some(id);
            in_progress.created = Some(id.to_owned());
            !is_taken
        })
    }
}

impl Drop for Creation {
    fn drop(&mut self) {
        bring_here();
        IN_PROGRESS.with_borrow_mut(|all| {
            if let Some(in_progress) = all.iter_mut().find(|one| one.key == self.key) {
                in_progress.count = in_progress.count.saturating_sub(1);
            }
            all.retain(|one| one.count > 0);
        });
    }
}
