//! Handing over what all connections share, between two instances (see [`crate::services::shared`]).

use crate::services::shared::{self, Flat, Part};
use crate::services::{guards, users};
use js_sys::{Array, Float64Array, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

/// Calls `take(part)` before the first use of a part that this instance hasn't. It returns what `give_part` of the instance
/// returned that has it, or undefined.
#[wasm_bindgen]
pub fn share_parts(take: Function) {
    shared::set_source(Box::new(move |part| {
        let part = JsValue::from_f64(f64::from(part as u32));
        let taken = take.call1(&JsValue::UNDEFINED, &part).ok()?;
        if taken.is_undefined() {
            return None;
        }
        let taken = Array::from(&taken);
        let texts = Array::from(&taken.get(0));
        Some(Flat {
            texts: texts.iter().filter_map(|text| text.as_string()).collect(),
            numbers: Float64Array::new(&taken.get(1)).to_vec(),
        })
    }));
}

/// Hands a part over: the next use of it here takes it back.
#[wasm_bindgen]
pub fn give_part(part: u32) -> JsValue {
    let Flat { texts, numbers } = match part == Part::People as u32 {
        true => guards::give_people(),
        false => users::give_creations(),
    };
    let texts: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    let numbers = Float64Array::from(numbers.as_slice());
    Array::of2(&texts, &numbers).into()
}
