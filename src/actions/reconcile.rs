use super::planning::PlanRequest;
use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Error, RemedyValue, Result, counted};
use crate::input::{OneOrMany, Problems};
use crate::json::Json;
use crate::protocol::filter::Filter;
use crate::services::plans::{Draft, tenant_of};
use crate::services::provisioning::AccessLevelPolicy;
use crate::services::reconcile::mapping::Mapping;
use crate::services::reconcile::{
    self, AddressChanges, Columns, FutureLeavers, Ignore, Key, Limits, Missing, Request, Returners,
    names_of,
};
use crate::services::users::Collections;
use serde::Deserialize;

/// Plans what makes the tenant as a list of people says.
#[derive(Debug)]
pub struct Reconcile;

/// The list of people, and what it may change.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "ReconcileInput"))]
pub struct Input {
    /// The people who shall have an account, one object each: all of them, not only those who changed. Only the fields that
    /// they have are compared.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "Vec<std::collections::BTreeMap<String, Json>>",
            length(min = 1)
        )
    )]
    pub people: Json,
    /// For each field of users, the column of the list that has its value, or a rule. Without it, columns have the names of
    /// Workfront's fields. mapping.schema.json describes it.
    pub mapping: Option<Mapping>,
    /// The keys by which people are found. Default: extRefID, ssoUsername, username, emailAddr.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Key>>", extend("x-advanced" = true, "minItems" = 1)))]
    pub matchBy: Option<OneOrMany<Key>>,
    /// Whom the list may change: the users who match all these conditions. Others are found, and held back. Default: all users.
    pub scope: Option<Vec<Filter>>,
    /// What happens to active users whom the list doesn't have: they are held back ('report'), or deactivated. Default: report.
    pub missing: Option<Missing>,
    /// What happens to inactive users whom the list has: they are held back ('report'), or reactivated. Default: report.
    pub returners: Option<Returners>,
    /// What happens to people whose 'lastWorkingDay' is still to come: the deactivation waits for a later run ('hold'), or
    /// Workfront is told the day ('schedule'). 9999-12-31 means no end and is as an empty cell. Default: hold.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub futureLeavers: Option<FutureLeavers>,
    /// The most people of each kind, as a number or a share such as '10%' of the active people in scope. Over one, the plan has
    /// no steps. Ten of a kind are never over a share. Default: 10% for deactivations, 50% for the others.
    pub limits: Option<Limits>,
    /// How many people the list usually has, or the last plan that wasn't stopped. A list with less than half as many is refused. 0: the list is the
    /// first one, and everyone in it may be new.
    #[cfg_attr(feature = "schema", schemars(with = "Option<BaselineSchema>", extend("x-advanced" = true)))]
    pub baseline: Option<Json>,
    /// Fields, or values of fields as {field, value}, whose differences are warnings and not steps.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Ignore>>", extend("x-advanced" = true)))]
    pub ignore: Option<OneOrMany<Ignore>>,
    /// What happens to access levels that differ: 'never-lower' plans none with a lower licence, 'exact' plans all. Default: all,
    /// but a Contributor whom Workfront made Light by itself stays Light.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub accessLevelPolicy: Option<AccessLevelPolicy>,
    /// What happens to e-mail addresses that differ: they are warnings ('report'), because organizations that use the Adobe Admin
    /// Console change them there, or steps ('plan'). Default: report.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub addressChanges: Option<AddressChanges>,
    /// What happens to groups, teams and roles that the list doesn't have: 'replace' removes them, 'merge' keeps them. Default:
    /// merge.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub collections: Option<Collections>,
    /// Whether administrators may be shut out. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
    /// How many people applying the plan may shut out. Default: 'limits.deactivate' if it is set, or else the connection's limit.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
    /// The person who asks for the change, as your own sign-in knows them.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 320)))]
    pub requestedBy: Option<String>,
    /// Why the change is needed, for the person who approves it.
    #[cfg_attr(feature = "schema", schemars(length(max = 500)))]
    pub reason: Option<String>,
    /// For how long the plan may be applied, in milliseconds. Default: 24 hours.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_678_400_000_u32), extend("x-advanced" = true)))]
    pub expiresInMs: Option<u32>,
}

/// The schema of a baseline.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged, inline)]
#[allow(dead_code)]
enum BaselineSchema {
    /// A number of people.
    People(u32),
    /// A plan of 'reconcile'.
    Plan(Box<crate::services::plans::schema::Plan>),
}

/// The default of `matchBy`.
const KEYS: &[Key] = &[
    Key::ExtRefId,
    Key::SsoUsername,
    Key::Username,
    Key::EmailAddr,
];

impl Action for Reconcile {
    const ID: &'static str = "reconcile";
    const ABOUT: About = About {
        title: "Reconcile a list",
        description: "Compares a whole list of people with the tenant and returns the plan that makes the tenant as the list says: users to create, update, deactivate, and who is left out. Changes nothing. A person can read the plan and approve it; 'apply' carries it out.",
        requests: Requests::at_least(
            2,
            "1 for the tenant once a connection, 1 to count the users and 1 per 2000 of them, the same for the scope if there is one, 1 per 2000 objects of each type that the list names, 1 if a step sets another access level, and what the guards read",
        ),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = super::plan::Output;

    async fn run(context: &Context, input: &Input) -> Result<super::plan::Output> {
        let client = &context.client;
        let plan = PlanRequest {
            action: Reconcile::ID,
            requested_by: &input.requestedBy,
            reason: &input.reason,
            expires_in_ms: input.expiresInMs,
        };
        plan.check(client)?;
        check_people(&input.people, &input.baseline)?;
        let mut problems = Problems::default();
        let columns = Columns::new(
            &names_of(&input.people),
            input.mapping.as_ref(),
            &mut problems,
        );
        let match_by = input.matchBy.as_ref().map_or(KEYS, |keys| &keys.0);
        if match_by.is_empty() {
            problems.add("matchBy", "must have at least one key");
        }
        if problems.is_empty() && !match_by.iter().any(|key| columns.has(key.field())) {
            let fields: Vec<&str> = match_by.iter().map(|key| key.field()).collect();
            let problem = format!(
                "must have a column by which people are found: {}",
                fields.join(", ")
            );
            problems.add("people", problem);
        }
        problems.into_result()?;
        let mut draft = Draft::default();
        if !columns.unread.is_empty() {
            draft.warn(&format!(
                "Columns that nothing reads: {}.",
                columns.unread.join(", ")
            ));
        }
        if !columns.missing.is_empty() {
            draft.warn(&format!(
                "Columns that the mapping reads and no row has: {}.",
                columns.missing.join(", ")
            ));
        }
        let ignore = input.ignore.as_ref();
        let request = Request {
            people: &input.people,
            columns: &columns,
            match_by,
            scope: input.scope.as_deref().unwrap_or_default(),
            missing: input.missing.unwrap_or_default(),
            returners: input.returners.unwrap_or_default(),
            future_leavers: input.futureLeavers.unwrap_or_default(),
            access_level_policy: input.accessLevelPolicy,
            address_changes: input.addressChanges.unwrap_or_default(),
            collections: input.collections.unwrap_or(Collections::Merge),
            is_first: input.baseline.as_ref().and_then(Json::as_f64) == Some(0.0),
            ignore: ignore.map_or(&[], |ignore| &ignore.0),
            limits: input.limits.unwrap_or_default(),
            include_administrators: input.includeAdministrators == Some(true),
            max_people: input.maxPeople,
        };
        reconcile::reconcile(client, &request, &mut draft).await?;
        let tenant = tenant_of(client).await?;
        super::plan::Output::new(client, Reconcile::ID, &plan, tenant, draft)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: serde_json::json!({
                "people": [
                    { "mail": samples::EMAIL, "first": "Jane", "last": "Doe", "jobTitle": "Head of Design", "level": "Standard" },
                    { "mail": "sam.lee@example.com", "first": "Sam", "last": "Lee", "jobTitle": "Designer", "level": "Standard" },
                ],
                "mapping": {
                    "emailAddr": { "from": "mail", "lower": true },
                    "firstName": "first",
                    "lastName": "last",
                    "title": "jobTitle",
                    "accessLevel": "level",
                },
                "missing": "report",
                "requestedBy": "robin.day@example.com",
            }),
            fails: &[Forbidden],
        }
    }
}

/// Refuses a list that is empty, or much shorter than usual: everyone whom it doesn't have would seem to have left.
fn check_people(people: &Json, baseline: &Option<Json>) -> Result<()> {
    reconcile::check_rows(people)?;
    let count = people.len();
    if count == 0 {
        return Err(Error::invalid("people", "is empty: nobody would be left")
            .with_hint("Nothing was sent. Check the export from which the list comes."));
    }
    let Some(baseline) = baseline else {
        return Ok(());
    };
    if let Some(stopped) = baseline.get_str("stopped") {
        let problem = format!(
            "is a plan that was stopped ({stopped}), so its list may be incomplete: pass the last plan that wasn't stopped, or the number of people whom the list usually has"
        );
        return Err(Error::invalid("baseline", &problem).with_hint(
            "Nothing was sent. Store a plan as the last one only if it has no 'stopped'.",
        ));
    }
    let usual = baseline.as_f64().or_else(|| baseline.get_f64("people"));
    let usual = usual.filter(|usual| *usual >= 0.0 && usual.fract() == 0.0);
    let usual = usual.ok_or_else(|| {
        Error::invalid(
            "baseline",
            "must be a number of people, or a plan of 'reconcile'",
        )
    })?;
    if (count as f64) * 2.0 < usual {
        let problem = format!(
            "has {}, less than half of the usual {usual}: the export may be incomplete",
            counted(count, "person", "people")
        );
        return Err(Error::invalid("people", &problem).with_hint(
            "Nothing was sent, and no plan was made. If the list is complete, set baseline to its length.",
        )
        .with_remedy("baseline", RemedyValue::Number(count as u32)));
    }
    Ok(())
}
