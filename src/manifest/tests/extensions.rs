//! What a form shows of the extensions of a field's schema.

use crate::actions::{About, Action, Context, Example, Requests};
use crate::manifest::ActionManifest;
use crate::manifest::extensions::{Extensions, check_places};
use crate::model::form::Picker;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::json;

struct MadeUp;

#[derive(Debug, Clone, Deserialize, JsonSchema, Serialize)]
struct Input {
    #[schemars(extend("x-picker" = Picker::Group, "x-depends-on" = ["code"]))]
    team: Option<String>,
    #[schemars(extend("x-secret" = true, "x-placeholder" = "1234"))]
    code: String,
    #[schemars(extend("x-advanced" = true))]
    inner: Option<Box<Input>>,
}

impl Action for MadeUp {
    const ID: &'static str = "madeUp";
    const ABOUT: About = About {
        title: "Made up",
        description: "",
        requests: Requests::NONE,
        group: "Tests",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Input;

    fn example() -> Example {
        Example {
            input: json!({}),
            fails: &[],
        }
    }

    async fn run(_: &Context, input: &Input) -> crate::Result<Input> {
        Ok(input.clone())
    }
}

#[test]
fn a_form_has_the_extensions_of_its_fields() {
    let manifest = ActionManifest::of::<MadeUp>().expect("known extensions");
    let mut fields = json!(manifest.fields);
    assert_eq!(fields[1]["choices"]["input"], json!({ "object": "group" }));
    fields[1]["choices"] = "lookup".into();
    let field = |name: &str, title: &str, required: bool, advanced: bool, secret: bool| json!({ "name": name, "title": title, "required": required, "advanced": advanced, "secret": secret });
    let mut expected = [
        field("code", "Code", true, false, true),
        field("team", "Team", false, false, false),
        field("inner", "Inner", false, true, false),
    ];
    expected[0]["placeholder"] = "1234".into();
    expected[1]["dependsOn"] = json!(["code"]);
    expected[1]["choices"] = "lookup".into();
    assert_eq!(fields, json!(expected));
    for schema in [&manifest.input, &manifest.output] {
        assert!(!json!(schema).to_string().contains("\"x-"), "{schema:?}");
    }
}

#[test]
fn an_unknown_extension_is_an_error() {
    assert!(Extensions::of(&json!({ "x-picker": "user" })).is_ok());
    for wrong in [
        json!({ "x-pikcer": "user" }),
        json!({ "x-picker": "planet" }),
        json!({ "x-advanced": "yes" }),
    ] {
        assert!(Extensions::of(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_extension_that_no_form_would_show_is_an_error() {
    for (input, is_right) in [
        (
            json!({ "properties": { "a": { "x-picker": "user" } } }),
            true,
        ),
        (
            json!({ "properties": { "x-picker": { "type": "string" } } }),
            true,
        ),
        (json!({ "x-picker": "user" }), false),
        (
            json!({ "properties": { "a": { "properties": { "b": { "x-picker": "user" } } } } }),
            false,
        ),
        (
            json!({ "properties": { "a": { "items": { "x-secret": true } } } }),
            false,
        ),
        (
            json!({ "$defs": { "A": { "properties": { "b": { "x-picker": "user" } } } } }),
            false,
        ),
    ] {
        let schema = Schema::try_from(input.clone()).expect("a schema");
        let result = check_places(&schema);
        assert_eq!(result.is_ok(), is_right, "{input}");
        if let Err(error) = result {
            let message = error.to_string();
            assert!(message.starts_with("the extension 'x-"), "{message}");
        }
    }
}
