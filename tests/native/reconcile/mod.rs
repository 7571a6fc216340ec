//! Plans from a list of people: mappings, matching, states, limits.

mod cells;
mod forms;
mod kept;
mod last_days;
mod limits;
mod managers;
mod mappings;
mod matching;
mod new_keys;
mod other_users;
mod properties;
mod reasons;
mod reclaiming;
mod same;
mod scale;
mod signing_in;
mod states;
mod stopping;
mod support;
mod unsure;
mod values;
mod warning;
