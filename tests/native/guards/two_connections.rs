//! Connections of one process to the same tenant don't shut out its last administrators together.

use super::{connected, own, tenant_with_administrators};
use crate::support::json;
use futures_util::future::join_all;
use serde_json::json;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use workfront_actions::error::GuardReason;
use workfront_actions::plugin::Plugin;
use workfront_actions::transport::{Future, Host, Request, Response, Transport, TransportError};

/// A transport that yields to other calls before and after each request.
struct Slow(Rc<dyn Transport>);

impl Transport for Slow {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        let response = self.0.send(request);
        Box::pin(async move {
            Yield(false).await;
            let response = response.await;
            Yield(false).await;
            response
        })
    }
}

struct Yield(bool);

impl std::future::Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

const CREDENTIALS: [&str; 3] = [
    r#"{"type":"apiKey","apiKey":"sandbox-api-key"}"#,
    r#"{"type":"bearer","accessToken":"sandbox-token"}"#,
    r#"{"type":"session","sessionID":"sandbox-session"}"#,
];

#[test]
fn one_of_the_last_two_administrators_remains_whatever_the_credentials() {
    for first in CREDENTIALS {
        for second in CREDENTIALS {
            let tenant = connected(&tenant_with_administrators(&["boss", "chief"]), "{}");
            let own = own(&tenant);
            let address = tenant.plugin.base_url().to_owned();
            // The address may be written in another letter case.
            let addresses = [address.clone(), address.replace("tenant", "Tenant")];
            let plugins: Vec<Plugin> = [first, second]
                .iter()
                .zip(addresses)
                .map(|(credentials, address)| {
                    let credentials: serde_json::Value =
                        serde_json::from_str(credentials).expect("credentials");
                    let options =
                        json!({ "baseUrl": address, "credentials": credentials, "ownUserID": own });
                    Plugin::new(&json(&options.to_string())).expect("good options")
                })
                .collect();
            let calls = plugins.iter().zip(["boss", "chief"]).map(|(plugin, id)| {
                let host = Host {
                    transport: Rc::new(Slow(tenant.wire.clone())),
                    ..tenant.host()
                };
                let input = json!({ "ID": id, "includeAdministrators": true }).to_string();
                plugin.run("deactivate", json(&input), host, None)
            });
            let ends = futures_executor::block_on(join_all(calls));
            let mut held = Vec::new();
            for end in ends {
                held.extend(end.err().map(|error| error.reason));
            }
            assert_eq!(
                held,
                [Some(GuardReason::LastAdministrator.into())],
                "{first} {second}"
            );
            let is_active = |id: &str| tenant.user(id)["isActive"] == json!(true);
            assert!(is_active("boss") || is_active("chief"), "{first} {second}");
        }
    }
}
