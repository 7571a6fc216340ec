//! Events: an event is the same each time it is read; anything else is a problem of `body`.

use super::error;
use workfront_actions::input::OneOrMany;
use workfront_actions::json::Json;
use workfront_actions::services::events::{Event, Message, parse};

const TOKEN: &str = "an-event-t0ken";

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match read(Json::from(&*text)) {
        Ok(event) => check_event(&event, &text),
        Err(problem) => {
            error::check_refusal(&problem);
            assert_eq!(problem.fields, ["body"]);
            assert!(problem.message.len() < 200, "{problem}");
            assert!(!format!("{problem:?}").contains(TOKEN), "{problem}");
        }
    }
}

fn read(body: Json) -> Result<Event, workfront_actions::Error> {
    parse(&Message {
        body,
        authToken: OneOrMany(vec![TOKEN.to_owned()]),
        authorization: Some(format!("Bearer {TOKEN}")),
    })
}

fn check_event(event: &Event, text: &str) {
    let shown = |event: &Event| serde_json::to_string(event).expect("an event is JSON");
    let own = shown(event);
    assert!(event.id.contains(&event.obj_id), "{own}");
    assert!(event.id.ends_with(&event.ordering_key), "{own}");
    assert_eq!(event.user_id.is_some(), event.obj_code == "USER", "{own}");
    // A receiver that parsed the body already gets the same event.
    let parsed = Json::parse(text).expect("it was read as JSON");
    assert_eq!(shown(&read(parsed).expect("an event")), own);
}
