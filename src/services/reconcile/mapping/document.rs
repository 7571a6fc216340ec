use super::fields::{LAST_WORKING_DAY, target_of, unknown_target};
use super::lookup::ValueMap;
use super::rule::{Rule, template_problem};
use crate::input::{check, join, read_field, read_json};
use crate::json::{Json, Kind};
use serde::{Deserialize, Deserializer};

/// The key by which a document may name its schema.
const SCHEMA: &str = "$schema";

/// A mapping: for each field of users, where its value comes from.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// The field, its rule, and the rule's map.
    pub rules: Vec<(String, Rule, Option<ValueMap>)>,
}

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut mapping = Mapping::default();
        let Some(json) = read_json(deserializer)? else {
            return Ok(mapping);
        };
        if !json.is_object() {
            check(|path, problems| problems.add_wrong_type(path, "an object of fields", &json));
            return Ok(mapping);
        }
        let mut before = 0;
        check(|_, problems| before = problems.count());
        for field in json.keys() {
            if field != SCHEMA {
                mapping.read_rule(&json, field);
            }
        }
        // All problems at once: other fields are checked when the rules are right.
        check(|path, problems| {
            if problems.count() > before {
                for field in json.keys() {
                    if field != SCHEMA && target_of(&field).is_none() {
                        problems.add(&join(path, &field), unknown_target(&field));
                    }
                }
            }
        });
        Ok(mapping)
    }
}

impl Mapping {
    fn read_rule(&mut self, json: &Json, field: String) {
        let rule = match json.get_or_null(&field).kind() {
            Kind::String => read_field::<String>(json, &field).map(|name| Rule::column(&name)),
            Kind::Object => read_field::<Rule>(json, &field),
            _ => {
                let rule = json.get_or_null(&field);
                check(|path, problems| {
                    let what = "the name of a column, or a rule (an object)";
                    problems.add_wrong_type(&join(path, &field), what, &rule);
                });
                None
            }
        };
        let Some(rule) = rule else { return };
        let mut map = None;
        if let Some(values) = &rule.map {
            let (values, twice) = ValueMap::new(values);
            map = Some(values);
            if let Some(twice) = twice {
                let problem = format!("has '{twice}' twice: case doesn't count");
                add(&field, "map", &problem);
            }
        }
        if rule.map.as_ref().is_some_and(|map| !map.is_object()) {
            add(&field, "map", "must be an object of values");
        }
        match (&rule.from, &rule.template) {
            (Some(_), Some(_)) => add(&field, "template", "must be left out if 'from' is set"),
            (None, None) if rule.default.is_none() => {
                add(&field, "from", "is required (or 'template', or 'default')");
            }
            (Some(from), None) if from.is_empty() => add(&field, "from", "must not be empty"),
            (None, Some(template)) => {
                if let Some(problem) = template_problem(template) {
                    add(&field, "template", problem);
                }
            }
            _ => {}
        }
        if rule.lower == Some(true) && rule.upper == Some(true) {
            add(&field, "upper", "must be left out if 'lower' is set");
        }
        if rule.only_when.is_some() && matches!(field.as_str(), LAST_WORKING_DAY | "isActive") {
            let problem = "must be left out: the field says who leaves";
            add(&field, "onlyWhen", problem);
        }
        if rule.split.as_deref() == Some("") {
            add(&field, "split", "must not be empty");
        }
        self.rules.push((field, rule, map));
    }

    /// Whether a rule reads this column.
    pub fn reads(&self, column: &str) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|(_, rule, _)| rule.columns().iter().any(|known| known == column))
    }
}

/// Records a problem of a property of a rule.
fn add(field: &str, property: &str, problem: &str) {
    check(|path, problems| problems.add(&join(&join(path, field), property), problem));
}
