//! The names of choices: as they cross the boundary (serde), and as the plugin itself writes them (strum).

use serde::Serialize;
use std::fmt::Debug;
use strum::VariantArray;
use workfront_actions::protocol::Dialect;

fn names_agree<T>()
where
    T: VariantArray + Serialize + Copy + Debug + 'static,
    &'static str: From<T>,
{
    assert!(!T::VARIANTS.is_empty());
    for choice in T::VARIANTS {
        let name: &str = (*choice).into();
        assert_eq!(serde_json::json!(choice), name, "{choice:?}");
    }
}

#[test]
fn a_dialect_has_one_name() {
    assert_eq!(Dialect::names().first(), Some(&"auto"));
    assert!(Dialect::names().len() > 1);
    for name in Dialect::names() {
        let dialect: Dialect = serde_json::from_value(name.into()).expect(name);
        assert_eq!(dialect.as_str(), name);
        assert_eq!(serde_json::json!(dialect), name);
    }
}

#[test]
fn each_choice_has_one_name() {
    names_agree::<workfront_actions::protocol::filter::Modifier>();
    names_agree::<workfront_actions::protocol::sort::Direction>();
    names_agree::<workfront_actions::auth::CredentialType>();
    names_agree::<workfront_actions::model::Object>();
    names_agree::<workfront_actions::services::events::Connector>();
    names_agree::<workfront_actions::services::events::EventType>();
    names_agree::<workfront_actions::services::events::SubscriptionVersion>();
    names_agree::<workfront_actions::services::offboarding::OffboardOutcome>();
    names_agree::<workfront_actions::transport::Method>();
}
