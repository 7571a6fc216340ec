//! What writes of users do to them.

use super::effect::{Effect, effect_of, effect_of_entries, effect_of_text};
use super::found::{Found, own_ids};
use super::write::Target;
use crate::json::Json;
use crate::transport::Method;

impl Found<'_> {
    /// Adds what a write of users does.
    pub fn users(&mut self) {
        if self.method == Method::Delete || self.has_action("replace") {
            let ids = self.all_ids();
            self.add_all(&ids, &Effect::Removes, Target::User);
        }
        if self.has_action("clearallapikeys") {
            self.add(Target::Everyone, Effect::ClearsApiKey);
        }
        if self.has_action("clearapikey") {
            // It clears the key of whoever calls it, whatever ID it names (docs/workfront-facts.md#api-keys).
            self.add(Target::OwnUser, Effect::ClearsApiKey);
        }
        if let Some(effect) = effect_of_entries(&self.content.parameters, self.watched) {
            self.set(self.ids.clone(), effect);
        }
        for object in &self.content.objects {
            if let Some(effect) = effect_of(object, self.watched) {
                let mut ids = own_ids(object);
                ids.extend(self.ids.iter().cloned());
                self.set(ids, effect);
            }
            self.nested(object);
        }
        for text in &self.content.unread {
            if let Some(effect) = effect_of_text(text, self.watched) {
                self.set(self.ids.clone(), effect);
            }
        }
    }

    /// Adds a change of fields. A POST without an ID creates.
    fn set(&mut self, ids: Vec<String>, effect: Effect) {
        if self.method != Method::Post || !ids.is_empty() {
            self.add_all(&ids, &effect, Target::User);
        }
    }

    /// Users within a user, whose fields a write can set too.
    fn nested(&mut self, object: &Json) {
        for (name, value) in object.entries() {
            let name = name.trim().to_ascii_lowercase();
            if !["directreports", "manager", "delegationto"].contains(&name.as_str()) {
                continue;
            }
            let mut users: Vec<Json> = value.items().collect();
            if value.is_object() {
                users.push(value);
            }
            for user in &users {
                if let Some(effect) = effect_of(user, self.watched) {
                    self.add_all(&own_ids(user), &effect, Target::User);
                }
                self.nested(user);
            }
        }
    }
}
