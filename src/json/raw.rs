//! The parts of JSON text as texts, found by serde_json.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Takes the members of objects, as they come.
pub(super) trait OnMember<'a> {
    /// A member of the present object: the name and the value, as parts of the text.
    fn member(&mut self, name: &'a str, value: &'a str);
    /// The object ends.
    fn end(&mut self);
}

/// Passes the members of the objects in this array, `[{…}, …]`. `None` if the text is anything else, or has a name with an escape,
/// which would have to be read to be compared.
pub(super) fn members_of_items<'a>(text: &'a str, to: &mut dyn OnMember<'a>) -> Option<()> {
    parse(text, Items(to))
}

/// The same for a response, `{"data": [{…}, …]}`, that has nothing but data.
pub(super) fn members_of_data<'a>(text: &'a str, to: &mut dyn OnMember<'a>) -> Option<()> {
    parse(text, Envelope(to))
}

/// Calls `on_member` with the name and the value of each member of this object. `None` for anything else.
pub(super) fn members<'a>(
    text: &'a str,
    on_member: &mut dyn FnMut(&'a str, &'a str),
) -> Option<()> {
    parse(text, Object(on_member))
}

fn parse<'a, S: DeserializeSeed<'a>>(text: &'a str, seed: S) -> Option<S::Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

struct Envelope<'f, 'a>(&'f mut dyn OnMember<'a>);

impl<'a> DeserializeSeed<'a> for Envelope<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Envelope<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("data and nothing else")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key::<&'a str>()? != Some("data") {
            return Err(A::Error::missing_field("data"));
        }
        map.next_value_seed(Items(self.0))?;
        match map.next_key::<&'a str>()? {
            Some(name) => Err(A::Error::unknown_field(name, &["data"])),
            None => Ok(()),
        }
    }
}

struct Items<'f, 'a>(&'f mut dyn OnMember<'a>);

impl<'a> DeserializeSeed<'a> for Items<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Items<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<(), A::Error> {
        let to = self.0;
        loop {
            let on_member = &mut |name, value| to.member(name, value);
            if items.next_element_seed(Object(on_member))?.is_none() {
                return Ok(());
            }
            to.end();
        }
    }
}

struct Object<'f, 'a>(&'f mut dyn FnMut(&'a str, &'a str));

impl<'a> DeserializeSeed<'a> for Object<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Object<'_, 'a> {
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
    let contents: Option<String> = serde_json::from_str(string).ok();
    contents.filter(|contents| contents.chars().all(is_plain))
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
