//! What the writes of users and of approvals have in common.

use super::body::Content;
use super::effect::Effect;
use super::lifting::Watched;
use super::values::ids_in;
use super::write::{Guarded, Target};
use crate::json::Json;
use crate::model::Id;
use crate::transport::Method;

/// Names that follow an object in a path and are no IDs.
const QUERIES: &[&str] = &["search", "count", "report", "metadata"];

/// The actions of users and approvals that shut people out.
const ACTIONS: &[&str] = &["replace", "clearapikey", "clearallapikeys", "reject"];

/// What is found of one write.
pub(super) struct Found<'a> {
    pub content: &'a Content,
    pub watched: Watched,
    pub method: Method,
    /// The IDs in the path and in the parameter `ID`.
    pub ids: Vec<String>,
    /// In lower case.
    pub actions: Vec<String>,
    pub guarded: Vec<Guarded>,
}

impl Found<'_> {
    pub fn add_part(&mut self, part: &str) {
        let name = part.to_ascii_lowercase();
        if ACTIONS.contains(&name.as_str()) {
            self.actions.push(name);
        } else if self.ids.is_empty() && !QUERIES.contains(&name.as_str()) {
            self.ids.push(part.to_owned());
        }
    }

    pub fn add_parameters(&mut self) {
        for value in self.content.values("id") {
            ids_in(value, &mut self.ids);
        }
        let in_objects = |name| {
            self.content
                .objects
                .iter()
                .filter_map(move |one| one.get(name))
        };
        let actions = self.content.values("action").cloned();
        for action in actions.chain(in_objects("action")) {
            self.actions.push(
                action
                    .as_str()
                    .unwrap_or_default()
                    .trim()
                    .to_ascii_lowercase(),
            );
        }
    }

    pub fn has_action(&self, name: &str) -> bool {
        self.actions.iter().any(|action| action == name)
    }

    /// The IDs of the path and the parameters, and those in objects of the body.
    pub fn all_ids(&self) -> Vec<String> {
        let mut ids = self.ids.clone();
        for object in &self.content.objects {
            ids.extend(own_ids(object));
        }
        ids
    }

    /// Adds each of these; without an ID, everyone.
    pub fn add_all(&mut self, ids: &[String], effect: &Effect, target: fn(Id) -> Target) {
        if ids.is_empty() {
            self.add(Target::Everyone, effect.clone());
        }
        for id in ids {
            self.add_one(id, effect, target);
        }
    }

    pub fn add_one(&mut self, id: &str, effect: &Effect, target: fn(Id) -> Target) {
        let target = Id::parse(id).map_or(Target::Everyone, target);
        self.add(target, effect.clone());
    }

    pub fn add(&mut self, target: Target, effect: Effect) {
        self.guarded.push(Guarded { target, effect });
    }
}

/// The ID in an object, whatever the case of its name.
pub(super) fn own_ids(object: &Json) -> Vec<String> {
    let mut ids = Vec::new();
    for (key, value) in &object.entries() {
        if key.trim().eq_ignore_ascii_case("id") {
            ids_in(value, &mut ids);
        }
    }
    ids
}
