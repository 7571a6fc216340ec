//! Strategies that several properties share.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// Words that inputs and responses are made of.
pub type Words = &'static [&'static str];

/// One of the words, or any text.
pub fn text(words: Words) -> BoxedStrategy<String> {
    prop_oneof![
        6 => select(words).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
    .boxed()
}

/// Any JSON value whose names and strings are often of these words.
pub fn json(names: Words, words: Words) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        2 => any::<bool>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        2 => (-3..300_i64).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        6 => text(words).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            2 => prop::collection::vec((text(names), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
    .boxed()
}

/// An object with some of these fields, and sometimes others.
pub fn object(fields: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let one = |(name, value): (&'static str, BoxedStrategy<Value>)| {
        prop_oneof![9 => value.prop_map(Some), 1 => Just(None)].prop_map(move |value| (name, value))
    };
    let fields: Vec<_> = fields.into_iter().map(one).collect();
    fields
        .prop_map(|fields| {
            let present = fields.into_iter();
            let present = present.filter_map(|(name, value)| Some((name.to_owned(), value?)));
            Value::Object(present.collect())
        })
        .boxed()
}

/// A sample with a part replaced, removed, inserted or repeated.
pub fn mutated(samples: Words) -> BoxedStrategy<String> {
    let change = (
        any::<Index>(),
        0..4_usize,
        prop_oneof!["[ -~]{0,3}", "\\PC{0,2}"],
    );
    (select(samples), prop::collection::vec(change, 0..4))
        .prop_map(|(sample, changes)| {
            let mut letters: Vec<char> = sample.chars().collect();
            for (place, removed, added) in changes {
                let from = place.index(letters.len() + 1);
                let to = (from + removed).min(letters.len());
                letters.splice(from..to, added.chars());
            }
            letters.into_iter().collect()
        })
        .boxed()
}
