//! The whole output and progress of each scenario, compared with a file of `tests/native/golden/`.
//!
//! After an intended change, write the files again with `UPDATE_GOLDEN=1 cargo test --test native golden`, and read the
//! difference before you commit it.

use super::scenarios::{Scenario, all};
use super::{progress, wire};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::{env, fs};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/native/golden")
}

/// What a scenario's file has.
fn result_of(scenario: &Scenario) -> Value {
    let tenant = scenario.tenant();
    let input = scenario.input(&tenant);
    let (output, reported) = wire::run(
        &tenant,
        scenario.faults,
        scenario.action,
        input.clone().into(),
    );
    let output = output.unwrap_or_else(|error| panic!("{}: {error:?}", scenario.name));
    let output = output.into_value();
    progress::check(&reported, &output, scenario.name);
    agrees_with_tenant(scenario, &output, &tenant.users());
    json!({
        "about": scenario.about,
        "options": serde_json::from_str::<Value>(scenario.options).expect("options"),
        "action": scenario.action,
        "input": input,
        "output": output,
        "progress": reported,
    })
}

/// A user who is reported as deactivated is inactive; one who is reported as failed or not attempted is active.
fn agrees_with_tenant(scenario: &Scenario, output: &Value, users: &[Value]) {
    for entry in output["report"].as_array().into_iter().flatten() {
        let user = users.iter().find(|user| user["ID"] == entry["ID"]);
        let is_active = user.map(|user| user["isActive"] == true);
        let expected = match entry["outcome"].as_str().expect("an outcome") {
            "deactivated" | "alreadyInactive" => Some(false),
            "notAttempted" | "planned" => Some(true),
            "failed" if user.is_some() => Some(true),
            "notFound" | "failed" => None,
            _ => is_active,
        };
        assert_eq!(is_active, expected, "{}: {entry}", scenario.name);
    }
}

#[test]
fn golden_reports_are_unchanged() {
    let is_update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    for scenario in all() {
        let file = folder().join(format!("{}.json", scenario.name));
        let result = result_of(&scenario);
        if is_update {
            let text = serde_json::to_string_pretty(&result).expect("JSON");
            fs::write(&file, format!("{text}\n")).expect("the file can be written");
            continue;
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        let known: Value = serde_json::from_str(&known).unwrap_or_default();
        if known != result {
            differences.push(format!(
                "{}.json has\n{known:#}\nbut now it is\n{result:#}",
                scenario.name
            ));
        }
    }
    assert!(
        differences.is_empty(),
        "{}\nIf this is intended: UPDATE_GOLDEN=1 cargo test --test native golden",
        differences.join("\n\n")
    );
}

#[test]
fn each_golden_file_has_a_scenario() {
    let names: Vec<String> = all()
        .iter()
        .map(|scenario| format!("{}.json", scenario.name))
        .collect();
    for entry in fs::read_dir(folder()).expect("the folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy().into_owned();
        assert!(names.contains(&name), "{name} has no scenario: delete it");
    }
}
