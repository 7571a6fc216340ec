//! Guards against shutting people out by accident (docs/safety.md): the connection's own user, administrators, protected
//! people, and more people than intended.
//!
//! - [`recognise`] tells whether a write can shut people out, whom, and by what. It sends nothing.
//! - [`check`] reads the people and judges the writes; [`judge`] does it for people who were read already, with [`fields`].
//!
//! Both return a [`Judgement`]: a verdict for each write, and whether the limit stops the whole run. Its reservation counts the
//! people in the connection's last hour; keep it until the writes have ended.

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
mod values;

pub use check::{check, check_one, on_users};
pub use effect::{Effect, effect_of};
pub(crate) use held::is_held;
pub use history::Reservation;
pub use judge::{
    Candidate, GuardOptions, Judgement, Verdict, fields, fields_beside, judge, judge_changes,
    judge_one,
};
pub use recognise::{Guarded, Target, Write, recognise, recognise_operation};
