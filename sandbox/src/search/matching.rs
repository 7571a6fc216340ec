//! Whether a value is what a condition asks for.

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

/// A condition's modifier with its values, ready to be asked often.
#[derive(Debug)]
pub struct Matcher {
    modifier: Modifier,
    nulls: bool,
    values: Vec<Wanted>,
    texts: HashSet<String>,
    upper: Option<Wanted>,
}

/// A value that a condition names; bogus ones match nothing (docs/workfront-facts.md#modifiers).
#[derive(Clone, Debug)]
enum Wanted {
    Text(String),
    Bool(bool),
    Number(f64),
    /// From a moment to another, for a day; else the same twice.
    Date(i64, i64),
    Bogus,
}

impl Matcher {
    /// Prepares a condition on what stands at the end of a path.
    pub fn new(
        tenant: &Tenant,
        caller: &Caller,
        end: &End,
        modifier: Modifier,
        nulls: bool,
        values: Vec<String>,
        upper: Option<String>,
    ) -> Self {
        let kind = kind_of(tenant, end);
        let is_id = matches!(kind, Kind::Id(_) | Kind::Foreign)
            || matches!(end, End::Ids(_))
            || matches!(end, End::Field(_, field) if field.name == "ID");
        let several = matches!(modifier.test, Test::In | Test::AllOf);
        // Comma lists are lists for IDs only (docs/workfront-facts.md#modifiers).
        let values: Vec<String> = match several && is_id {
            true => values
                .iter()
                .flat_map(|value| value.split(','))
                .map(String::from)
                .collect(),
            false => values,
        };
        let number_asked = matches!(
            modifier.test,
            Test::LengthLess | Test::LengthEqual | Test::LengthGreater
        );
        let kind = if number_asked { Kind::Double } else { kind };
        let read = |value: &String| Wanted::read(tenant, caller, kind, modifier, value);
        let values: Vec<Wanted> = values.iter().map(read).collect();
        let texts = match modifier.test {
            Test::In => values.iter().filter_map(|value| match value {
                Wanted::Text(text) => Some(text.clone()),
                _ => None,
            }),
            _ => {
                return Self {
                    modifier,
                    nulls,
                    values,
                    texts: HashSet::new(),
                    upper: upper.as_ref().map(read),
                };
            }
        };
        let texts = texts.collect();
        Self {
            modifier,
            nulls,
            values,
            texts,
            upper: None,
        }
    }

    /// Whether it holds for an object with these values; several come from a collection.
    pub fn holds(&self, found: &[Val]) -> bool {
        let test = self.modifier.test;
        if test == Test::AllOf {
            return self.values.iter().all(|wanted| {
                found
                    .iter()
                    .any(|value| is_equal(value, wanted, self.modifier.any_case))
            });
        }
        found.iter().any(|value| {
            let empty = match test {
                Test::IsNull | Test::IsBlank => false,
                _ => value.is_null(),
            };
            if empty {
                self.nulls
            } else {
                self.fits(value) != self.modifier.negated
            }
        })
    }

    /// The only texts that it holds for, where it names them as they are.
    pub fn exact_texts(&self) -> Option<&HashSet<String>> {
        let Modifier {
            test,
            any_case,
            negated,
        } = self.modifier;
        let names = test == Test::In && !any_case && !negated && !self.nulls;
        (names && !self.texts.is_empty()).then_some(&self.texts)
    }

    fn fits(&self, value: &Val) -> bool {
        let any_case = self.modifier.any_case;
        let first = self.values.first();
        let against = |check: &dyn Fn(&Wanted) -> bool| first.is_some_and(check);
        match self.modifier.test {
            Test::IsNull => value.is_null(),
            Test::IsBlank => value.is_null() || value.as_text().is_some_and(|text| text.is_empty()),
            Test::Less => against(&|wanted| below(value, wanted, any_case)),
            Test::GreaterOrEqual => {
                against(&|wanted| is_comparable(value, wanted) && !below(value, wanted, any_case))
            }
            Test::Greater => against(&|wanted| above(value, wanted, any_case)),
            Test::LessOrEqual => {
                against(&|wanted| is_comparable(value, wanted) && !above(value, wanted, any_case))
            }
            Test::Equal | Test::ExactTime => against(&|wanted| is_equal(value, wanted, any_case)),
            Test::In if !self.texts.is_empty() => value.as_text().is_some_and(|text| {
                if any_case {
                    self.texts.contains(&text.to_lowercase())
                } else {
                    self.texts.contains(&**text)
                }
            }),
            Test::In => self
                .values
                .iter()
                .any(|wanted| is_equal(value, wanted, any_case)),
            Test::AllOf => false,
            Test::Between => {
                let upper = self.upper.as_ref();
                against(&|wanted| is_comparable(value, wanted) && !below(value, wanted, any_case))
                    && upper.is_some_and(|upper| {
                        is_comparable(value, upper) && !above(value, upper, any_case)
                    })
            }
            Test::LengthLess | Test::LengthEqual | Test::LengthGreater => {
                let length = value.as_text().map_or(0, |text| text.chars().count()) as f64;
                against(&|wanted| match (wanted, self.modifier.test) {
                    (Wanted::Number(number), Test::LengthLess) => length < *number,
                    (Wanted::Number(number), Test::LengthEqual) => length == *number,
                    (Wanted::Number(number), _) => length > *number,
                    _ => false,
                })
            }
            Test::BitwiseOr | Test::BitwiseAnd => against(&|wanted| {
                let (Val::Int(value), Wanted::Number(bits)) = (value, wanted) else {
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
            _ => self.fits_text(value),
        }
    }

    fn fits_text(&self, value: &Val) -> bool {
        let texts: Vec<&str> = match value {
            Val::Text(text) => vec![text],
            Val::Texts(texts) => texts.iter().map(|text| &**text).collect(),
            _ => return false,
        };
        let any_case = self.modifier.any_case;
        let fits = |wanted: &Wanted| {
            let Wanted::Text(wanted) = wanted else {
                return false;
            };
            texts.iter().any(|text| {
                let text = cased(text, any_case);
                let mut words = wanted.split_whitespace();
                match self.modifier.test {
                    Test::Contains => text.contains(wanted.as_str()),
                    Test::ContainsAny => words.any(|word| text.contains(word)),
                    Test::ContainsAll => words.all(|word| text.contains(word)),
                    Test::StartsWith => text.starts_with(wanted.as_str()),
                    Test::EndsWith => text.ends_with(wanted.as_str()),
                    Test::Like => is_like(&text, wanted),
                    _ => soundex(&text) == soundex(wanted),
                }
            })
        };
        match self.modifier.test {
            Test::ContainsAny => self.values.iter().any(fits),
            Test::ContainsAll => self.values.iter().all(fits),
            _ => self.values.first().is_some_and(fits),
        }
    }
}

impl Wanted {
    fn read(tenant: &Tenant, caller: &Caller, kind: Kind, modifier: Modifier, value: &str) -> Self {
        match kind {
            Kind::Bool => match value.to_ascii_lowercase().as_str() {
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                _ => Self::Bogus,
            },
            Kind::Int | Kind::Double => value.trim().parse().map_or(Self::Bogus, Self::Number),
            Kind::Date => {
                let offset = tenant.options.utc_offset_minutes;
                let moment = wildcard::moment(tenant, caller, value)
                    .or_else(|| dates::parse(value, offset).map(|parsed| parsed.ms));
                let Some(ms) = moment else { return Self::Bogus };
                match modifier.test {
                    // The whole day (docs/workfront-facts.md#modifiers).
                    Test::Equal | Test::In => {
                        let start = dates::start_of_day(ms, offset);
                        Self::Date(start, start + DAY_MS - 1)
                    }
                    _ => Self::Date(ms, ms),
                }
            }
            _ => {
                let text = wildcard::text(tenant, caller, value);
                Self::Text(cased(
                    &text.unwrap_or_else(|| value.to_owned()),
                    modifier.any_case,
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

fn cased(text: &str, any_case: bool) -> String {
    if any_case {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

fn is_equal(value: &Val, wanted: &Wanted, any_case: bool) -> bool {
    match (value, wanted) {
        (Val::Text(text), Wanted::Text(wanted)) if any_case => text.to_lowercase() == *wanted,
        (Val::Text(text), Wanted::Text(wanted)) => **text == **wanted,
        (Val::Texts(texts), Wanted::Text(wanted)) => {
            texts.iter().any(|text| cased(text, any_case) == *wanted)
        }
        (Val::Bool(flag), Wanted::Bool(wanted)) => flag == wanted,
        (Val::Int(number), Wanted::Number(wanted)) => *number as f64 == *wanted,
        (Val::Double(number), Wanted::Number(wanted)) => number == wanted,
        (Val::Date(ms), Wanted::Date(from, to)) => from <= ms && ms <= to,
        _ => false,
    }
}

fn is_comparable(value: &Val, wanted: &Wanted) -> bool {
    matches!(
        (value, wanted),
        (Val::Text(_), Wanted::Text(_))
            | (Val::Int(_) | Val::Double(_), Wanted::Number(_))
            | (Val::Date(_), Wanted::Date(..))
    )
}

fn below(value: &Val, wanted: &Wanted, any_case: bool) -> bool {
    match (value, wanted) {
        (Val::Text(text), Wanted::Text(wanted)) => cased(text, any_case) < *wanted,
        (Val::Int(number), Wanted::Number(wanted)) => (*number as f64) < *wanted,
        (Val::Double(number), Wanted::Number(wanted)) => number < wanted,
        (Val::Date(ms), Wanted::Date(from, _)) => ms < from,
        _ => false,
    }
}

fn above(value: &Val, wanted: &Wanted, any_case: bool) -> bool {
    match (value, wanted) {
        (Val::Text(text), Wanted::Text(wanted)) => cased(text, any_case) > *wanted,
        (Val::Int(number), Wanted::Number(wanted)) => (*number as f64) > *wanted,
        (Val::Double(number), Wanted::Number(wanted)) => number > wanted,
        (Val::Date(ms), Wanted::Date(_, to)) => ms > to,
        _ => false,
    }
}

/// SQL's pattern: `%` any letters, `_` one letter.
fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) =
        (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut in_pattern) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(in_pattern) {
            Some('%') => {
                retry = Some((at, in_pattern));
                in_pattern += 1;
            }
            Some(letter) if *letter == '_' || *letter == text[at] => {
                at += 1;
                in_pattern += 1;
            }
            _ => {
                let Some((from, percent)) = retry else {
                    return false;
                };
                retry = Some((from + 1, percent));
                (at, in_pattern) = (from + 1, percent + 1);
            }
        }
    }
    pattern[in_pattern..].iter().all(|letter| *letter == '%')
}

/// American Soundex, as SQL databases have it.
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
    fn patterns_are_sql_ones() {
        assert!(is_like("anna", "a%n_"));
        assert!(is_like("anna", "%"));
        assert!(!is_like("anna", "a_a"));
        assert!(!is_like("anna", "nn"));
        assert!(is_like("a%b", "a%b"));
    }

    #[test]
    fn soundex_is_the_american_one() {
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
