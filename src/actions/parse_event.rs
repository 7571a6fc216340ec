use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::services::events::{self, Event, Message};

/// Reads an event that Workfront sent.
#[derive(Debug)]
pub struct ParseEvent;

impl Action for ParseEvent {
    const ID: &'static str = "parseEvent";
    const ABOUT: About = About {
        title: "Read an event",
        description: "Verifies an event that Workfront sent, of either version and encoding, and returns the changed fields and their meaning.",
        requests: Requests::NONE,
        group: "Events",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Message;
    type Output = Event;

    async fn run(_: &Context, input: &Message) -> Result<Event> {
        events::parse(input)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Unauthorized;
        Example {
            input: serde_json::json!({
                "authToken": samples::TOKEN,
                "authorization": format!("Bearer {}", samples::TOKEN),
                "body": {
                    "eventType": "UPDATE",
                    "subscriptionId": "750a636c-5d1c-4f0e-9d3a-1f2b3c4d5e6f",
                    "eventTime": { "epochSecond": 1_785_003_600, "nano": 998_000_000 },
                    "eventVersion": "v2",
                    "subscriptionVersion": "v2",
                    "newState": { "ID": samples::JANE, "objCode": "USER", "isActive": false, "title": "Designer" },
                    "oldState": { "ID": samples::JANE, "objCode": "USER", "isActive": true, "title": "Designer" },
                },
            }),
            fails: &[Unauthorized],
        }
    }
}
