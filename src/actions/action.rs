#[cfg(feature = "schema")]
use super::Example;
use super::{Context, Requests};
use crate::error::Result;
use crate::input::{not_one_of, read_input};
use crate::json::{Json, ToJson};
use crate::transport::Future;
use serde::de::DeserializeOwned;

/// One thing that can be done, with typed input and output.
#[allow(async_fn_in_trait)] // Futures stay on the host's one thread.
pub trait Action {
    /// The name to run it by.
    const ID: &'static str;
    /// What forms and agents are told of it.
    const ABOUT: About;
    /// What it takes; the doc comments of its fields are the help texts of every form.
    type Input: DeserializeOwned + Described;
    /// What it gives.
    type Output: ToJson + Described;

    /// What a manifest shows of it.
    #[cfg(feature = "schema")]
    fn example() -> Example;

    /// Does it.
    async fn run(context: &Context, input: &Self::Input) -> Result<Self::Output>;
}

/// What forms and agents are told of an action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// A short name for people.
    pub title: &'static str,
    /// What it does, in a sentence or two.
    pub description: &'static str,
    /// How many requests it sends.
    pub requests: Requests,
    /// Where it stands in a list of actions.
    pub group: &'static str,
    /// Whether it changes nothing.
    pub read_only: bool,
    /// Whether something may be lost.
    pub destructive: bool,
    /// Whether running it twice is the same as running it once.
    pub idempotent: bool,
}

/// What can be described by a JSON Schema; everything, where none are made.
#[cfg(not(feature = "schema"))]
pub trait Described {}
#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

/// What can be described by a JSON Schema.
#[cfg(feature = "schema")]
pub trait Described: schemars::JsonSchema {}
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> Described for T {}

/// Does something with the type of every action, such as describing it.
pub trait Visit {
    /// Is called for each action, in the registry's order.
    fn action<A: Action + 'static>(&mut self);
}

/// Declares the modules of these actions, and makes the dispatcher and the visit of all.
macro_rules! registry {
    ($($module:ident::$action:ident,)*) => {
        $(mod $module;)*

        /// The ids of all actions.
        pub const IDS: &[&str] = &[$(<$module::$action as Action>::ID),*];

        // In the order of `IDS`.
        const STARTS: &[action::Start] = &[$(action::start::<$module::$action>),*];

        /// How the action with this id is started.
        pub(crate) fn named(id: &str) -> $crate::error::Result<action::Start> {
            let index = IDS.iter().position(|known| *known == id);
            let start = index.and_then(|index| STARTS.get(index));
            start.copied().ok_or_else(|| action::unknown(id, IDS))
        }

        /// Calls the visitor for each action, in the order of [`IDS`].
        pub fn visit(visitor: &mut impl Visit) {
            $(visitor.action::<$module::$action>();)*
        }
    };
}
pub(super) use registry;

/// Reads an action's input at once, and gives what runs the action.
pub(crate) type Start = fn(&Json) -> Result<Run>;

/// Runs an action whose input was read.
pub(crate) type Run = Box<dyn FnOnce(Context) -> Future<'static, Result<Json>>>;

/// Starts an action. Each future is in a box of its own: all in one function would be somewhat smaller, but an engine
/// compiles functions when they are first entered, and a first call would wait for every action.
pub(super) fn start<A: Action + 'static>(input: &Json) -> Result<Run> {
    let input: A::Input = read_input(input)?;
    Ok(Box::new(move |context| {
        Box::pin(async move {
            let output = A::run(&context, &input).await?;
            Ok(output.to_json())
        })
    }))
}

pub(super) fn unknown(id: &str, known: &[&str]) -> crate::error::Error {
    crate::error::Error::invalid("action", &not_one_of(id, known))
}
