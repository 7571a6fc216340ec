//! What writes of approvals do to the users who wait for them.

use super::effect::Effect;
use super::found::{Found, own_ids};
use super::values::{ids_in, names_approval};
use super::write::Target;
use crate::json::Json;
use crate::transport::Method;

impl Found<'_> {
    /// Adds what a write of approvals does to the users who wait for them.
    pub fn approvals(&mut self) {
        if self.has_action("reject") {
            let mut users = Vec::new();
            for value in self
                .content
                .values("userids")
                .chain(self.content.values("userid"))
            {
                ids_in(value, &mut users);
            }
            for object in &self.content.objects {
                for (key, value) in &object.entries() {
                    if ["userids", "userid"].contains(&key.to_ascii_lowercase().as_str()) {
                        ids_in(value, &mut users);
                    }
                }
            }
            let approvals = self.all_ids();
            if users.is_empty() || !approvals.is_empty() {
                self.add_all(&approvals, &Effect::Removes, Target::Approval);
            }
            for id in &users {
                self.add_one(id, &Effect::Removes, Target::User);
            }
        }
        let edits = |entries: &[(String, Json)]| {
            entries.iter().any(|(key, value)| {
                key.trim().eq_ignore_ascii_case("status") && !names_approval(value)
            })
        };
        if self.method == Method::Delete || edits(&self.content.parameters) {
            let ids = self.all_ids();
            self.add_all(&ids, &Effect::Removes, Target::Approval);
        }
        for object in &self.content.objects {
            let mut ids = own_ids(object);
            ids.extend(self.ids.iter().cloned());
            if edits(&object.entries()) && (self.method != Method::Post || !ids.is_empty()) {
                self.add_all(&ids, &Effect::Removes, Target::Approval);
            }
        }
        for text in &self.content.unread {
            if text.to_ascii_lowercase().contains("status") {
                let ids = self.ids.clone();
                self.add_all(&ids, &Effect::Removes, Target::Approval);
            }
        }
    }
}
