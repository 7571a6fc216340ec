//! The parts of JSON text as texts, by serde_json.

use serde::de::{Deserialize, Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A response that has nothing but data.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
}

/// The items of an array; `None` for any other text.
pub(super) fn items_of(text: &str) -> Option<Vec<&RawValue>> {
    parse(text)
}

/// The items of a response, `{"data": […]}`; `None` for any other text.
pub(super) fn data_of(text: &str) -> Option<Vec<&RawValue>> {
    parse::<Envelope<'_>>(text).map(|envelope| envelope.data)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Calls `on_member` with the name and the value of each member of an object. `None` if the text is no object, or has a name
/// with an escape, which would have to be read to be compared.
pub(super) fn members<'a>(text: &'a str, on_member: OnMember<'_, 'a>) -> Option<()> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(Members(on_member)).ok()
}

type OnMember<'f, 'a> = &'f mut dyn FnMut(&'a str, &'a str);

struct Members<'f, 'a>(OnMember<'f, 'a>);

impl<'a> Visitor<'a> for Members<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<&'a str>()? {
            let value: &'a RawValue = map.next_value()?;
            (self.0)(name, value.get());
        }
        Ok(())
    }
}

/// The contents of a JSON string that has escapes; `None` if it can't be written without them.
pub(super) fn unescaped(string: &str) -> Option<String> {
    let is_plain = |letter: char| letter >= ' ' && letter != '"' && letter != '\\';
    parse::<String>(string).filter(|contents| contents.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::unescaped;
    use proptest::prelude::*;

    #[test]
    fn strings_that_need_escapes_are_left() {
        for string in [
            r#""\n""#,
            r#""a\\""#,
            r#""\"""#,
            r#""\\u0041""#,
            r#""\u0022""#,
            r#""\u005c""#,
            r#""\u000a""#,
            r#""\ud83d""#,
            r#""\ud83d x""#,
            r#""\ude00""#,
            r#""\ud83d\u0041""#,
        ] {
            assert_eq!(unescaped(string), None, "{string}");
        }
        let plain = unescaped(r#""Jos\u00e9 \/ \ud83d\ude00\u00DF""#);
        assert_eq!(plain.as_deref(), Some("José / 😀ß"));
    }

    proptest! {
        #[test]
        fn a_string_is_read_as_serde_reads_it(text: String) {
            let mut escaped = String::from("\"");
            for unit in text.encode_utf16() {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
            escaped.push('"');
            let needs_escapes = text.contains(|letter| letter < ' ' || letter == '"' || letter == '\\');
            prop_assert_eq!(unescaped(&escaped), (!needs_escapes).then_some(text));
        }
    }
}
