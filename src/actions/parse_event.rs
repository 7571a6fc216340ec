use super::{About, Action, Context};
use crate::error::Result;
use crate::events::{self, Event, Message};

/// Reads an event that arrived.
#[derive(Debug)]
pub struct ParseEvent;

impl Action for ParseEvent {
    const ID: &'static str = "parseEvent";
    const ABOUT: About = About {
        title: "Read an event",
        description: "Verifies an event that Workfront sent, of either version and in either encoding, and tells what changed and what that means. Costs no request.",
        group: "Events",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Message;
    type Output = Event;

    async fn run(_: &Context, input: Message) -> Result<Event> {
        events::parse(input)
    }
}
