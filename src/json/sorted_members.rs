//! Sorts the members of objects in JSON text, as canonical JSON requires (RFC 8785).

use std::cmp::Ordering;
use std::ops::Range;

/// Reads a JSON string with escapes; `None` if it isn't one.
pub(super) type ReadString = fn(&str) -> Option<String>;

/// A member of an object: where its name is, and where its value ends.
struct Member {
    name: Range<usize>,
    end: usize,
}

/// This JSON text with the members of each object in the order of their names' UTF-16 units. The text must have no white space.
///
/// In place, because sorting moves members and changes no length. Without recursion: the text may be nested deeper than the
/// stack allows.
pub(super) fn sort_members(text: String, read_string: ReadString) -> String {
    let mut text = text.into_bytes();
    // For each open object its members, and an empty list for each open array.
    let mut open: Vec<Vec<Member>> = Vec::new();
    let mut at = 0;
    while let Some(&first) = text.get(at) {
        if matches!(first, b',' | b'}')
            && let Some(member) = open.last_mut().and_then(|members| members.last_mut())
        {
            member.end = at;
        }
        let from = at;
        at += 1;
        match first {
            b'{' | b'[' => open.push(Vec::new()),
            b'}' => sort(
                &mut text[..from],
                open.pop().unwrap_or_default(),
                read_string,
            ),
            b']' => drop(open.pop()),
            b'"' => {
                at = string_end(&text, from);
                if text.get(at) == Some(&b':')
                    && let Some(members) = open.last_mut()
                {
                    let name = from..at;
                    members.push(Member { name, end: 0 });
                }
            }
            _ => {}
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

/// Where the string ends that begins here, with its quotes.
fn string_end(text: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while at < text.len() && text[at] != b'"' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    text.len().min(at + 1)
}

/// Sorts the members with which this text ends.
fn sort(text: &mut [u8], mut members: Vec<Member>, read_string: ReadString) {
    let by_name = |one: &Member, other: &Member| {
        let (one, other) = (&text[one.name.clone()], &text[other.name.clone()]);
        compare(one, other, read_string)
    };
    if members.is_sorted_by(|one, other| by_name(one, other).is_le()) {
        return;
    }
    let from = members[0].name.start;
    members.sort_by(by_name);
    let mut sorted = Vec::with_capacity(text.len() - from);
    for (index, member) in members.into_iter().enumerate() {
        if index > 0 {
            sorted.push(b',');
        }
        sorted.extend_from_slice(&text[member.name.start..member.end]);
    }
    text[from..].copy_from_slice(&sorted);
}

/// Compares names in JSON text by the UTF-16 units that they stand for.
fn compare(one: &[u8], other: &[u8], read_string: ReadString) -> Ordering {
    let is_plain = |name: &[u8]| name.iter().all(|&byte| byte.is_ascii() && byte != b'\\');
    if is_plain(one) && is_plain(other) {
        // The same order, and much faster. Without the quotes: some characters come before them.
        return inner(one).cmp(inner(other));
    }
    let (one, other) = (to_name(one, read_string), to_name(other, read_string));
    one.encode_utf16().cmp(other.encode_utf16())
}

/// What stands between the quotes.
fn inner(name: &[u8]) -> &[u8] {
    name.get(1..name.len() - 1).unwrap_or_default()
}

/// The name that this JSON string stands for.
fn to_name(name: &[u8], read_string: ReadString) -> String {
    let text = String::from_utf8_lossy(name);
    read_string(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    fn sort_members(text: &str) -> String {
        super::sort_members(text.to_owned(), |text| serde_json::from_str(text).ok())
    }

    #[test]
    fn sorts_every_object_and_no_array() {
        let text = r#"{"b":[{"z":1,"a":"}"},3,[]],"a":{},"B":{"é":null,"y":true,"x":{"2":0,"10":-1.5e-7}}}"#;
        let expected = r#"{"B":{"x":{"10":-1.5e-7,"2":0},"y":true,"é":null},"a":{},"b":[{"a":"}","z":1},3,[]]}"#;
        assert_eq!(sort_members(text), expected);
    }

    #[test]
    fn compares_names_without_their_quotes_and_escapes() {
        let text = r#"{"a\"b":1,"a!":2,"a":3,"\u000b":4,"\\":5,"Z":6}"#;
        let expected = r#"{"\u000b":4,"Z":6,"\\":5,"a":3,"a!":2,"a\"b":1}"#;
        assert_eq!(sort_members(text), expected);
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let depth = 100_000;
        let text = [r#"{"b":["#.repeat(depth), "]}".repeat(depth)].concat();
        assert_eq!(sort_members(&text), text);
    }

    /// Sorted by another way: as values in sorted maps.
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(sorted).collect(),
            Value::Object(fields) => {
                let mut names: Vec<&String> = fields.keys().collect();
                names.sort_by_key(|name| name.encode_utf16().collect::<Vec<_>>());
                let entries = names
                    .into_iter()
                    .map(|name| (name.clone(), sorted(&fields[name])));
                Value::Object(entries.collect::<Map<_, _>>())
            }
            other => other.clone(),
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|entries| json!(entries.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #[test]
        fn as_sorted_values_are_written(value in values()) {
            prop_assert_eq!(sort_members(&value.to_string()), sorted(&value).to_string());
        }
    }
}
