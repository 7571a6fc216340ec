//! Canonical JSON (RFC 8785), natively; in WebAssembly the host's `JSON.stringify` writes its strings and numbers.

use super::sorted_members::sort_members;
use serde_json::{Number, Value};

/// The value as canonical JSON text.
pub(super) fn to_string(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    sort_members(text, read_string)
}

fn read_string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => text.push_str(&of_number(number)),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            for (index, (name, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                // serde_json escapes strings as the RFC does.
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        other => text.push_str(&other.to_string()),
    }
}

/// A number as JavaScript writes it.
fn of_number(number: &Number) -> String {
    let number = number.as_f64().unwrap_or_default();
    if number == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&number.abs()) {
        return number.to_string();
    }
    let text = format!("{number:e}");
    match text.contains("e-") {
        true => text,
        false => text.replace('e', "e+"),
    }
}

#[cfg(test)]
mod tests {
    use super::to_string;

    #[test]
    fn the_examples_of_the_rfc() {
        let text = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let value = serde_json::from_str(text).expect("JSON");
        let expected = concat!(
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
            r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        );
        assert_eq!(to_string(&value), expected);
        let text = "{\"\u{20ac}\":1,\"\r\":2,\"\u{fb33}\":3,\"1\":4,\"\u{1f600}\":5,\"\u{80}\":6,\"\u{f6}\":7}".replace('\r', "\\r");
        let value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            to_string(&value),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn numbers_as_javascript_writes_them() {
        for (number, text) in [
            ("-0.0", "0"),
            ("1e20", "100000000000000000000"),
            ("1e21", "1e+21"),
            ("1.5e300", "1.5e+300"),
            ("0.000001", "0.000001"),
            ("1e-7", "1e-7"),
            ("-12.25", "-12.25"),
            ("5.0", "5"),
        ] {
            let value = serde_json::from_str(number).expect("a number");
            assert_eq!(to_string(&value), text);
        }
    }
}
