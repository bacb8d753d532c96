//! Everything that proves the program, in the order of what fails fastest.

use crate::run::{build_ui, install_npm};
use crate::steps::{StepResult, cargo, command, npm, step};
use crate::system::{Need, install};

/// Runs every check and test.
pub(crate) fn test() -> StepResult {
    install(Need::Test)?;
    step("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    install_npm("ui")?;
    step("types, lints and format of the screens", &mut npm("ui", &["run", "check"]))?;
    step("unit tests of the screens", &mut npm("ui", &["test"]))?;
    build_ui()?;
    step(
        "lints",
        &mut cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"]),
    )?;
    // builds the development server as well, which the browser tests start
    step("Rust tests", &mut cargo(&["test", "--workspace", "--all-features"]))?;
    install_npm("tests/e2e")?;
    step("the screens and the tourist's pages in a browser", &mut npm("tests/e2e", &["test"]))?;
    step("build the program", &mut cargo(&["build", "--features", "tauri/custom-protocol"]))?;
    step("the program in a window", &mut command("bash", &["tests/desktop/run.sh"]))
}
