//! Measurements beside their peers, in one run.

#![expect(clippy::print_stdout, reason = "the results are for the person who started it")]

mod bare;
mod grid;
mod search;

use crate::seed;
use agency_app::{App, Folder, command};
use anyhow::{Result, bail};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One result.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// What was measured.
    pub name: String,
    /// How long or how much it was.
    pub value: f64,
    /// Unit of both values.
    pub unit: &'static str,
    /// What it is compared with.
    pub peer: String,
    /// The peer's value, if there is a peer.
    pub peer_value: Option<f64>,
    /// `value` to `peer_value`.
    pub ratio: Option<f64>,
    /// The goal in words.
    pub goal: String,
    /// Whether the goal is met.
    pub holds: bool,
}

/// Groups of measurements by name.
const BENCHES: [&str; 2] = ["grid", "search"];

/// What to measure.
pub struct Options {
    /// Names of groups; all when there are none.
    pub names: Vec<String>,
    /// Orders in the base.
    pub orders: u32,
    /// Folder of the base; filled on first use.
    pub folder: std::path::PathBuf,
}

/// Measures and prints, and writes a JSON list.
///
/// # Errors
/// An unknown name, or a base that cannot be made.
pub async fn bench(options: &Options, json: Option<&Path>) -> Result<()> {
    if let Some(unknown) = options.names.iter().find(|name| !BENCHES.contains(&name.as_str())) {
        bail!("нет измерения «{unknown}», есть: {}", BENCHES.join(", "));
    }
    let is_wanted = |name: &str| options.names.is_empty() || options.names.iter().any(|wanted| wanted == name);
    let seeded = seed::seed(&options.folder, options.orders, 1).await?;
    let desk = Desk::open(&options.folder).await;
    let mut results = Vec::new();
    if is_wanted("grid") {
        let bare = bare::Bare::open(&seeded)?;
        results.extend(grid::measure(&desk, &bare, options.orders).await?);
    }
    if is_wanted("search") {
        results.extend(search::measure(&desk, options.orders).await?);
    }
    desk.app.stop().await;
    for one in &results {
        println!(
            "{} {:<38} {:>9.2} {} {}  {}",
            if one.holds { "✓" } else { "✗" },
            one.name,
            one.value,
            one.unit,
            one.ratio.map_or_else(String::new, |ratio| format!("= {ratio:.2} × {}", one.peer)),
            one.goal,
        );
    }
    if let Some(path) = json {
        std::fs::write(path, serde_json::to_string_pretty(&results)?)?;
    }
    Ok(())
}

/// The program, spoken to by its commands as a window does.
struct Desk {
    app: App,
}

impl Desk {
    async fn open(folder: &Path) -> Self {
        Self { app: seed::open(folder, Arc::new(Folder::new(folder))).await }
    }

    async fn call<T: DeserializeOwned>(&self, name: &str, request: &impl Serialize) -> Result<T> {
        let response = command::dispatch(&self.app, name, serde_json::to_value(request)?).await?;
        Ok(serde_json::from_value(response)?)
    }

    /// How long a command takes, its answer as JSON included.
    async fn time(&self, name: &str, request: &impl Serialize) -> Result<Duration> {
        let request = serde_json::to_value(request)?;
        let started = Instant::now();
        command::dispatch(&self.app, name, request).await?;
        Ok(started.elapsed())
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The value below which this share of all values lies.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = ((sorted.len().saturating_sub(1)) as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
