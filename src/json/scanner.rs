//! Finds values in JSON text without making any, and accepts nothing but JSON.

use std::ops::Range;

/// How deep values may be nested: a search of users has a few levels.
const MAX_DEPTH: u32 = 32;

/// Takes the places of a member's name, without its quotation marks, and of its value.
pub(super) type OnMember<'a> = &'a mut dyn FnMut(Range<usize>, Range<usize>);

/// Reads JSON text from the beginning. All methods return `None` for text that isn't JSON, is nested too deep, or has a name with
/// an escape, which would have to be read to be compared.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
}

impl<'a> Scanner<'a> {
    /// Nothing was read yet.
    pub fn new(text: &'a str) -> Self {
        Scanner {
            bytes: text.as_bytes(),
            at: 0,
            depth: 0,
        }
    }

    /// The next byte after white space; 0 at the end.
    fn peek(&mut self) -> u8 {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(&byte) => return byte,
                None => return 0,
            }
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let is_next = self.peek() == byte;
        self.at += 1;
        is_next.then_some(())
    }

    /// Whether the list of an array or object ends here, or goes on after a comma.
    fn ends(&mut self, end: u8) -> Option<bool> {
        let next = self.peek();
        self.at += 1;
        match next {
            b',' => Some(false),
            _ => (next == end).then_some(true),
        }
    }

    /// Nothing follows but white space.
    pub fn end(&mut self) -> Option<()> {
        self.peek();
        (self.at == self.bytes.len()).then_some(())
    }

    /// The place of the next value.
    pub fn value(&mut self) -> Option<Range<usize>> {
        self.value_with(&mut |_, _| {})
    }

    /// The place of the next value. Calls `on_member` for each of its members if it is an object.
    pub fn value_with(&mut self, on_member: OnMember<'_>) -> Option<Range<usize>> {
        let first = self.peek();
        let from = self.at;
        match first {
            b'"' => self.string(),
            b'{' => self.members(on_member),
            b'[' => self.items(&mut |scanner| scanner.value().map(drop)),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }?;
        Some(from..self.at)
    }

    /// Calls `on_item` at each item of an array; it has to read the item.
    pub fn items(&mut self, on_item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(b'[')?;
        self.enter()?;
        if self.peek() == b']' {
            self.at += 1;
        } else {
            loop {
                on_item(self)?;
                if self.ends(b']')? {
                    break;
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// Calls `on_member` for each member of an object.
    pub fn members(&mut self, on_member: OnMember<'_>) -> Option<()> {
        self.expect(b'{')?;
        self.enter()?;
        if self.peek() == b'}' {
            self.at += 1;
        } else {
            loop {
                if self.peek() != b'"' {
                    return None;
                }
                let from = self.at + 1;
                self.string()?;
                let name = from..self.at - 1;
                if self.bytes[name.clone()].contains(&b'\\') {
                    return None;
                }
                self.expect(b':')?;
                let value = self.value()?;
                on_member(name, value);
                if self.ends(b'}')? {
                    break;
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// Reads an object that has no other member than this one.
    pub fn only_member(
        &mut self,
        name: &str,
        read: &mut dyn FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.expect(b'{')?;
        let found = self.value()?;
        if self.bytes[found] != *format!("\"{name}\"").as_bytes() {
            return None;
        }
        self.expect(b':')?;
        read(self)?;
        self.expect(b'}')
    }

    fn enter(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                ..0x20 => return None,
                _ => {}
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<()> {
        let kind = *self.bytes.get(self.at)?;
        self.at += 1;
        match kind {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let is_word = self.bytes[self.at..].starts_with(word);
        self.at += word.len();
        is_word.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        if self.bytes.get(self.at) == Some(&b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }
}
