//! Which writes can shut people out: pure, for any method, path, query and body.

use super::body::Content;
use super::effect::{Effect, effect_of, effect_of_entries, effect_of_text};
use super::values::{ids_in, names_approval};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::batch::Operation;
use crate::protocol::decode;
use crate::transport::Method;

/// A write as it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Write<'a> {
    /// The method.
    pub method: Method,
    /// The path after the API version, such as `/user/<ID>`; the slash at the beginning may be absent.
    pub path: &'a str,
    /// The query, percent-encoded, without the question mark.
    pub query: &'a str,
    /// The body: fields, an array of them, a form or JSON as a string.
    pub body: Option<&'a Json>,
}

/// Whom a guarded write concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The user with this ID.
    User(Id),
    /// The user whose approval has this ID.
    Approval(Id),
    /// The connection's own user.
    OwnUser,
    /// Everyone, or nobody knows whom.
    Everyone,
}

/// A person and what a write does to them.
#[derive(Clone, Debug)]
pub struct Guarded {
    /// The person.
    pub target: Target,
    /// What happens to them.
    pub effect: Effect,
}

/// The people whom a write can shut out, and by what; empty if the write isn't guarded.
pub fn recognise(write: &Write<'_>) -> Vec<Guarded> {
    // Workfront decodes each part of a path.
    let path = decode(write.path);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let object = parts.next().unwrap_or_default().to_ascii_lowercase();
    if object == "batch" {
        return in_batch(write);
    }
    let is_approval = ["userapproval", "usrapv"].contains(&object.as_str());
    if !is_approval && object != "user" {
        return Vec::new();
    }
    let content = Content::read(write.query, write.body);
    let Some(method) = method_of(write.method, &content) else {
        return Vec::new();
    };
    let mut found = Found {
        content: &content,
        method,
        ids: Vec::new(),
        actions: Vec::new(),
        guarded: Vec::new(),
    };
    for part in parts {
        found.add_part(part);
    }
    found.add_parameters();
    match is_approval {
        true => found.approvals(),
        false => found.users(),
    }
    found.guarded
}

/// The guarded writes of a request that has several, in any dialect (docs/workfront-facts.md#batch-endpoint).
fn in_batch(write: &Write<'_>) -> Vec<Guarded> {
    let content = Content::read(write.query, write.body);
    let mut guarded = Vec::new();
    for uri in content.values("uri") {
        guarded.extend(in_uri(&uri.to_display_string(), None, None));
    }
    for object in &content.objects {
        let uris = object.get_or_null("uri");
        let method = object.get_str("method");
        let body = object.get_non_null("body");
        if let Some(uri) = uris.as_str() {
            guarded.extend(in_uri(&uri, method.as_deref(), body.as_ref()));
        }
        for uri in uris.items() {
            guarded.extend(in_uri(&uri.to_display_string(), None, None));
        }
    }
    for text in &content.unread {
        let effect = effect_of_text(text);
        guarded.extend(effect.map(|effect| Guarded {
            target: Target::Everyone,
            effect,
        }));
    }
    guarded
}

/// The guarded write of one operation. Its method may be a parameter of the URI.
fn in_uri(uri: &str, method: Option<&str>, body: Option<&Json>) -> Vec<Guarded> {
    let (address, query) = uri.split_once('?').unwrap_or((uri, ""));
    let address = decode(address);
    let address = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.as_str(),
    };
    let parts = address.split('/').filter(|part| !part.is_empty());
    let is_prefix = |part: &&str| {
        let part = part.to_ascii_lowercase();
        part == "attask" || part.starts_with("api") || part.starts_with('v') && part.contains('.')
    };
    let parts: Vec<&str> = parts.skip_while(is_prefix).collect();
    if parts
        .first()
        .is_some_and(|first| first.eq_ignore_ascii_case("batch"))
    {
        // Workfront has no batch in a batch.
        return Vec::new();
    }
    let known = [Method::Get, Method::Post, Method::Put, Method::Delete];
    let named = known.into_iter().find(|known| {
        method.is_some_and(|method| known.as_str().eq_ignore_ascii_case(method.trim()))
    });
    let has_parameter = query.to_ascii_lowercase().contains("method");
    // A method that can't be read may be any.
    let fallback = if method.is_none() && has_parameter {
        Method::Get
    } else {
        Method::Put
    };
    recognise(&Write {
        method: named.unwrap_or(fallback),
        path: &parts.join("/"),
        query,
        body,
    })
}

/// The same for an operation of a batch.
pub fn recognise_operation(operation: &Operation) -> Vec<Guarded> {
    recognise(&Write {
        method: operation.method,
        path: &operation.path(),
        query: &operation.query,
        body: operation.body.as_ref(),
    })
}

/// The method that Workfront reads: a parameter can replace it. `None` for a read.
fn method_of(method: Method, content: &Content) -> Option<Method> {
    let mut method = method;
    let names = content.values("method").cloned();
    let in_objects = content
        .objects
        .iter()
        .filter_map(|object| object.get("method"));
    for name in names.chain(in_objects) {
        let name = name.as_str().unwrap_or_default();
        let is = |known: Method| known.as_str().eq_ignore_ascii_case(name.trim());
        method = match method {
            _ if is(Method::Put) => Method::Put,
            _ if is(Method::Delete) => Method::Delete,
            _ if is(Method::Post) => Method::Post,
            // A tunnelled read. Its form can't be trusted to be one if it has an action.
            method => method,
        };
    }
    (method != Method::Get).then_some(method)
}

/// Names that follow an object in a path and are no IDs.
const QUERIES: &[&str] = &["search", "count", "report", "metadata"];

/// The actions of users and approvals that shut people out.
const ACTIONS: &[&str] = &["replace", "clearapikey", "clearallapikeys", "reject"];

/// What is found of one write.
struct Found<'a> {
    content: &'a Content,
    method: Method,
    /// The IDs in the path and in the parameter `ID`.
    ids: Vec<String>,
    /// In lower case.
    actions: Vec<String>,
    guarded: Vec<Guarded>,
}

impl Found<'_> {
    fn add_part(&mut self, part: &str) {
        let name = part.to_ascii_lowercase();
        if ACTIONS.contains(&name.as_str()) {
            self.actions.push(name);
        } else if self.ids.is_empty() && !QUERIES.contains(&name.as_str()) {
            self.ids.push(part.to_owned());
        }
    }

    fn add_parameters(&mut self) {
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

    fn has_action(&self, name: &str) -> bool {
        self.actions.iter().any(|action| action == name)
    }

    /// The IDs of the path and the parameters, and those in objects of the body.
    fn all_ids(&self) -> Vec<String> {
        let mut ids = self.ids.clone();
        for object in &self.content.objects {
            ids.extend(own_ids(object));
        }
        ids
    }

    fn users(&mut self) {
        if self.method == Method::Delete || self.has_action("replace") {
            let ids = self.all_ids();
            self.add_all(&ids, &Effect::Removes, Target::User);
        }
        if self.has_action("clearallapikeys") {
            self.add(Target::Everyone, Effect::ClearsApiKey);
        }
        if self.has_action("clearapikey") {
            let ids = self.all_ids();
            match ids.is_empty() {
                // It clears the key of whoever calls it.
                true => self.add(Target::OwnUser, Effect::ClearsApiKey),
                false => self.add_all(&ids, &Effect::ClearsApiKey, Target::User),
            }
        }
        if let Some(effect) = effect_of_entries(&self.content.parameters) {
            self.set(self.ids.clone(), effect);
        }
        for object in &self.content.objects {
            if let Some(effect) = effect_of(object) {
                let mut ids = own_ids(object);
                ids.extend(self.ids.iter().cloned());
                self.set(ids, effect);
            }
            self.nested(object);
        }
        for text in &self.content.unread {
            if let Some(effect) = effect_of_text(text) {
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
                if let Some(effect) = effect_of(user) {
                    self.add_all(&own_ids(user), &effect, Target::User);
                }
                self.nested(user);
            }
        }
    }

    fn approvals(&mut self) {
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

    /// Adds each of these; without an ID, everyone.
    fn add_all(&mut self, ids: &[String], effect: &Effect, target: fn(Id) -> Target) {
        if ids.is_empty() {
            self.add(Target::Everyone, effect.clone());
        }
        for id in ids {
            self.add_one(id, effect, target);
        }
    }

    fn add_one(&mut self, id: &str, effect: &Effect, target: fn(Id) -> Target) {
        let target = Id::parse(id).map_or(Target::Everyone, target);
        self.add(target, effect.clone());
    }

    fn add(&mut self, target: Target, effect: Effect) {
        self.guarded.push(Guarded { target, effect });
    }
}

/// The ID in an object, whatever the case of its name.
fn own_ids(object: &Json) -> Vec<String> {
    let mut ids = Vec::new();
    for (key, value) in &object.entries() {
        if key.trim().eq_ignore_ascii_case("id") {
            ids_in(value, &mut ids);
        }
    }
    ids
}
