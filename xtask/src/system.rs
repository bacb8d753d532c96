//! System packages: what is missing is installed, or named.

use crate::steps::{StepResult, command, step, succeeds};

/// Debian packages the program is built with and runs on.
const BUILD: &[&str] = &["build-essential", "pkg-config", "libssl-dev", "libgtk-3-dev", "libwebkit2gtk-4.1-dev"];

/// Debian packages the tests need besides: a display, a keyring, a browser, PDF tools.
const TEST: &[&str] = &[
    "chromium",
    "dbus",
    "fonts-dejavu-core",
    "gnome-keyring",
    "poppler-utils",
    "qpdf",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// What the wanted work needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building and running.
    Build,
    /// Testing.
    Test,
}

/// Installs missing system packages, or says what to install.
pub(crate) fn install(need: Need) -> StepResult {
    for (program, what) in [("node", "Node.js 20 or newer"), ("npm", "npm, which comes with Node.js")] {
        if !succeeds(if cfg!(windows) && program == "npm" { "npm.cmd" } else { program }, &["--version"]) {
            return Err(format!("{program} is missing: install {what}"));
        }
    }
    if !cfg!(target_os = "linux") {
        return other_system(need);
    }
    if !succeeds("dpkg-query", &["--version"]) {
        return Err(format!(
            "this system has no apt. Install what these Debian packages hold, then start again: {}",
            wanted(need).join(" ")
        ));
    }
    let missing: Vec<&str> = wanted(need).into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(&missing);
    apt(&arguments).map_err(|why| format!("{why}. Install by hand: apt-get install {}", missing.join(" ")))
}

fn wanted(need: Need) -> Vec<&'static str> {
    let mut packages = BUILD.to_vec();
    if need == Need::Test {
        packages.extend(TEST);
    }
    packages
}

fn other_system(need: Need) -> StepResult {
    if need == Need::Test {
        return Err("the whole test set runs on Debian and its relatives; here run `cargo test --workspace`".into());
    }
    if cfg!(target_os = "macos") && !succeeds("xcode-select", &["-p"]) {
        return Err("Xcode command line tools are missing: xcode-select --install".into());
    }
    if cfg!(windows) && !succeeds("perl", &["--version"]) {
        return Err("Perl is missing (it builds OpenSSL): install Strawberry Perl; WebView2 comes with Windows".into());
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    std::process::Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("install ok installed"))
}

/// apt-get as root: directly, or by sudo if it asks for no password.
fn apt(arguments: &[&str]) -> StepResult {
    let is_root =
        std::process::Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut all = vec!["-n", "apt-get"];
    all.extend(arguments);
    let mut command = if is_root { command("apt-get", arguments) } else { command("sudo", &all) };
    step(&format!("apt-get {}", arguments.join(" ")), command.env("DEBIAN_FRONTEND", "noninteractive"))
}
