//! Reading the runtime's own `Response`.

use crate::json::Json;
use crate::transport::{Body, Response};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The maximum length of a body that isn't JSON, in UTF-16 code units. The rest is dropped.
const MAX_TEXT_LENGTH: u32 = 2_000;

pub(super) async fn read(response: &web_sys::Response) -> Result<Response, JsValue> {
    let header = |name| response.headers().get(name).ok().flatten();
    let (retry_after, location) = (header("retry-after"), header("location"));
    let text = JsFuture::from(response.text()?).await?;
    Ok(Response {
        // Browsers report a redirect that isn't followed with status 0.
        status: match response.status() {
            0 => 302,
            status => status,
        },
        retry_after,
        location,
        body: body(text.unchecked_into()),
    })
}

/// The text stays a string of the host, so that a page of users isn't copied into WebAssembly memory.
fn body(text: JsString) -> Body {
    if let Some(json) = Json::parse_host_string(&text) {
        Body::Json(json)
    } else if text.trim().length() == 0 {
        Body::Empty
    } else {
        Body::Text(text.substring(0, MAX_TEXT_LENGTH).into())
    }
}
