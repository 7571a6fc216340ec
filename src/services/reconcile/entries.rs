//! The plan's entries of users for whom there is nothing to do.

use crate::json::Json;

/// Where an entry is in [`Entries`].
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    page: u32,
    at: u32,
}

/// The entries, page by page of the users. They are values of the host, as the plan has them, and made of one text for each
/// page: reading and making them one by one would take several times as long.
#[derive(Debug, Default)]
pub struct Entries {
    pages: Vec<Json>,
    /// The entries of the page that is being read, as JSON text.
    text: String,
    count: u32,
}

impl Entries {
    /// Adds an entry, as JSON text. It can be read when its page has ended.
    pub fn add(&mut self, entry: &str) -> Entry {
        self.text.push(if self.count == 0 { '[' } else { ',' });
        self.text.push_str(entry);
        let at = self.count;
        self.count += 1;
        Entry {
            page: self.pages.len() as u32,
            at,
        }
    }

    /// Ends a page.
    pub fn end_page(&mut self) {
        if self.count == 0 {
            return;
        }
        self.text.push(']');
        let page = Json::parse(&self.text);
        self.pages.push(page.unwrap_or_else(Json::array));
        self.text.clear();
        self.count = 0;
    }

    /// An entry.
    pub fn get(&self, entry: Entry) -> Json {
        let page = self.pages.get(entry.page as usize);
        page.map_or_else(Json::null, |page| page.at(entry.at as usize))
    }
}
