//! Starting the program, the demo and the simulator.

use crate::steps::{StepResult, cargo, npm, root, step};
use crate::system::{Need, install};
use std::fs;

/// Starts the program; with no display, the same screens in a browser.
pub(crate) fn run() -> StepResult {
    install(Need::Build)?;
    build_ui()?;
    if has_display() {
        return step("the program", &mut cargo(&["run", "--features", "tauri/custom-protocol"]));
    }
    println!("No display here: the same screens open in a browser at the address below.");
    step("the development server", &mut cargo(&["run", "--package", "agency-dev", "--", "serve"]))
}

/// The main job without a window.
pub(crate) fn demo(arguments: &[String]) -> StepResult {
    install(Need::Build)?;
    let mut all = vec!["run", "--quiet", "--package", "agency-dev", "--", "demo"];
    all.extend(arguments.iter().map(String::as_str));
    let status = cargo(&all).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the demo did not end in a signed contract".into()) }
}

/// The simulator alone.
pub(crate) fn simulator(arguments: &[String]) -> StepResult {
    let mut all = vec!["run", "--quiet", "--package", "agency-simulator", "--"];
    all.extend(arguments.iter().map(String::as_str));
    let status = cargo(&all).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the simulator stopped with an error".into()) }
}

/// A command of the development host that is about speed, so built for it.
pub(crate) fn measured(name: &str, arguments: &[String]) -> StepResult {
    install(Need::Build)?;
    let mut all = vec!["run", "--quiet", "--release", "--package", "agency-dev", "--", name];
    all.extend(arguments.iter().map(String::as_str));
    let status = cargo(&all).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("{name} stopped with an error")) }
}

/// Builds the window's page into ui/dist.
pub(crate) fn build_ui() -> StepResult {
    install_npm("ui")?;
    step("build the screens", &mut npm("ui", &["run", "build"]))
}

/// Installs the locked packages of a folder unless they are there already.
pub(crate) fn install_npm(folder: &str) -> StepResult {
    let lock = fs::read(root().join(folder).join("package-lock.json")).map_err(|error| error.to_string())?;
    let stamp = root().join(folder).join("node_modules").join(".installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!("npm packages of {folder}"), &mut npm(folder, &["ci", "--no-audit", "--no-fund"]))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
