//! Whether a value fulfils a condition.

use std::collections::HashSet;

use super::modifier::{Modifier, Test};
use super::operand::{Operand, fold_case};
use super::patterns::{is_like, soundex};
use crate::model::Kind;
use crate::path::End;
use crate::store::ParameterKind;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;

/// The modifier and the parsed values of a condition.
#[derive(Debug)]
pub struct Matcher {
    modifier: Modifier,
    matches_null: bool,
    values: Vec<Operand>,
    texts: HashSet<String>,
    upper: Option<Operand>,
}

impl Matcher {
    /// A matcher for the values at the end of a path.
    pub fn new(
        tenant: &Tenant,
        caller: &Caller,
        end: &End,
        modifier: Modifier,
        matches_null: bool,
        values: Vec<String>,
        upper: Option<String>,
    ) -> Self {
        let kind = kind_of(tenant, end);
        let is_id = matches!(kind, Kind::Id(_) | Kind::Foreign)
            || matches!(end, End::Ids(_))
            || matches!(end, End::Field(_, field) if field.name == "ID");
        let is_list = matches!(modifier.test, Test::In | Test::AllOf);
        // Comma-separated lists are lists for IDs only (docs/workfront-facts.md#modifiers).
        let values: Vec<String> = match is_list && is_id {
            true => values
                .iter()
                .flat_map(|value| value.split(','))
                .map(String::from)
                .collect(),
            false => values,
        };
        let is_length = matches!(
            modifier.test,
            Test::LengthLess | Test::LengthEqual | Test::LengthGreater
        );
        let kind = if is_length { Kind::Double } else { kind };
        let parse = |value: &String| Operand::parse(tenant, caller, kind, modifier, value);
        let values: Vec<Operand> = values.iter().map(parse).collect();
        let texts = match modifier.test {
            Test::In => values.iter().filter_map(|value| match value {
                Operand::Text(text) => Some(text.clone()),
                _ => None,
            }),
            _ => {
                return Self {
                    modifier,
                    matches_null,
                    values,
                    texts: HashSet::new(),
                    upper: upper.as_ref().map(parse),
                };
            }
        };
        let texts = texts.collect();
        Self {
            modifier,
            matches_null,
            values,
            texts,
            upper: None,
        }
    }

    /// Whether an object with these values matches. There are several if the path has a collection.
    pub fn matches(&self, found: &[Val]) -> bool {
        let test = self.modifier.test;
        if test == Test::AllOf {
            return self.values.iter().all(|operand| {
                found
                    .iter()
                    .any(|value| operand.equals(value, self.modifier.ignore_case))
            });
        }
        found.iter().any(|value| {
            let is_empty = match test {
                Test::IsNull | Test::IsBlank => false,
                _ => value.is_null(),
            };
            if is_empty {
                self.matches_null
            } else {
                self.matches_value(value) != self.modifier.negated
            }
        })
    }

    /// The only strings that match, if the condition lists them.
    pub fn exact_texts(&self) -> Option<&HashSet<String>> {
        let Modifier {
            test,
            ignore_case,
            negated,
        } = self.modifier;
        let is_exact = test == Test::In && !ignore_case && !negated && !self.matches_null;
        (is_exact && !self.texts.is_empty()).then_some(&self.texts)
    }

    fn matches_value(&self, value: &Val) -> bool {
        let ignore_case = self.modifier.ignore_case;
        let first = self.values.first();
        let matches_first = |check: &dyn Fn(&Operand) -> bool| first.is_some_and(check);
        match self.modifier.test {
            Test::IsNull => value.is_null(),
            Test::IsBlank => value.is_null() || value.as_text().is_some_and(|text| text.is_empty()),
            Test::Less => matches_first(&|operand| operand.is_above(value, ignore_case)),
            Test::GreaterOrEqual => matches_first(&|operand| {
                operand.is_comparable(value) && !operand.is_above(value, ignore_case)
            }),
            Test::Greater => matches_first(&|operand| operand.is_below(value, ignore_case)),
            Test::LessOrEqual => matches_first(&|operand| {
                operand.is_comparable(value) && !operand.is_below(value, ignore_case)
            }),
            Test::Equal | Test::ExactTime => {
                matches_first(&|operand| operand.equals(value, ignore_case))
            }
            Test::In if !self.texts.is_empty() => value.as_text().is_some_and(|text| {
                if ignore_case {
                    self.texts.contains(&text.to_lowercase())
                } else {
                    self.texts.contains(&**text)
                }
            }),
            Test::In => self
                .values
                .iter()
                .any(|operand| operand.equals(value, ignore_case)),
            Test::AllOf => false,
            Test::Between => {
                let upper = self.upper.as_ref();
                matches_first(&|operand| {
                    operand.is_comparable(value) && !operand.is_above(value, ignore_case)
                }) && upper.is_some_and(|upper| {
                    upper.is_comparable(value) && !upper.is_below(value, ignore_case)
                })
            }
            Test::LengthLess | Test::LengthEqual | Test::LengthGreater => {
                let length = value.as_text().map_or(0, |text| text.chars().count()) as f64;
                matches_first(&|operand| match (operand, self.modifier.test) {
                    (Operand::Number(number), Test::LengthLess) => length < *number,
                    (Operand::Number(number), Test::LengthEqual) => length == *number,
                    (Operand::Number(number), _) => length > *number,
                    _ => false,
                })
            }
            Test::BitwiseOr | Test::BitwiseAnd => matches_first(&|operand| {
                let (Val::Int(value), Operand::Number(bits)) = (value, operand) else {
                    return false;
                };
                let bits = *bits as i64;
                let common = value & bits;
                if self.modifier.test == Test::BitwiseOr {
                    common != 0
                } else {
                    common == bits
                }
            }),
            _ => self.matches_text(value),
        }
    }

    fn matches_text(&self, value: &Val) -> bool {
        let texts: Vec<&str> = match value {
            Val::Text(text) => vec![text],
            Val::Texts(texts) => texts.iter().map(|text| &**text).collect(),
            _ => return false,
        };
        let ignore_case = self.modifier.ignore_case;
        let matches_value = |operand: &Operand| {
            let Operand::Text(operand) = operand else {
                return false;
            };
            texts.iter().any(|text| {
                let text = fold_case(text, ignore_case);
                let mut words = operand.split_whitespace();
                match self.modifier.test {
                    Test::Contains => text.contains(operand.as_str()),
                    Test::ContainsAny => words.any(|word| text.contains(word)),
                    Test::ContainsAll => words.all(|word| text.contains(word)),
                    Test::StartsWith => text.starts_with(operand.as_str()),
                    Test::EndsWith => text.ends_with(operand.as_str()),
                    Test::Like => is_like(&text, operand),
                    _ => soundex(&text) == soundex(operand),
                }
            })
        };
        match self.modifier.test {
            Test::ContainsAny => self.values.iter().any(matches_value),
            Test::ContainsAll => self.values.iter().all(matches_value),
            _ => self.values.first().is_some_and(matches_value),
        }
    }
}

fn kind_of(tenant: &Tenant, end: &End) -> Kind {
    match end {
        End::Field(_, field) => field.kind,
        End::Ids(_) => Kind::Foreign,
        End::Custom(name) => match tenant.parameter(name).map(|parameter| parameter.kind) {
            Some(ParameterKind::Number) => Kind::Double,
            Some(ParameterKind::Date) => Kind::Date,
            _ => Kind::Text,
        },
    }
}
