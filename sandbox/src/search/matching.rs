//! Whether a value fulfils a condition.

use std::collections::HashSet;

use super::modifier::{Modifier, Test};
use super::wildcard;
use crate::dates;
use crate::model::Kind;
use crate::path::End;
use crate::store::ParameterKind;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;

const DAY_MS: i64 = 86_400_000;

/// The modifier and the parsed values of a condition.
#[derive(Debug)]
pub struct Matcher {
    modifier: Modifier,
    matches_null: bool,
    values: Vec<Operand>,
    texts: HashSet<String>,
    upper: Option<Operand>,
}

/// A value in a condition. An invalid one matches nothing (facts, section 4.1).
#[derive(Clone, Debug)]
enum Operand {
    Text(String),
    Bool(bool),
    Number(f64),
    /// The start and the end of a day, or the same time twice.
    Date(i64, i64),
    Invalid,
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
        // Comma-separated lists are lists for IDs only (facts, section 4.1).
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
                    .any(|value| is_equal(value, operand, self.modifier.ignore_case))
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
            Test::Less => matches_first(&|operand| is_less(value, operand, ignore_case)),
            Test::GreaterOrEqual => matches_first(&|operand| {
                is_comparable(value, operand) && !is_less(value, operand, ignore_case)
            }),
            Test::Greater => matches_first(&|operand| is_greater(value, operand, ignore_case)),
            Test::LessOrEqual => matches_first(&|operand| {
                is_comparable(value, operand) && !is_greater(value, operand, ignore_case)
            }),
            Test::Equal | Test::ExactTime => {
                matches_first(&|operand| is_equal(value, operand, ignore_case))
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
                .any(|operand| is_equal(value, operand, ignore_case)),
            Test::AllOf => false,
            Test::Between => {
                let upper = self.upper.as_ref();
                matches_first(&|operand| {
                    is_comparable(value, operand) && !is_less(value, operand, ignore_case)
                }) && upper.is_some_and(|upper| {
                    is_comparable(value, upper) && !is_greater(value, upper, ignore_case)
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

impl Operand {
    fn parse(
        tenant: &Tenant,
        caller: &Caller,
        kind: Kind,
        modifier: Modifier,
        value: &str,
    ) -> Self {
        match kind {
            Kind::Bool => match value.to_ascii_lowercase().as_str() {
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                _ => Self::Invalid,
            },
            Kind::Int | Kind::Double => value.trim().parse().map_or(Self::Invalid, Self::Number),
            Kind::Date => {
                let offset = tenant.options.utc_offset_minutes;
                let wildcard_date = wildcard::date(tenant, caller, value)
                    .or_else(|| dates::parse(value, offset).map(|parsed| parsed.ms));
                let Some(ms) = wildcard_date else {
                    return Self::Invalid;
                };
                match modifier.test {
                    // The whole day matches (facts, section 4.1).
                    Test::Equal | Test::In => {
                        let start = dates::start_of_day(ms, offset);
                        Self::Date(start, start + DAY_MS - 1)
                    }
                    _ => Self::Date(ms, ms),
                }
            }
            _ => {
                let text = wildcard::text(tenant, caller, value);
                Self::Text(fold_case(
                    &text.unwrap_or_else(|| value.to_owned()),
                    modifier.ignore_case,
                ))
            }
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

fn fold_case(text: &str, ignore_case: bool) -> String {
    if ignore_case {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

fn is_equal(value: &Val, operand: &Operand, ignore_case: bool) -> bool {
    match (value, operand) {
        (Val::Text(text), Operand::Text(operand)) if ignore_case => text.to_lowercase() == *operand,
        (Val::Text(text), Operand::Text(operand)) => **text == **operand,
        (Val::Texts(texts), Operand::Text(operand)) => texts
            .iter()
            .any(|text| fold_case(text, ignore_case) == *operand),
        (Val::Bool(flag), Operand::Bool(operand)) => flag == operand,
        (Val::Int(number), Operand::Number(operand)) => *number as f64 == *operand,
        (Val::Double(number), Operand::Number(operand)) => number == operand,
        (Val::Date(ms), Operand::Date(from, to)) => from <= ms && ms <= to,
        _ => false,
    }
}

fn is_comparable(value: &Val, operand: &Operand) -> bool {
    matches!(
        (value, operand),
        (Val::Text(_), Operand::Text(_))
            | (Val::Int(_) | Val::Double(_), Operand::Number(_))
            | (Val::Date(_), Operand::Date(..))
    )
}

fn is_less(value: &Val, operand: &Operand, ignore_case: bool) -> bool {
    match (value, operand) {
        (Val::Text(text), Operand::Text(operand)) => fold_case(text, ignore_case) < *operand,
        (Val::Int(number), Operand::Number(operand)) => (*number as f64) < *operand,
        (Val::Double(number), Operand::Number(operand)) => number < operand,
        (Val::Date(ms), Operand::Date(from, _)) => ms < from,
        _ => false,
    }
}

fn is_greater(value: &Val, operand: &Operand, ignore_case: bool) -> bool {
    match (value, operand) {
        (Val::Text(text), Operand::Text(operand)) => fold_case(text, ignore_case) > *operand,
        (Val::Int(number), Operand::Number(operand)) => (*number as f64) > *operand,
        (Val::Double(number), Operand::Number(operand)) => number > operand,
        (Val::Date(ms), Operand::Date(_, to)) => ms > to,
        _ => false,
    }
}

/// A SQL `LIKE` pattern: `%` is any string, `_` is any character.
fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) =
        (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut in_pattern) = (0, 0);
    let mut backtrack: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(in_pattern) {
            Some('%') => {
                backtrack = Some((at, in_pattern));
                in_pattern += 1;
            }
            Some(letter) if *letter == '_' || *letter == text[at] => {
                at += 1;
                in_pattern += 1;
            }
            _ => {
                let Some((from, percent)) = backtrack else {
                    return false;
                };
                backtrack = Some((from + 1, percent));
                (at, in_pattern) = (from + 1, percent + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(|letter| *letter == '%')
}

/// American Soundex, as in SQL databases.
fn soundex(text: &str) -> String {
    let code = |letter: char| match letter {
        'b' | 'f' | 'p' | 'v' => '1',
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => '2',
        'd' | 't' => '3',
        'l' => '4',
        'm' | 'n' => '5',
        'r' => '6',
        'h' | 'w' => '-',
        _ => '0',
    };
    let mut letters = text
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|it| it.to_ascii_lowercase());
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut coded = String::from(first);
    let mut last = code(first);
    for next in letters.map(code) {
        if next != '-' {
            if next != '0' && next != last {
                coded.push(next);
            }
            last = next;
        }
    }
    coded.push_str("000");
    coded.truncate(4);
    coded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_patterns_work_as_in_sql() {
        assert!(is_like("anna", "a%n_"));
        assert!(is_like("anna", "%"));
        assert!(!is_like("anna", "a_a"));
        assert!(!is_like("anna", "nn"));
        assert!(is_like("a%b", "a%b"));
    }

    #[test]
    fn soundex_is_american_soundex() {
        for (text, code) in [
            ("Robert", "r163"),
            ("Rupert", "r163"),
            ("Tymczak", "t522"),
            ("Pfister", "p236"),
        ] {
            assert_eq!(soundex(text), code);
        }
    }
}
