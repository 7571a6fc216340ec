//! What is to be done for one person whom both the list and the tenant have.

use super::because::{leaving, reason};
use super::desired::{Desired, RowReader};
use super::kept::{Kept, KeptDifferences};
use super::last_day::{KEEPS_DATE, LastDays, SCHEDULED, keeps_date};
use super::normalized::as_present;
use super::request::{AddressChanges, FutureLeavers, Request, Returners};
use super::state::State;
use super::unknown_values::UnknownValue;
use crate::error::cut;
use crate::json::Json;
use crate::model::compare::value_of;
use crate::model::{Id, is_guid};
use crate::services::directory::NAMED;
use crate::services::plans::{
    Change, HeldReason, NOT_SHOWN, NewStep, StepKind, Wanted, change_of, is_masked,
};
use crate::services::provisioning::{Notes, Settings, difference, keeps_licence};
use crate::services::users::{Collections, is_pending, merged, with_home};

const IGNORED: &str = "as 'ignore' says";
const ADDRESS: &str =
    "because organizations that use the Adobe Admin Console change it there (addressChanges)";
const SSO_USERNAME: &str = "because the present one is an ID of the identity provider";
const RAISED: &str = "because the present licence is higher (accessLevelPolicy)";

/// What the domains of technical accounts have.
const TECHNICAL_DOMAIN: &[u8] = b"techacct";

const TECHNICAL: &str = "The account belongs to an integration, not to a person.";
const OUT_OF_SCOPE: &str = "The user isn't in the scope of this list.";
const RETURNER: &str = "The account is inactive, and the list has the person: set returners to 'reactivate', or reactivate the account in Workfront.";
const PENDING: &str = "The account waits for an approval.";

/// What is to be done for one person.
#[derive(Debug)]
pub enum Outcome {
    /// A step, and the user.
    Step(Box<NewStep>, Json),
    /// Nothing.
    Held(HeldReason, String),
    /// Nothing: the user is as desired.
    Unchanged,
}

/// What is to be done for one person, and who it is.
#[derive(Debug)]
pub struct Decision {
    /// The user's ID.
    pub id: String,
    /// Who it is.
    pub person: Json,
    /// Where the person stands; `None`: it doesn't matter.
    pub state: Option<State>,
    /// What is to be done.
    pub outcome: Outcome,
    /// The manager whom the list names, as it is compared; the rest of the comparison needs all users.
    pub manager: Option<String>,
    /// What that comparison needs of the user.
    pub present: Present,
    /// The values of the row that the mapping or the tenant doesn't know.
    pub unknown: Vec<UnknownValue>,
}

/// What Workfront shows of a user besides what a step has.
#[derive(Debug)]
pub struct Present {
    /// The manager's ID.
    pub manager_id: Json,
    /// The manager's name.
    pub manager: Option<String>,
    /// The access level's ID.
    pub access_level_id: Json,
}

impl Default for Present {
    fn default() -> Self {
        Present {
            manager_id: Json::null(),
            manager: None,
            access_level_id: Json::null(),
        }
    }
}

/// Whether an account belongs to an integration (docs/workfront-facts.md#adobe-ims).
pub fn is_technical(user: &Json) -> bool {
    let addresses = ["emailAddr", "username"].map(|field| user.str_or_default(field));
    addresses
        .iter()
        .any(|address| is_technical_address(address))
}

/// Whether an e-mail address or username belongs to an integration.
pub fn is_technical_address(address: &str) -> bool {
    let domain = address.rsplit_once('@');
    domain.is_some_and(|(_, domain)| {
        let mut parts = domain.as_bytes().windows(TECHNICAL_DOMAIN.len());
        parts.any(|part| part.eq_ignore_ascii_case(TECHNICAL_DOMAIN))
    })
}

/// What deactivation wants.
pub fn deactivation() -> Wanted {
    wanted(
        StepKind::Deactivate,
        Json::object_of(&[("isActive", false.into())]),
        Json::object(),
        Vec::new(),
    )
}

fn wanted(kind: StepKind, fields: Json, names: Json, warnings: Vec<String>) -> Wanted {
    Wanted {
        kind,
        fields,
        collections: Collections::Replace,
        names,
        warnings,
    }
}

/// The technical account's message.
pub fn technical_message() -> String {
    TECHNICAL.to_owned()
}

/// What happens to an inactive account that isn't reactivated.
pub fn returner() -> Outcome {
    Outcome::Held(HeldReason::Returner, RETURNER.to_owned())
}

/// Decides about people.
#[derive(Debug)]
pub struct Decider<'a> {
    /// What is asked.
    pub request: &'a Request<'a>,
    /// Reads rows.
    pub reader: RowReader<'a>,
    /// Decides when people leave.
    pub last_days: LastDays,
}

impl Decider<'_> {
    /// Decides about a person, whom the list has in this row with this number, from 0.
    pub fn decide(
        &self,
        row: &Json,
        at: usize,
        user: &Json,
        in_scope: bool,
        kept: &mut KeptDifferences,
    ) -> Decision {
        let mut decision = Decision {
            id: user.str_or_default("ID"),
            person: crate::services::plans::person(user),
            state: None,
            outcome: Outcome::Unchanged,
            manager: None,
            present: Present::default(),
            unknown: Vec::new(),
        };
        if !in_scope {
            decision.outcome = Outcome::Held(HeldReason::OutOfScope, OUT_OF_SCOPE.to_owned());
        } else if is_technical(user) {
            decision.outcome = Outcome::Held(HeldReason::TechnicalAccount, TECHNICAL.to_owned());
        } else {
            self.compare(row, at, user, kept, &mut decision);
        }
        decision
    }

    fn compare(
        &self,
        row: &Json,
        at: usize,
        user: &Json,
        kept: &mut KeptDifferences,
        decision: &mut Decision,
    ) {
        let mut desired = self.reader.read(row, &[]);
        let is_active = user.get_bool("isActive");
        decision.unknown = std::mem::take(&mut desired.unknown);
        desired.check_other_users(Id::parse(&decision.id).as_ref());
        self.last_days.check_schedule(&mut desired);
        if let Some((reason, problem)) = desired.problem {
            decision.outcome = Outcome::Held(reason, problem);
            return;
        }
        if is_pending(user) {
            decision.state = Some(State::Pending);
            decision.outcome = Outcome::Held(HeldReason::Pending, PENDING.to_owned());
            return;
        }
        if self.last_days.has_left(&desired) {
            let because = leaving(&desired);
            self.finish(user, deactivation(), State::Leaver, because, decision);
            return;
        }
        let mut kind = StepKind::Update;
        let mut state = State::Mover;
        if is_active == Some(false) {
            decision.state = Some(State::Returner);
            if self.request.returners != Returners::Reactivate {
                decision.outcome = returner();
                return;
            }
            kind = StepKind::Reactivate;
            state = State::Returner;
        }
        let leaves_on = self.last_days.leaves_on(&desired);
        let schedules = self.request.future_leavers == FutureLeavers::Schedule;
        let is_scheduled_anew = self.last_days.schedule(&mut desired, user);
        let (fields, left) = self.split(&desired, user);
        let mut warnings = Vec::new();
        let who = user.str_or_default("emailAddr");
        let person = || Kept::new(&who, row, at);
        for (field, value, why) in left {
            let value = self.shown(&field, &value);
            let mut one = person().wanted(&value);
            // Who it is says that already.
            if field != "emailAddr" {
                let present = value_of(user, &field).unwrap_or_else(Json::null);
                one = one.present(&self.shown(&field, &present));
            }
            kept.add(&field, why, one);
            warnings.push(format!(
                "{field} stays as it is, {why}; the list has '{value}'."
            ));
        }
        if keeps_date(&desired, user) {
            let present = user.str_or_default(SCHEDULED);
            kept.add(SCHEDULED, KEEPS_DATE, person().present(&present));
        }
        let because = match (kind, is_scheduled_anew) {
            (StepKind::Reactivate, _) => reason("inactive"),
            (_, true) => leaving(&desired),
            (_, false) => reason("differs"),
        };
        decision.manager = desired.manager;
        if decision.manager.is_some() {
            decision.present = Present {
                manager_id: user.get_or_null("managerID"),
                manager: user.get_or_null("manager").get_str("name"),
                access_level_id: user.get_or_null("accessLevelID"),
            };
        }
        if is_scheduled_anew && kind == StepKind::Update {
            state = State::Leaver;
        }
        let wanted = wanted(kind, fields, desired.names, warnings);
        self.finish(user, wanted, state, because, decision);
        if let (Outcome::Unchanged, Some(day), false) = (&decision.outcome, &leaves_on, schedules) {
            decision.state = Some(State::Leaver);
            decision.outcome = Outcome::Held(
                HeldReason::FutureLeaver,
                format!(
                    "The person leaves later: a run on {day} or after it deactivates the account."
                ),
            );
        }
    }

    fn finish(
        &self,
        user: &Json,
        wanted: Wanted,
        state: State,
        because: Json,
        decision: &mut Decision,
    ) {
        (decision.outcome, decision.state) = match change_of(&decision.id, user, &wanted) {
            Change::Step(mut step) => {
                step.state = Some(state.into());
                step.because = Some(because);
                (Outcome::Step(step, user.clone()), Some(state))
            }
            Change::Held(reason, message) => {
                (Outcome::Held(reason, message.to_owned()), Some(state))
            }
            Change::Unchanged => (Outcome::Unchanged, Some(State::Same)),
        };
    }

    /// The fields to compare, and those whose differences are only reported, with the value of the list and the reason.
    fn split(&self, desired: &Desired, user: &Json) -> (Json, Vec<(String, Json, &'static str)>) {
        let mut fields = Json::object();
        let mut left = Vec::new();
        let differs = |name: &str, value: &Json| {
            let one = Json::object_of(&[(name, value.clone())]);
            !changes_of(&one, user).is_empty()
        };
        for (name, value) in desired.fields.entries() {
            let value = as_present(value, user, &name);
            let why = match name.as_str() {
                "emailAddr" if self.request.address_changes == AddressChanges::Report => {
                    Some(ADDRESS)
                }
                "username" if is_guid(&user.str_or_default("username")) => Some(SSO_USERNAME),
                "accessLevelID" if self.keeps_level(&value, user) => Some(RAISED),
                _ => None,
            };
            match why {
                None => fields.insert(&name, with_home(&name, value, &desired.fields, user)),
                Some(why) if differs(&name, &value) => left.push((name, value, why)),
                Some(_) => {}
            }
        }
        for (name, value) in merged(user, &desired.merged).entries() {
            fields.insert(&name, value);
        }
        for (name, value) in desired.ignored.entries() {
            let value = as_present(value, user, &name);
            if differs(&name, &value) {
                left.push((name, value, IGNORED));
            }
        }
        (fields, left)
    }

    /// A value in a warning, cut: of an ID with the name, of private data nothing.
    fn shown(&self, field: &str, value: &Json) -> String {
        if value.is_null() {
            return String::new();
        }
        let text = value.to_display_string();
        let object = NAMED.iter().find(|(_, id_field, _)| *id_field == field);
        let name = object.and_then(|&(.., object)| self.reader.names.name(object, &text));
        match name {
            _ if is_masked(field) && !text.is_empty() => NOT_SHOWN.to_owned(),
            Some(name) => format!("{} ({text})", cut(name)),
            None => cut(&text).to_string(),
        }
    }

    /// Whether the present access level stays, although the list has another one.
    fn keeps_level(&self, desired: &Json, user: &Json) -> bool {
        let names = self.reader.names;
        let licence = |id: &Json| Some(names.licence(&id.as_str()?)?.to_owned());
        let licences = (
            licence(desired),
            licence(&user.get_or_null("accessLevelID")),
        );
        let (Some(desired), Some(present)) = licences else {
            return false;
        };
        keeps_licence(self.request.access_level_policy, &desired, &present)
    }
}

fn changes_of(fields: &Json, user: &Json) -> Vec<String> {
    let settings = Settings::comparing(Collections::Replace);
    let found = difference(fields, user, &settings, &mut Notes::default());
    found
        .changes
        .into_iter()
        .map(|change| change.field)
        .collect()
}
