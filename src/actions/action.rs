#[cfg(feature = "schema")]
use super::Example;
use super::{Context, Requests};
use crate::error::Result;
use crate::input::{not_one_of, read_input};
use crate::json::{Json, ToJson};
use crate::transport::Future;
use serde::de::DeserializeOwned;

/// An operation with a typed input and output.
#[allow(async_fn_in_trait)] // Futures stay on one thread.
pub trait Action {
    /// The id that runs it.
    const ID: &'static str;
    /// What forms and agents show.
    const ABOUT: About;
    /// The input. The doc comments of its fields are the help texts of all forms.
    type Input: DeserializeOwned + Described;
    /// The output.
    type Output: ToJson + Described;

    /// What the manifest shows of it.
    #[cfg(feature = "schema")]
    fn example() -> Example;

    /// Runs it.
    async fn run(context: &Context, input: &Self::Input) -> Result<Self::Output>;
}

/// What forms and agents show of an action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The name that forms show.
    pub title: &'static str,
    /// What it does, in a sentence or two.
    pub description: &'static str,
    /// How many requests it sends.
    pub requests: Requests,
    /// The group of actions that it belongs to.
    pub group: &'static str,
    /// Whether it only reads.
    pub read_only: bool,
    /// Whether it may change or remove data that exists: MCP's definition of `destructiveHint`, anything but additive. An
    /// action that only adds, such as one that creates a user, isn't destructive, and neither is one that only reads.
    pub destructive: bool,
    /// Whether running it twice has the same effect as running it once.
    pub idempotent: bool,
}

/// A type that has a JSON Schema. Without the feature `schema`: every type.
#[cfg(not(feature = "schema"))]
pub trait Described {}
#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

/// A type that has a JSON Schema.
#[cfg(feature = "schema")]
pub trait Described: schemars::JsonSchema {}
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> Described for T {}

/// A visitor of all actions, which gets the type of each.
pub trait Visit {
    /// Called for each action, in the order of the registry.
    fn action<A: Action + 'static>(&mut self);
}

/// Declares the modules of these actions, the dispatcher, and the function that visits all of them.
macro_rules! registry {
    ($($(#[$attribute:meta])* $module:ident::$action:ident,)*) => {
        $($(#[$attribute])* mod $module;)*

        /// The ids of all actions.
        pub const IDS: &[&str] = &[$($(#[$attribute])* <$module::$action as Action>::ID),*];

        // In the order of `IDS`.
        const STARTS: &[action::Start] = &[$($(#[$attribute])* action::start::<$module::$action>),*];

        /// The function that starts the action with this id.
        pub(crate) fn named(id: &str) -> $crate::error::Result<action::Start> {
            let index = IDS.iter().position(|known| *known == id);
            let start = index.and_then(|index| STARTS.get(index));
            start.copied().ok_or_else(|| action::unknown(id, IDS))
        }

        /// Calls the visitor for each action, in the order of [`IDS`].
        pub fn visit(visitor: &mut impl Visit) {
            $($(#[$attribute])* visitor.action::<$module::$action>();)*
        }
    };
}
pub(super) use registry;

/// Reads the input of an action and returns the function that runs it.
pub(crate) type Start = fn(&Json) -> Result<Run>;

/// Runs an action whose input was read.
pub(crate) type Run = Box<dyn FnOnce(Context) -> Future<'static, Result<Json>>>;

/// Starts an action. Each action has a boxed future: one function for all would be smaller, but an engine compiles a
/// function when it is first entered, so the first call would wait for the code of every action.
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
