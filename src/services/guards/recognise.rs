//! Which writes can shut people out: pure, for any method, path, query and body.

use super::body::Content;
use super::effect::effect_of_text;
use super::found::Found;
use super::lifting::Watched;
use super::write::{Guarded, Target, Write};
use crate::json::Json;
use crate::protocol::batch::Operation;
use crate::protocol::decode;
use crate::transport::Method;

/// The people whom a write can shut out, and by what, and those who may be protected by what it changes; empty if the write isn't
/// guarded. `watched` is what of it this connection guards.
pub fn recognise(write: &Write<'_>, watched: Watched) -> Vec<Guarded> {
    // Workfront decodes each part of a path.
    let path = decode(write.path);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let object = parts.next().unwrap_or_default().to_ascii_lowercase();
    if object == "batch" {
        return in_batch(write, watched);
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
        watched,
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
fn in_batch(write: &Write<'_>, watched: Watched) -> Vec<Guarded> {
    let content = Content::read(write.query, write.body);
    let mut guarded = Vec::new();
    for uri in content.values("uri") {
        guarded.extend(in_uri(&uri.to_display_string(), None, None, watched));
    }
    for object in &content.objects {
        let uris = object.get_or_null("uri");
        let method = object.get_str("method");
        let body = object.get_non_null("body");
        if let Some(uri) = uris.as_str() {
            guarded.extend(in_uri(&uri, method.as_deref(), body.as_ref(), watched));
        }
        for uri in uris.items() {
            guarded.extend(in_uri(&uri.to_display_string(), None, None, watched));
        }
    }
    for text in &content.unread {
        let effect = effect_of_text(text, watched);
        guarded.extend(effect.map(|effect| Guarded {
            target: Target::Everyone,
            effect,
        }));
    }
    guarded
}

/// The guarded write of one operation. Its method may be a parameter of the URI.
fn in_uri(uri: &str, method: Option<&str>, body: Option<&Json>, watched: Watched) -> Vec<Guarded> {
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
    recognise(
        &Write {
            method: named.unwrap_or(fallback),
            path: &parts.join("/"),
            query,
            body,
        },
        watched,
    )
}

/// The same for an operation of a batch.
pub fn recognise_operation(operation: &Operation, watched: Watched) -> Vec<Guarded> {
    recognise(
        &Write {
            method: operation.method,
            path: &operation.path(),
            query: &operation.query,
            body: operation.body.as_ref(),
        },
        watched,
    )
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
