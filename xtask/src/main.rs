//! The project's own commands.
//!
//! `cargo xtask run` starts the program, `cargo xtask test` runs everything.
//! Standard library only, because it installs what the rest needs to build.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a console tool speaks on the console")]

mod run;
mod steps;
mod system;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run                       start the program (builds what it needs)
cargo xtask test                      run every check and test
cargo xtask demo --out DIR            the main job without a window
cargo xtask simulator --port N        the simulator of SMS services and mail alone
cargo xtask seed --orders N [--folder DIR]
                                      a base with believable orders; look at it with
                                      cargo run --release -p agency-dev -- serve --data DIR
cargo xtask bench [NAME…] [--json FILE] [--orders N]
                                      measurements beside their peers
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let result = match arguments.first().map(String::as_str) {
        Some("run") => run::run(),
        Some("test") => test::test(),
        Some("demo") => run::demo(rest),
        Some("simulator") => run::simulator(rest),
        Some("seed") => run::measured("seed", rest),
        Some("bench") => run::measured("bench", rest),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("unknown command «{other}»\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
