//! Reading the runtime's own `Response`.

use crate::json::Json;
use crate::transport::{Body, Response};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How much of a body that isn't JSON is kept, in UTF-16 units.
const KEPT: u32 = 2_000;

pub(super) async fn read(response: &web_sys::Response) -> Result<Response, JsValue> {
    let header = |name| response.headers().get(name).ok().flatten();
    let (retry_after, location) = (header("retry-after"), header("location"));
    let text = JsFuture::from(response.text()?).await?;
    Ok(Response {
        // A redirect that a browser doesn't follow has no status there.
        status: match response.status() {
            0 => 302,
            status => status,
        },
        retry_after,
        location,
        body: body(text.unchecked_into()),
    })
}

/// The text stays the host's own, so that a page of users isn't copied into wasm memory.
fn body(text: JsString) -> Body {
    if let Some(json) = Json::parse_host_string(&text) {
        Body::Json(json)
    } else if text.trim().length() == 0 {
        Body::Empty
    } else {
        Body::Text(text.substring(0, KEPT).into())
    }
}
