//! «Сегодня»: what needs a hand.

use crate::app::App;
use crate::error::Error;
use crate::payments;
use crate::wire::today::{GetToday, Today, TodayGroup};
use agency_core::Right;
use agency_core::finance::Side;
use agency_core::today::{self as rules, TodayGroupKind, TodayRow};
use agency_store::today::{self, Whose};
use agency_store::{Read, StoreResult, operators};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// A group shows so many rows; its count tells of all.
const LONGEST_GROUP: usize = 100;

/// The start page of who asks: sums only with the right to see money, orders of
/// others only with the right to see them.
pub(crate) async fn get_today(app: &App, request: GetToday) -> Result<Today, Error> {
    let office = app.office().await?;
    let actor = office.actor()?;
    let is_own = request.mine || !actor.may(Right::OthersRead);
    let whose = if is_own { Whose::Of { id: actor.id, name: actor.name.clone() } } else { Whose::Anybody };
    let sees_money = actor.may(Right::Money);
    let now = office.now();
    let date = payments::today(now);
    let groups = office
        .read(move |read| {
            let mut groups = trips(read, date, &whose)?;
            if sees_money {
                groups.push((TodayGroupKind::TouristPayments, due(read, Side::Tourist, date, &whose)?));
                groups.push((TodayGroupKind::OperatorPayments, due(read, Side::Operator, date, &whose)?));
            }
            groups.extend(others(read, date, now, &whose)?);
            Ok(groups)
        })
        .await?;
    let groups = groups.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(kind, mut rows)| {
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        rows.sort_by_key(|row| (row.urgency, row.day));
        rows.truncate(LONGEST_GROUP);
        TodayGroup { kind, rows, total }
    });
    Ok(Today { date, groups: groups.collect() })
}

type Group = (TodayGroupKind, Vec<TodayRow>);

fn trips(read: &Read<'_>, date: NaiveDate, whose: &Whose) -> StoreResult<Vec<Group>> {
    let until = |days| date + TimeDelta::days(days);
    let departures = today::departures(read, whose, date, until(rules::TRIP_DAYS))?;
    let returns = today::returns(read, whose, date, until(rules::TRIP_DAYS))?;
    let documents = today::without_documents(read, whose, date, until(rules::DOCUMENT_DAYS))?;
    Ok(vec![
        (TodayGroupKind::Departures, departures.iter().map(|trip| rules::departure(trip, date)).collect()),
        (TodayGroupKind::Returns, returns.iter().map(|trip| rules::return_home(trip, date)).collect()),
        (
            TodayGroupKind::Documents,
            documents.iter().map(|(trip, given)| rules::documents(trip, *given, date)).collect(),
        ),
    ])
}

fn due(read: &Read<'_>, side: Side, date: NaiveDate, whose: &Whose) -> StoreResult<Vec<TodayRow>> {
    let due = today::due_payments(read, whose, side, date + TimeDelta::days(rules::PAYMENT_DAYS))?;
    Ok(due.iter().map(|due| rules::payment(due, side, date)).collect())
}

fn others(read: &Read<'_>, date: NaiveDate, now: DateTime<Utc>, whose: &Whose) -> StoreResult<Vec<Group>> {
    let papers = today::papers(read, whose, date, date + TimeDelta::days(rules::PAPER_DAYS))?;
    let operators = operators::list(read)?;
    let contracts = today::waiting_contracts(read, whose)?;
    let failed = today::failed_sms(read, whose, rules::sms_since(now))?;
    let birthdays = today::birthdays(read, date)?;
    Ok(vec![
        (TodayGroupKind::Papers, papers.iter().filter_map(|paper| rules::paper(paper, date)).collect()),
        (
            TodayGroupKind::Guarantees,
            operators.iter().filter_map(|operator| rules::guarantee(operator, date)).collect(),
        ),
        (TodayGroupKind::Contracts, contracts.iter().map(|waiting| rules::contract(waiting, date)).collect()),
        (TodayGroupKind::Sms, failed.iter().map(rules::sms).collect()),
        (
            TodayGroupKind::Birthdays,
            birthdays.iter().map(|(id, name, birth)| rules::birthday(*id, name, *birth, date)).collect(),
        ),
    ])
}
