//! The demo agency: invented data and the built-in simulator.

mod trips;

use crate::error::{Code, Error};
use crate::integration::DemoAccounts;
use crate::secrets::Secrets;
use crate::session;
use crate::start::AGENCY;
use agency_core::{Agency, Order};
use agency_simulator::{Running, Simulator, SimulatorConfig};
use agency_store::images::{self, Image};
use agency_store::{Store, StoreResult, Write, operators, orders, settings, staff};
use chrono::{DateTime, Utc};

const AGENCY_JSON: &str = include_str!("../../../../tests/fixtures/agency.json");
const ORDER_JSON: &str = include_str!("../../../../tests/fixtures/orders/6083-1234.json");
const STAMP: &[u8] = include_bytes!("../../../../tests/fixtures/stamp.png");
const SIGNATURE: &[u8] = include_bytes!("../../../../tests/fixtures/signature.png");

/// Fills a fresh demo base; one that is filled stays as the person left it.
pub(crate) fn fill(write: &Write<'_>) -> StoreResult<()> {
    if settings::get::<Agency>(write, AGENCY)?.is_some() {
        return Ok(());
    }
    let agency: Agency = serde_json::from_str(AGENCY_JSON)?;
    let mut order: Order = serde_json::from_str(ORDER_JSON)?;
    settings::put(write, AGENCY, &agency)?;
    images::put(write, Image::Stamp, STAMP)?;
    images::put(write, Image::Signature, SIGNATURE)?;
    if let Some(operator) = &order.operator {
        operators::put(write, operator)?;
    }
    // the demo's only person has no PIN, so that it opens at once
    let head = session::head(&order.manager);
    staff::put(write, &head)?;
    order.manager_id = Some(head.id);
    if let Some(operator) = &order.operator {
        trips::add(write, operator, &head)?;
    }
    // the guide's order last, so that it is the first of the grid
    orders::add(write, &order, &head.name)?;
    Ok(())
}

/// Starts the simulator and points the demo's accounts at it.
pub(crate) async fn start_simulator(
    store: &Store,
    secrets: &dyn Secrets,
    base_id: &str,
    now: DateTime<Utc>,
) -> Result<Running, Error> {
    let simulator = Simulator::start(SimulatorConfig::default()).await.map_err(|error| {
        tracing::error!(%error, "simulator");
        Error::new(Code::Internal).with("Не удалось запустить учебные почту и телефон.")
    })?;
    DemoAccounts { store, secrets, base_id, smtp_port: simulator.smtp_addr.port(), now }.put()?;
    Ok(simulator)
}
