//! `agency-dev serve`, `demo`, `seed` and `bench`.

use agency_dev::{bench, demo, seed, serve};
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
    /// Fills a base with believable orders, three tourists each.
    Seed {
        /// Orders the base has at the end.
        #[arg(long)]
        orders: u32,
        /// Folder of the data, for `serve --data`.
        #[arg(long, default_value = "target/seed")]
        folder: PathBuf,
        /// The same number makes the same orders.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Measures beside peers: `grid`, `search`; all by default.
    Bench {
        /// Groups of measurements.
        names: Vec<String>,
        /// File for the results as JSON.
        #[arg(long)]
        json: Option<PathBuf>,
        /// Orders in the base.
        #[arg(long, default_value_t = 100_000)]
        orders: u32,
        /// Folder of the base; filled on first use.
        #[arg(long)]
        folder: Option<PathBuf>,
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
        Command::Seed { orders, folder, seed } => seed::seed(&folder, orders, seed).await.map(|_| ()),
        Command::Bench { names, json, orders, folder } => {
            let folder = folder.unwrap_or_else(|| PathBuf::from(format!("target/bench/orders-{orders}")));
            bench::bench(&bench::Options { names, orders, folder }, json.as_deref()).await
        }
    }
}
