use super::{Notes, Settings};
use crate::client::Client;
use crate::json::Json;
use crate::model::Id;
use crate::protocol::ApiRequest;
use crate::services::users::read_user;
use crate::transport::Method;

const FIRST_STEP_MS: f64 = 1_000.0;
const MAX_STEP_MS: f64 = 5_000.0;
const STOPPED: &str = "The call was cancelled while it waited for the account to become active.";

/// Approves an account if the settings allow it, and waits until it is active. Sets `user` to what was read last. Returns
/// whether this call approved it.
///
/// A failure, including a cancellation, becomes a note: the user exists, and the caller needs the ID.
pub async fn wait_until_active(
    client: &Client,
    id: &Id,
    user: &mut Json,
    fields: &[&str],
    settings: &Settings,
    notes: &mut Notes,
) -> bool {
    let clock = &client.host().clock;
    let mut approved = false;
    let mut unsure = false;
    if settings.approve {
        match client.send(approval(id)).await {
            Ok(_) => approved = true,
            Err(error) => {
                let what = if error.maybe_done {
                    "It is unknown whether the account was approved"
                } else {
                    "The approval failed"
                };
                notes.add(&format!("{what}: {}", error.message));
                unsure = error.maybe_done;
            }
        }
    }
    let mut read_now = approved || unsure;
    let left = client.left_ms().unwrap_or(f64::INFINITY);
    let limit = left.min(f64::from(settings.wait_ms));
    let end = clock.now() + limit;
    // The waits are added up too, because a host's clock may not advance.
    let mut slept = 0.0;
    let mut step = FIRST_STEP_MS;
    loop {
        if !read_now {
            let left = (end - clock.now()).min(limit - slept);
            if left <= 0.0 {
                break;
            }
            let wait = step.min(left);
            slept += wait;
            if client.unless_cancelled(clock.sleep(wait)).await.is_err() {
                notes.add(STOPPED);
                break;
            }
            step = (step * 2.0).min(MAX_STEP_MS);
        }
        read_now = false;
        match read_user(client, id, fields).await {
            Ok(read) => *user = read,
            Err(error) => {
                notes.add(&format!(
                    "The account's state could not be read: {}",
                    error.message
                ));
                break;
            }
        }
        if user.get_bool("isActive") == Some(true) {
            break;
        }
    }
    approved
}

fn approval(id: &Id) -> ApiRequest {
    let mut request = ApiRequest::new(Method::Put, "/userapproval/approve");
    request.query.add("userIDs", id.as_str());
    request
}
