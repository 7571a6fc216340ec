use super::{OffboardOutcome, Person};
use crate::json::{Json, ToJson};
use crate::services::batch::Tally;
use strum::VariantArray;

/// The typical length of a person's entry, in bytes.
const ENTRY_BYTES: usize = 128;

/// The number of people with each outcome.
pub fn counts(people: &[Person]) -> Json {
    let mut all = [0_u32; OffboardOutcome::VARIANTS.len()];
    for outcome in people.iter().filter_map(|person| person.outcome) {
        all[outcome as usize] += 1;
    }
    let mut counts = Json::object();
    for (&outcome, count) in OffboardOutcome::VARIANTS.iter().zip(all) {
        counts.insert(outcome.as_str(), f64::from(count));
    }
    counts
}

/// How many people have an outcome, and for how many of them something is left to do or to find out.
pub fn tally(people: &[Person]) -> Tally {
    let mut tally = Tally::default();
    for outcome in people.iter().filter_map(|person| person.outcome) {
        tally.add(outcome.is_incomplete());
    }
    tally
}

/// The outcome of each person. Written as JSON and parsed by the host at once: a call into the host for each field of each
/// person takes several times as long.
pub fn report(people: Vec<Person>, action: &str) -> Json {
    let mut text = String::with_capacity(people.len() * ENTRY_BYTES);
    text.push('[');
    for (at, person) in people.into_iter().enumerate() {
        text.push_str(if at > 0 { ",{" } else { "{" });
        let named = [("\"ID\":\"", person.id), ("\"emailAddr\":\"", person.email)];
        for (key, value) in &named {
            if let Some(value) = value {
                text.push_str(key);
                push_escaped(&mut text, value);
                text.push_str("\",");
            }
        }
        let outcome = person.outcome.unwrap_or(OffboardOutcome::Unverified);
        text.push_str("\"outcome\":\"");
        text.push_str(outcome.as_str());
        text.push('"');
        if !person.positions.is_empty() {
            push_positions(&mut text, &person.positions);
        }
        let error = person.error.map(|error| error.in_action(action));
        if let Some(error) = error {
            text.push_str(",\"error\":");
            text.push_str(&error.to_json().to_json_string());
        }
        text.push('}');
    }
    text.push(']');
    Json::parse(&text).unwrap_or_else(Json::array)
}

fn push_positions(text: &mut String, positions: &[usize]) {
    let mut before = ",\"positions\":[";
    for position in positions {
        text.push_str(before);
        text.push_str(&position.to_string());
        before = ",";
    }
    text.push(']');
}

/// Appends a string, escaped as in JSON.
fn push_escaped(text: &mut String, value: &str) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if value.bytes().all(is_plain) {
        // Most strings need no escape.
        return text.push_str(value);
    }
    for letter in value.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\0'..='\u{1f}' => {
                text.push_str("\\u00");
                let digit = |number: u32| char::from_digit(number, 16).unwrap_or('0');
                text.extend([digit(letter as u32 >> 4), digit(letter as u32 & 15)]);
            }
            _ => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};

    #[test]
    fn strings_are_escaped_as_in_json() {
        let special = "a\"b\\c\n\u{1}é😀";
        let mut person = Person::missing(Some("u1".to_owned()), Some(special.to_owned()));
        person.set_outcome(
            OffboardOutcome::Failed,
            Some(Error::new(ErrorKind::Conflict, "x \"y\"")),
        );
        let report = report(vec![person, Person::missing(None, None)], "offboard");
        let (first, second) = (report.at(0), report.at(1));
        assert_eq!(first.get_str("emailAddr").as_deref(), Some(special));
        assert_eq!(first.keys(), ["ID", "emailAddr", "outcome", "error"]);
        let error = first.get("error").expect("an error");
        assert_eq!(error.get_str("message").as_deref(), Some("x \"y\""));
        assert_eq!(second.to_json_string(), r#"{"outcome":"notFound"}"#);
    }
}
