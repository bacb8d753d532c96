//! Running other programs, each as a named step.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Why a step failed, for the console.
pub(crate) type StepResult = Result<(), String>;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// A program to be run in the root of the workspace.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Cargo, the same one that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// npm in a folder of the workspace.
pub(crate) fn npm(folder: &str, arguments: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = command(program, arguments);
    command.current_dir(root().join(folder)).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Runs a step, telling its name and how long it took.
pub(crate) fn step(name: &str, command: &mut Command) -> StepResult {
    println!("\n▶ {name}");
    let started = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("{name}: cannot start {}: {error}", command.get_program().to_string_lossy()))?;
    let seconds = started.elapsed().as_secs();
    if status.success() {
        println!("✓ {name}: {seconds} s");
        Ok(())
    } else {
        Err(format!("{name} failed after {seconds} s"))
    }
}

/// Runs a program quietly; tells whether it succeeded.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}
