//! The parameters and fields of a write, in whatever form they travel (docs/workfront-facts.md#parameters-and-bodies): in the query, as a
//! form, as JSON in `updates`, or as a JSON body.

use crate::json::{Json, Kind};
use crate::protocol::decode;

/// What a write sets.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Parameters and the fields beside them: of the query, of a form, and of a JSON object, which an action reads as its
    /// arguments.
    pub parameters: Vec<(String, Json)>,
    /// The objects of a JSON body or of `updates`.
    pub objects: Vec<Json>,
    /// Texts that can't be read.
    pub unread: Vec<String>,
}

impl Content {
    /// Reads the query and the body of a write.
    pub fn read(query: &str, body: Option<&Json>) -> Self {
        let mut content = Content::default();
        content.add_form(query);
        if let Some(body) = body {
            content.add_value(body);
        }
        content
    }

    /// The values of a parameter, whatever its case.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Json> {
        self.parameters
            .iter()
            .filter(move |(key, _)| key.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    fn add_form(&mut self, form: &str) {
        // Some servers end a parameter at a semicolon too.
        for pair in form.split(['&', ';']) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name);
            let name =
                name.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
            if !name.is_empty() {
                self.add_parameter(name, &Json::from(decode(value).as_str()));
            }
        }
    }

    fn add_parameter(&mut self, name: &str, value: &Json) {
        if name.eq_ignore_ascii_case("updates") {
            self.add_value(value);
        } else {
            self.parameters.push((name.to_owned(), value.clone()));
        }
    }

    fn add_value(&mut self, value: &Json) {
        match value.kind() {
            Kind::Object => {
                for (key, value) in &value.entries() {
                    if key.eq_ignore_ascii_case("updates") {
                        self.add_value(value);
                    }
                }
                self.objects.push(value.clone());
            }
            Kind::Array => {
                for item in value.items() {
                    self.add_value(&item);
                }
            }
            Kind::String => self.add_text(value.to_display_string().trim()),
            Kind::Null | Kind::Boolean | Kind::Number => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if text.starts_with(['{', '[']) {
            match Json::parse(text).or_else(|| Json::parse(&to_strict(text))) {
                Some(value) => self.add_value(&value),
                None => self.unread.push(text.to_owned()),
            }
        } else if text.starts_with('%') || text.contains('=') {
            let decoded = decode(text);
            match decoded.starts_with(['{', '[']) {
                true => self.add_text(&decoded),
                false => self.add_form(text),
            }
        } else {
            self.unread.push(text.to_owned());
        }
    }
}

/// JSON of Adobe's samples, which have names without quotes and strings in single quotes: `{title:'x'}`. What isn't JSON after this
/// is `unread`, and the write is refused. Written by hand because of size: a parser of JSON5 (the crate `json5`) is up to 32 KB of
/// WebAssembly (brotli), more than ten times the room that `budgets.json` leaves.
fn to_strict(text: &str) -> String {
    let mut strict = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\'' => {
                strict.push('"');
                while let Some(inner) = letters.next() {
                    match inner {
                        _ if inner == letter => break,
                        '\\' if letters.peek() == Some(&'\'') => strict.extend(letters.next()),
                        '\\' => {
                            strict.push('\\');
                            strict.extend(letters.next());
                        }
                        '"' => strict.push_str("\\\""),
                        inner => strict.push(inner),
                    }
                }
                strict.push('"');
            }
            letter if letter.is_ascii_alphabetic() || letter == '_' || letter == '$' => {
                let mut word = String::from(letter);
                while let Some(next) =
                    letters.next_if(|next| next.is_ascii_alphanumeric() || "_$".contains(*next))
                {
                    word.push(next);
                }
                if ["true", "false", "null"].contains(&word.as_str()) {
                    strict.push_str(&word);
                } else {
                    strict.push('"');
                    strict.push_str(&word);
                    strict.push('"');
                }
            }
            letter => strict.push(letter),
        }
    }
    strict
}

#[cfg(test)]
mod tests {
    use super::to_strict;

    #[test]
    fn adobes_samples_become_json() {
        for (text, strict) in [
            ("{isActive:false}", r#"{"isActive":false}"#),
            ("{title:'it\\'s'}", r#"{"title":"it's"}"#),
            (
                r#"{'a':"b",c_1:1.5,d:null}"#,
                r#"{"a":"b","c_1":1.5,"d":null}"#,
            ),
            (r#"{t:'say "x"'}"#, r#"{"t":"say \"x\""}"#),
        ] {
            assert_eq!(to_strict(text), strict);
        }
    }
}
