//! One page of users. As text where possible, because a value of the host takes several times as long to read and to collect.

use crate::client::Client;
use crate::error::Result;
use crate::json::{Json, Table, TableValue};
use crate::protocol::filter::Selection;
use crate::services::users::{Page, check_array, check_rows, page, search_request};
use std::cell::RefCell;

/// The users of a page.
#[derive(Debug)]
pub enum UserPage {
    /// As text.
    Table(Table),
    /// As values of the host.
    Values(Json),
}

impl UserPage {
    /// Reads a page. `names`: the properties of the table, with `ID` among them; `None`: the users are read as values. Costs 1
    /// request.
    ///
    /// # Errors
    /// The search failed.
    pub async fn read(
        client: &Client,
        selection: Selection<'_>,
        fields: &[&str],
        names: Option<&[&str]>,
        wanted: Page<'_>,
    ) -> Result<Self> {
        let Some(names) = names else {
            let users = page(client, selection, fields, wanted).await?;
            return Ok(UserPage::Values(users));
        };
        let request = search_request("user", selection, fields, wanted)?;
        let table = RefCell::new(None);
        let on_text = |text| {
            let read = Table::of_response(text, names)?;
            table.replace(Some(read));
            Ok(())
        };
        let users = client.send_for_text(request, &on_text).await?;
        let page = match table.into_inner() {
            Some(table) => UserPage::Table(table),
            None => {
                check_array(&users)?;
                let table = Table::of_items(&users, 0..users.len(), names);
                table.map_or(UserPage::Values(users), UserPage::Table)
            }
        };
        check_rows(page.len(), wanted.limit)?;
        Ok(page)
    }

    /// The number of users.
    pub fn len(&self) -> usize {
        match self {
            UserPage::Table(table) => table.len(),
            UserPage::Values(users) => users.len(),
        }
    }

    /// A user.
    pub fn user(&self, at: usize) -> Json {
        match self {
            UserPage::Table(table) => table.item(at),
            UserPage::Values(users) => users.at(at),
        }
    }

    /// The IDs of the users; empty where there is none.
    pub fn ids(&self) -> impl Iterator<Item = String> + '_ {
        let table = match self {
            UserPage::Table(table) => table.position("ID").map(|position| (table, position)),
            UserPage::Values(_) => None,
        };
        (0..self.len()).map(
            move |at| match table.map(|(table, position)| table.at(at, position)) {
                Some(TableValue::Text(id)) => id.to_owned(),
                _ => self.user(at).str_or_default("ID"),
            },
        )
    }
}
