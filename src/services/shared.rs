//! What all connections of a process share, where two WebAssembly instances serve them: the one with all actions, and calls
//! that began before it was loaded. Only one instance has each part. The other takes it before it reads or writes it, so that
//! both act on the same numbers. Where there is one instance, nothing is ever handed over.

use std::cell::{Cell, RefCell};

/// A part that is handed over as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The people whom connections have shut out within the last hour.
    People = 0,
    /// The creations in progress.
    Creations = 1,
}

/// Takes a part from the instance that has it.
type Take = Box<dyn Fn(Part) -> Option<Flat>>;

thread_local! {
    /// Whether this instance has each part.
    static IS_HERE: Cell<[bool; 2]> = const { Cell::new([false; 2]) };
    static TAKE: RefCell<Option<Take>> = const { RefCell::new(None) };
}

/// Names the function that takes a part from another instance.
pub fn set_source(take: Take) {
    TAKE.set(Some(take));
}

/// The part, if another instance has it. It is here from now on.
pub(super) fn taken(part: Part) -> Option<Flat> {
    let mut here = IS_HERE.get();
    if std::mem::replace(&mut here[part as usize], true) {
        return None;
    }
    IS_HERE.set(here);
    TAKE.with_borrow(|take| take.as_ref().and_then(|take| take(part)))
}

/// The part isn't here any more.
pub(super) fn gave(part: Part) {
    let mut here = IS_HERE.get();
    here[part as usize] = false;
    IS_HERE.set(here);
}

/// A part as texts and numbers, which cost little to hand over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flat {
    /// Its texts, in order.
    pub texts: Vec<String>,
    /// Its numbers, in order.
    pub numbers: Vec<f64>,
}

impl Flat {
    pub(super) fn text(&mut self, text: &str) {
        self.texts.push(text.to_owned());
    }

    pub(super) fn numbers(&mut self, numbers: &[f64]) {
        self.numbers.extend_from_slice(numbers);
    }

    pub(super) fn reader(self) -> Reader {
        Reader {
            texts: self.texts.into_iter(),
            numbers: self.numbers.into_iter(),
        }
    }
}

/// Reads a part in the order in which it was written.
pub(super) struct Reader {
    texts: std::vec::IntoIter<String>,
    numbers: std::vec::IntoIter<f64>,
}

impl Reader {
    pub fn next_text(&mut self) -> Option<String> {
        self.texts.next()
    }

    pub fn next_number(&mut self) -> f64 {
        self.numbers.next().unwrap_or_default()
    }
}
