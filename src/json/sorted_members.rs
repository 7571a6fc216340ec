//! Sorts the members of objects in JSON text, as canonical JSON requires (RFC 8785).

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

/// Reads a JSON string with escapes; `None` if it isn't one.
pub(super) type ReadString = fn(&str) -> Option<String>;

/// A member of an object in the sorted text: where its name is, and where its value ends.
struct Member {
    name: Range<usize>,
    end: usize,
}

/// This JSON text with the members of each object in the order of their names' UTF-16 units. The text must have no white space.
///
/// Without recursion: the text may be nested deeper than the stack allows.
pub(super) fn sort_members(text: &str, read_string: ReadString) -> String {
    let mut rest = text;
    let mut sorted = String::with_capacity(text.len());
    // For each open object its members, and an empty list for each open array.
    let mut open: Vec<Vec<Member>> = Vec::new();
    while let Some(&first) = rest.as_bytes().first() {
        let length = match first {
            b'"' => string_length(rest),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        if matches!(first, b',' | b'}')
            && let Some(member) = open.last_mut().and_then(|members| members.last_mut())
        {
            member.end = sorted.len();
        }
        match first {
            b'{' | b'[' => open.push(Vec::new()),
            b'}' => sort(&mut sorted, open.pop().unwrap_or_default(), read_string),
            b']' => drop(open.pop()),
            b'"' if after.starts_with(':') => {
                let name = sorted.len()..sorted.len() + length;
                if let Some(members) = open.last_mut() {
                    members.push(Member { name, end: 0 });
                }
            }
            _ => {}
        }
        sorted.push_str(token);
        rest = after;
    }
    sorted
}

/// The length of the string with which this text begins, with its quotes.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    bytes.len().min(at + 1)
}

/// Sorts the members with which this text ends.
fn sort(text: &mut String, mut members: Vec<Member>, read_string: ReadString) {
    let by_name = |one: &Member, other: &Member| {
        let (one, other) = (&text[one.name.clone()], &text[other.name.clone()]);
        compare(one, other, read_string)
    };
    if members.is_sorted_by(|one, other| by_name(one, other).is_le()) {
        return;
    }
    let from = members[0].name.start;
    members.sort_by(by_name);
    let mut sorted = String::with_capacity(text.len() - from);
    for (index, member) in members.into_iter().enumerate() {
        if index > 0 {
            sorted.push(',');
        }
        sorted.push_str(&text[member.name.start..member.end]);
    }
    text.truncate(from);
    text.push_str(&sorted);
}

/// Compares names in JSON text by the UTF-16 units that they stand for.
fn compare(one: &str, other: &str, read_string: ReadString) -> Ordering {
    let (one, other) = (
        without_escapes(one, read_string),
        without_escapes(other, read_string),
    );
    if one.is_ascii() && other.is_ascii() {
        // The same order, and much faster.
        return one.cmp(&other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

/// The name that this JSON string stands for.
fn without_escapes(name: &str, read_string: ReadString) -> Cow<'_, str> {
    if name.as_bytes().contains(&b'\\') {
        return Cow::Owned(read_string(name).unwrap_or_default());
    }
    Cow::Borrowed(name.get(1..name.len() - 1).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    fn sort_members(text: &str) -> String {
        super::sort_members(text, |text| serde_json::from_str(text).ok())
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
