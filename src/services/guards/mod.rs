//! Guards against shutting people out by accident (docs/safety.md): the connection's own user, administrators, protected
//! people, and more people than intended.
//!
//! - [`recognise`] tells whether a write can shut people out, whom, and by what. It sends nothing.
//! - [`judge`] judges the writes of people who were read, with [`fields`]. Its [`Judgement`] has a verdict for each write, and
//!   says whether the limit stops the whole run. Its reservation counts the people in the connection's last hour; keep it
//!   until the writes have ended.
//! - [`check`] reads the people and judges operations, each of which may have several writes: [`Checked`].

mod administrators;
mod body;
mod check;
mod effect;
mod fields;
mod found;
mod held;
mod history;
mod judge;
mod last_administrator;
mod lifting;
mod limit;
mod of_approvals;
mod of_users;
mod options;
mod people;
mod protection;
mod recognise;
mod reservation;
mod setting;
mod values;
mod verdict;
mod write;

pub use administrators::may_be_administrator;
pub use check::{Checked, check, check_one, on_users};
pub use effect::{Effect, effect_of};
pub use fields::{fields, fields_beside};
pub(crate) use held::is_held;
pub use history::give as give_people;
pub use judge::{judge, judge_changes, judge_one};
pub use lifting::Watched;
pub use options::GuardOptions;
pub use recognise::{recognise, recognise_operation};
pub use reservation::Reservation;
pub use verdict::{Candidate, Judgement, Verdict};
pub use write::{Guarded, Target, Write};
