//! `agency-dev serve` and `agency-dev demo`.

use agency_dev::{demo, serve};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "Development host: the program's screens in a browser, and the main job on the console")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the screens on the loopback interface.
    Serve {
        /// Port; 0 takes any free one.
        #[arg(long, default_value_t = 4173)]
        port: u16,
        /// Folder of the data; a fresh temporary one by default.
        #[arg(long)]
        data: Option<PathBuf>,
        /// Folder of the built screens.
        #[arg(long, default_value = "ui/dist")]
        ui: PathBuf,
        /// Address of a running simulator that stands in for the SMS services.
        #[arg(long)]
        simulator: Option<String>,
    },
    /// From an order to a signed contract, with no window.
    Demo {
        /// Folder for the contract, the signed file, the evidence and the history.
        #[arg(long)]
        out: PathBuf,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("AGENCY_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    match Arguments::parse().command {
        Command::Serve { port, data, ui, simulator } => serve::serve(port, data, ui, simulator).await,
        Command::Demo { out } => demo::demo(&out).await,
    }
}
