//! The actions that the tests have run to the end, for the check that each action has a test (CONTRIBUTING.md).

use std::env;
use std::fs;
use std::path::Path;

/// Records that a test has run this action and got an output. `npm run test:rust` names the folder.
pub fn record(action: &str) {
    if let Some(folder) = env::var_os("ACTION_RUNS") {
        fs::create_dir_all(&folder).expect("the folder of ACTION_RUNS");
        fs::write(Path::new(&folder).join(action), "").expect("a file for the action");
    }
}
