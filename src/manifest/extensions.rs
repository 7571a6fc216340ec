//! What a form needs to know of a field, as extensions of its schema:
//! `schemars(extend("x-picker" = Picker::User, "x-advanced" = true))`. The published schemas are without them.

use crate::model::form::Picker;
use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What every extension's name begins with.
const PREFIX: &str = "x-";

/// The extensions of one field.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Extensions {
    /// Where its choices come from.
    #[serde(rename = "x-picker")]
    pub picker: Option<Picker>,
    /// What to write, for instance.
    #[serde(rename = "x-placeholder")]
    pub placeholder: Option<String>,
    /// Whether it stands behind a fold: most people don't need it.
    #[serde(rename = "x-advanced")]
    pub advanced: bool,
    /// Whether it must not be shown or kept.
    #[serde(rename = "x-secret")]
    pub secret: bool,
    /// The fields without which it has no meaning.
    #[serde(rename = "x-depends-on")]
    pub depends_on: Vec<String>,
}

impl Extensions {
    /// The extensions in a field's schema.
    ///
    /// # Errors
    /// An extension that isn't known, or whose value is of another type.
    pub fn of(schema: &Value) -> serde_json::Result<Self> {
        let all = schema.as_object().into_iter().flatten();
        let own: Map<String, Value> = all
            .filter(|(key, _)| key.starts_with(PREFIX))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        serde_json::from_value(Value::Object(own))
    }
}

/// Takes all extensions out of a schema.
pub fn remove(schema: &mut Schema) {
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(keywords) = schema.as_object_mut() {
            keywords.retain(|key, _| !key.starts_with(PREFIX));
        }
    })
    .transform(schema);
}

#[cfg(test)]
mod tests {
    use super::{Extensions, Picker};
    use crate::actions::{About, Action, Context, Example, Requests};
    use crate::manifest::ActionManifest;
    use schemars::JsonSchema;
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
    fn a_form_knows_what_stands_at_the_field() {
        let manifest = ActionManifest::of::<MadeUp>().expect("known extensions");
        let mut fields = json!(manifest.fields);
        assert_eq!(fields[1]["choices"]["input"], json!({ "object": "group" }));
        fields[1]["choices"] = "lookup".into();
        let field = |name: &str, title: &str, required: bool, advanced: bool, secret: bool| json!({ "name": name, "title": title, "required": required, "advanced": advanced, "secret": secret });
        let mut wanted = [
            field("code", "Code", true, false, true),
            field("team", "Team", false, false, false),
            field("inner", "Inner", false, true, false),
        ];
        wanted[0]["placeholder"] = "1234".into();
        wanted[1]["dependsOn"] = json!(["code"]);
        wanted[1]["choices"] = "lookup".into();
        assert_eq!(fields, json!(wanted));
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
}
