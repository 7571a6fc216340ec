use crate::actions::Requests;
use schemars::JsonSchema;
use serde::Serialize;

/// How many requests an action sends while Workfront responds to each of them. Repeated requests after a lost or refused
/// response, and requests for tokens, are not counted.
#[derive(Debug, JsonSchema, Serialize)]
pub struct RequestsManifest {
    /// The fewest requests.
    pub least: u32,
    /// The most requests; null where the number depends on the input or the tenant.
    pub most: Option<u32>,
    /// What the number depends on; absent where it is always the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// All of this as a sentence, to show after the action's description.
    pub text: String,
}

impl From<Requests> for RequestsManifest {
    fn from(requests: Requests) -> Self {
        let note = Some(requests.note).filter(|note| !note.is_empty());
        RequestsManifest {
            least: requests.least,
            most: requests.most,
            note,
            text: match note {
                Some(note) => format!("Costs {}: {note}.", range(requests)),
                None => format!("Costs {}.", range(requests)),
            },
        }
    }
}

/// `1 request`, `1 or 2 requests`, `1 request or more`.
fn range(Requests { least, most, .. }: Requests) -> String {
    match most {
        Some(0) => "no request".to_owned(),
        Some(most) if most == least => counted(least),
        Some(most) if least == 0 => format!("at most {}", counted(most)),
        Some(most) if most == least + 1 => format!("{least} or {}", counted(most)),
        Some(most) => format!("{least} to {}", counted(most)),
        None if least == 0 => "any number of requests".to_owned(),
        None => format!("{} or more", counted(least)),
    }
}

fn counted(count: u32) -> String {
    match count {
        1 => "1 request".to_owned(),
        _ => format!("{count} requests"),
    }
}

#[cfg(test)]
mod tests {
    use super::RequestsManifest;
    use crate::actions::Requests;

    #[test]
    fn the_text_is_a_sentence() {
        for (requests, text) in [
            (Requests::NONE, "Costs no request."),
            (Requests::ONE, "Costs 1 request."),
            (Requests::exactly(2), "Costs 2 requests."),
            (Requests::between(0, 1, "x"), "Costs at most 1 request: x."),
            (Requests::between(1, 2, "x"), "Costs 1 or 2 requests: x."),
            (Requests::between(1, 3, "x"), "Costs 1 to 3 requests: x."),
            (
                Requests::at_least(0, "x"),
                "Costs any number of requests: x.",
            ),
            (Requests::at_least(1, "x"), "Costs 1 request or more: x."),
        ] {
            assert_eq!(RequestsManifest::from(requests).text, text);
        }
    }
}
