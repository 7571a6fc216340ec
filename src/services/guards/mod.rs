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
mod held;
mod history;
mod judge;
mod limit;
mod protection;
mod recognise;
mod refused;
mod values;

pub use administrators::may_be_administrator;
pub use check::{Checked, check, check_one, on_users};
pub use effect::{Effect, effect_of};
pub(crate) use held::is_held;
pub use history::Reservation;
pub use judge::{
    Candidate, GuardOptions, Judgement, Verdict, fields, fields_beside, judge, judge_changes,
    judge_one,
};
pub use recognise::{Guarded, Target, Write, recognise, recognise_operation};
