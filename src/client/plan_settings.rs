//! What a connection knows about plans: its keys, its rules, and the unsigned plans that it made.

use super::ApprovalRules;
use super::approval_rules::MAX_APPROVERS;
use crate::auth::{PlanKeys, ReceiptKey};
use crate::input::Problems;
use std::cell::RefCell;

/// The most unsigned plans, and the most steps, that a connection remembers; older ones are forgotten.
const MAX_REMEMBERED: usize = 1_000;

/// For how long a run claims its plan, in milliseconds, unless the option says otherwise: 15 minutes.
pub(super) const DEFAULT_LEASE_MS: u32 = 900_000;
/// The longest claim: 24 hours.
pub(super) const MAX_LEASE_MS: u32 = 86_400_000;

/// The keys and rules of plans, and the unsigned plans that the connection made.
#[derive(Debug)]
pub struct PlanSettings {
    /// The keys that sign and verify.
    pub keys: Option<PlanKeys>,
    /// The key that signs receipts instead.
    pub receipt_key: Option<ReceiptKey>,
    /// What a plan must fulfil before it is applied.
    pub rules: Option<ApprovalRules>,
    /// For how long a run claims its plan in the host's store, in milliseconds.
    pub lease_ms: f64,
    /// The digests of unsigned plans, oldest first.
    made: RefCell<Vec<String>>,
    /// What was sent and must not be sent twice, in place of a store of plans, oldest first.
    sent: RefCell<Vec<(String, String)>>,
    customer_id: RefCell<Option<String>>,
}

impl PlanSettings {
    pub(super) fn new(
        keys: Option<PlanKeys>,
        receipt_key: Option<ReceiptKey>,
        rules: Option<ApprovalRules>,
        lease_ms: Option<u32>,
    ) -> Self {
        PlanSettings {
            keys,
            receipt_key,
            rules,
            lease_ms: f64::from(lease_ms.unwrap_or(DEFAULT_LEASE_MS)),
            made: RefCell::default(),
            sent: RefCell::default(),
            customer_id: RefCell::default(),
        }
    }

    /// Records problems that concern both options.
    pub(super) fn check(
        keys: &Option<PlanKeys>,
        rules: &Option<ApprovalRules>,
        problems: &mut Problems,
    ) {
        let Some(rules) = rules else {
            return;
        };
        if keys.is_none() {
            let problem = "requires planKeys: without keys anybody could write an approval";
            problems.add("approvalRules", problem);
        }
        if rules.approvers() > MAX_APPROVERS as usize {
            let problem = format!("must be 0 to {MAX_APPROVERS} but is {}", rules.approvers());
            problems.add("approvalRules.approvers", problem);
        }
    }

    /// The ID of the tenant's customer, once a response has shown it.
    pub fn customer_id(&self) -> Option<String> {
        self.customer_id.borrow().clone()
    }

    /// Remembers the ID of the tenant's customer.
    pub fn set_customer_id(&self, id: &str) {
        *self.customer_id.borrow_mut() = Some(id.to_owned());
    }

    /// Remembers an unsigned plan by its digest.
    pub fn remember(&self, digest: String) {
        let mut made = self.made.borrow_mut();
        if made.len() == MAX_REMEMBERED {
            made.remove(0);
        }
        made.push(digest);
    }

    /// Remembers a value, as a store of plans would.
    pub fn remember_sent(&self, key: String, value: &str) {
        let mut sent = self.sent.borrow_mut();
        if sent.len() == MAX_REMEMBERED {
            sent.remove(0);
        }
        sent.push((key, value.to_owned()));
    }

    /// The value of this key.
    pub fn sent(&self, key: &str) -> Option<String> {
        let sent = self.sent.borrow();
        let found = sent.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.clone())
    }

    /// Whether the connection made the unsigned plan with this digest.
    pub fn has_made(&self, digest: &str) -> bool {
        self.made.borrow().iter().any(|known| known == digest)
    }
}
