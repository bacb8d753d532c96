//! «Журнал изменений».

use crate::app::App;
use crate::error::Error;
use crate::wire::Empty;
use crate::wire::audit::{AuditCheck, AuditLine, AuditLines, AuditWish, ListAudit};
use agency_core::dates;
use agency_store::audit::{self, AuditFilter, AuditRow};

/// A slice of the journal is never longer.
const LONGEST_PAGE: u32 = 500;

/// A slice of «Журнал изменений».
pub(crate) async fn list_audit(app: &App, request: ListAudit) -> Result<AuditLines, Error> {
    let filter =
        AuditFilter { offset: request.page.offset, limit: request.page.limit.min(LONGEST_PAGE), ..request.wish.into() };
    let (rows, total) = app.office().await?.read(move |read| audit::list(read, &filter)).await?;
    Ok(AuditLines { rows: rows.into_iter().map(AuditLine::from).collect(), total })
}

/// Whether anybody changed the journal past the program.
pub(crate) async fn check_audit(app: &App, _: Empty) -> Result<AuditCheck, Error> {
    Ok(AuditCheck { first_broken: app.office().await?.read(audit::first_broken).await? })
}

impl From<AuditWish> for AuditFilter {
    fn from(wish: AuditWish) -> Self {
        Self {
            staff: wish.staff,
            kinds: wish.kinds,
            from: wish.from.map(dates::moscow_midnight),
            until: wish.to.and_then(|day| day.succ_opt()).map(dates::moscow_midnight),
            subject: None,
            search: wish.search,
            offset: 0,
            limit: 0,
        }
    }
}

impl From<AuditRow> for AuditLine {
    fn from(row: AuditRow) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            staff_name: row.staff_name,
            kind: row.kind,
            text: row.text,
            subject: row.subject,
            changes: row.changes,
        }
    }
}
