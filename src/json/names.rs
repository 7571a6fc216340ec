//! Reads and sets properties by names that the host keeps: a name that is passed as a string is decoded at each crossing.

use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // `js_sys::Reflect` takes names as handles. Making and dropping a handle crosses the boundary twice more, so names whose
    // handles aren't kept are passed as strings.

    /// `None` for null and undefined, so that these need no handle.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_by_text(object: &JsValue, name: &str) -> Result<Option<NonNull>, JsValue>;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_by_handle(object: &JsValue, name: &JsValue) -> Result<Option<NonNull>, JsValue>;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_any_by_text(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_any_by_handle(object: &JsValue, name: &JsValue) -> Result<JsValue, JsValue>;

    /// Anything but null and undefined. A `JsValue` would be compared with undefined once more.
    type NonNull;

    #[wasm_bindgen(js_namespace = Reflect, js_name = set, catch)]
    fn set_by_text(object: &JsValue, name: &str, value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = Reflect, js_name = set, catch)]
    fn set_by_handle(object: &JsValue, name: &JsValue, value: &JsValue) -> Result<bool, JsValue>;
}

/// A property of an object; `None` when it is absent, null or undefined, or can't be read.
pub(super) fn get_non_null(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = match kept(name) {
        Some(handle) => get_by_handle(object, handle),
        None => get_by_text(object, name),
    };
    value.ok().flatten().map(JsValue::from)
}

/// A property of an object, also if it is null; `None` when it is absent or undefined, or can't be read.
pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = match kept(name) {
        Some(handle) => get_any_by_handle(object, handle),
        None => get_any_by_text(object, name),
    };
    value.ok().filter(|value| !value.is_undefined())
}

/// Sets a property of an object; does nothing when this is no object.
pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = match kept(name) {
        Some(handle) => set_by_handle(object, handle, value),
        None => set_by_text(object, name, value),
    };
}

/// A power of two.
const SLOTS: usize = 512;

/// How many names are kept at most, so that a free slot is near. All others are passed as strings.
const MOST: usize = 256;

/// Longer names are IDs or free text, which are seldom used again.
const MAX_LENGTH: usize = 24;

struct Name {
    text: Box<str>,
    handle: &'static JsValue,
}

struct Names {
    slots: Vec<Option<Name>>,
    count: usize,
}

thread_local! {
    static NAMES: RefCell<Names> = const {
        RefCell::new(Names { slots: Vec::new(), count: 0 })
    };
}

/// The host's string for this name; `None` if it isn't kept.
fn kept(name: &str) -> Option<&'static JsValue> {
    if name.len() > MAX_LENGTH {
        return None;
    }
    NAMES.with_borrow_mut(|names| names.get_or_keep(name))
}

impl Names {
    fn get_or_keep(&mut self, name: &str) -> Option<&'static JsValue> {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || None);
        }
        let mut at = hash(name) % SLOTS;
        while let Some(known) = &self.slots[at] {
            if *known.text == *name {
                return Some(known.handle);
            }
            at = (at + 1) % SLOTS;
        }
        if self.count == MOST {
            return None;
        }
        self.count += 1;
        // Never dropped: a host's getter may call back while the handle is in use.
        let handle: &'static JsValue = Box::leak(Box::new(JsValue::from_str(name)));
        self.slots[at] = Some(Name {
            text: name.into(),
            handle,
        });
        Some(handle)
    }
}

/// FNV-1a, which needs no tables. Many equal hashes would only be slower.
fn hash(name: &str) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    for &byte in name.as_bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize
}
