//! «Сегодня»: what needs a hand, in groups, each row leading to its place.
//!
//! The store finds the rows, one query for each group; the words, the urgency
//! and the order are rules and made here.

use crate::dates::short_date;
use crate::expiry::{GuaranteeState, PaperState, guarantee_state, passport_state, visa_state};
use crate::finance::Side;
use crate::ids::{ClientId, OperatorId, OrderId, TouristId};
use crate::{ContractStatus, DocumentsGiven, Money, TourOperator};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Departures and returns of today and so many days after it are shown.
pub const TRIP_DAYS: i64 = 3;
/// Documents are to be given this many days before departure at the latest.
pub const DOCUMENT_DAYS: i64 = 7;
/// Payments are shown from this many days before their last day.
pub const PAYMENT_DAYS: i64 = 3;
/// Papers are watched for trips that begin within so many days.
pub const PAPER_DAYS: i64 = 180;
/// A failed SMS is shown for so many days.
pub const SMS_DAYS: i64 = 14;

/// What a group is about, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TodayGroupKind {
    /// Вылеты.
    Departures,
    /// Возвращения.
    Returns,
    /// Документы туристу не выданы.
    Documents,
    /// Оплата от туристов.
    TouristPayments,
    /// Оплата туроператорам.
    OperatorPayments,
    /// Паспорта и визы.
    Papers,
    /// Финансовое обеспечение туроператоров.
    Guarantees,
    /// Договоры ждут подписи.
    Contracts,
    /// СМС не доставлены.
    Sms,
    /// Дни рождения.
    Birthdays,
}

/// How soon a row wants a hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Late or broken.
    Late,
    /// Today.
    Today,
    /// In the next days.
    Soon,
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TodayPlace {
    /// A place on the page of an order.
    Order {
        /// The order.
        id: OrderId,
        /// Anchor of a field or block.
        anchor: String,
    },
    /// The card of an operator.
    Operator {
        /// The operator.
        id: OperatorId,
    },
    /// The card of a client.
    Client {
        /// The client.
        id: ClientId,
    },
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TodayRow {
    /// What it is: «№ 6083-1234, Щербаков Иван Сергеевич».
    pub title: String,
    /// What is to be done or known.
    pub text: String,
    /// How soon.
    pub urgency: Urgency,
    /// Sum of a payment.
    pub sum: Option<Money>,
    /// Day it is about.
    pub day: Option<NaiveDate>,
    /// Where it leads.
    pub place: TodayPlace,
}

/// The order a row speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// ФИО заказчика.
    pub customer: String,
    /// Countries and resorts.
    pub destination: String,
    /// Начало тура.
    pub start: Option<NaiveDate>,
    /// Окончание тура.
    pub end: Option<NaiveDate>,
}

impl Trip {
    fn row(&self, day: Option<NaiveDate>, urgency: Urgency, text: String, anchor: &str) -> TodayRow {
        let customer = self.customer.trim();
        let title = if customer.is_empty() {
            format!("№\u{a0}{}", self.number)
        } else {
            format!("№\u{a0}{}, {customer}", self.number)
        };
        let place = TodayPlace::Order { id: self.id, anchor: anchor.into() };
        TodayRow { title, text, urgency, sum: None, day, place }
    }
}

/// A payment that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuePayment {
    /// The order.
    pub trip: Trip,
    /// «Аванс», «Окончательная оплата».
    pub title: String,
    /// What is not paid of it.
    pub open: Money,
    /// Last day.
    pub by: NaiveDate,
    /// Tour operator of the order.
    pub operator: String,
}

/// A passport or a visa with its trip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The order.
    pub trip: Trip,
    /// The tourist.
    pub tourist: TouristId,
    /// ФИО туриста.
    pub holder: String,
    /// A visa, else a passport.
    pub is_visa: bool,
    /// Last day.
    pub expires_on: NaiveDate,
}

/// A contract that waits for its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingContract {
    /// The order.
    pub trip: Trip,
    /// Where the contract stands.
    pub status: ContractStatus,
    /// When it was sent last.
    pub sent_at: Option<DateTime<Utc>>,
}

/// An SMS with a code that did not go out, or nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedSms {
    /// The order.
    pub trip: Trip,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// What happened, in Russian.
    pub explanation: String,
}

/// «сегодня», «завтра», «через 3 дня», «2 дня назад».
pub fn from_today(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    let counted = |days: i64| {
        let count = days.unsigned_abs();
        format!("{count} {}", crate::words::plural(count, "день", "дня", "дней"))
    };
    match days {
        0 => "сегодня".into(),
        1 => "завтра".into(),
        -1 => "вчера".into(),
        2.. => format!("через {}", counted(days)),
        _ => format!("{} назад", counted(days)),
    }
}

fn urgency(day: NaiveDate, today: NaiveDate) -> Urgency {
    match day.cmp(&today) {
        std::cmp::Ordering::Less => Urgency::Late,
        std::cmp::Ordering::Equal => Urgency::Today,
        std::cmp::Ordering::Greater => Urgency::Soon,
    }
}

fn listed(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A row of «Вылеты».
pub fn departure(trip: &Trip, today: NaiveDate) -> TodayRow {
    let day = trip.start.unwrap_or(today);
    let text = listed(&[&format!("Начало тура {}", from_today(day, today)), &trip.destination]);
    trip.row(Some(day), urgency(day, today), text, "tour.start")
}

/// A row of «Возвращения».
pub fn return_home(trip: &Trip, today: NaiveDate) -> TodayRow {
    let day = trip.end.unwrap_or(today);
    let text = listed(&[&format!("Окончание тура {}", from_today(day, today)), &trip.destination]);
    trip.row(Some(day), urgency(day, today), text, "tour.end")
}

/// A row of «Документы не выданы»: late when the tour begins tomorrow or sooner,
/// since they are due a day before it.
pub fn documents(trip: &Trip, given: DocumentsGiven, today: NaiveDate) -> TodayRow {
    let day = trip.start.unwrap_or(today);
    let state = if given == DocumentsGiven::Partly {
        "Документы выданы частично"
    } else {
        "Документы не выданы"
    };
    let urgency = match (day - today).num_days() {
        ..=1 => Urgency::Late,
        2 => Urgency::Today,
        _ => Urgency::Soon,
    };
    let text = listed(&[state, &format!("начало тура {}", from_today(day, today))]);
    trip.row(Some(day), urgency, text, "documents_given")
}

/// A row of the payments of either side.
pub fn payment(due: &DuePayment, side: Side, today: NaiveDate) -> TodayRow {
    let when = if due.by < today {
        let days = (today - due.by).num_days().unsigned_abs();
        format!("просрочено на {days} {}", crate::words::plural(days, "день", "дня", "дней"))
    } else {
        format!("срок {}", from_today(due.by, today))
    };
    let whom = if side == Side::Operator { due.operator.as_str() } else { "" };
    let text = listed(&[&due.title, whom, &when]);
    let row = due.trip.row(Some(due.by), urgency(due.by, today), text, "payments");
    TodayRow { sum: Some(due.open), ..row }
}

/// A row of «Паспорта и визы», if the paper does not last for the trip.
pub fn paper(paper: &Paper, today: NaiveDate) -> Option<TodayRow> {
    let (start, end) = (paper.trip.start?, paper.trip.end?);
    let state = if paper.is_visa { visa_state } else { passport_state }(paper.expires_on, start, end)?;
    let name = if paper.is_visa { "Виза" } else { "Паспорт" };
    let until = format!("{name} до {}", short_date(paper.expires_on));
    let what = match state {
        PaperState::EndsBefore => "заканчивается до начала тура",
        PaperState::EndsDuring => "заканчивается во время тура",
        PaperState::EndsWithinSixMonths => "меньше 6 месяцев после тура",
    };
    let urgency = if state == PaperState::EndsWithinSixMonths { Urgency::Soon } else { Urgency::Late };
    let field = if paper.is_visa { "visa_expires_on" } else { "document.expires_on" };
    let text = listed(&[&paper.holder, &format!("{until}: {what}"), &format!("тур {}", from_today(start, today))]);
    Some(paper.trip.row(Some(start), urgency, text, &format!("tourists.{}.{field}", paper.tourist)))
}

/// A row of «Финансовое обеспечение», if the operator's guarantee needs a hand.
pub fn guarantee(operator: &TourOperator, today: NaiveDate) -> Option<TodayRow> {
    let state = guarantee_state(operator, today);
    let (text, day) = match state {
        GuaranteeState::InForce { .. } => return None,
        GuaranteeState::EndsSoon { to } | GuaranteeState::EndsLater { to } => {
            (format!("Финобеспечение заканчивается {} ({})", from_today(to, today), short_date(to)), Some(to))
        }
        GuaranteeState::Ended { to } => (format!("Финобеспечение закончилось {}", short_date(to)), Some(to)),
        GuaranteeState::NotYet { from } => (format!("Финобеспечение начнётся {}", short_date(from)), Some(from)),
        GuaranteeState::NoSum { to } => ("Не указан размер финобеспечения".to_owned(), Some(to)),
        GuaranteeState::Unknown => ("Не указано финобеспечение".to_owned(), None),
    };
    Some(TodayRow {
        title: operator.name().to_owned(),
        text,
        urgency: if state.is_bad() { Urgency::Late } else { Urgency::Soon },
        sum: None,
        day,
        place: TodayPlace::Operator { id: operator.id },
    })
}

/// A row of «Договоры ждут подписи».
pub fn contract(waiting: &WaitingContract, today: NaiveDate) -> TodayRow {
    let sent = waiting.sent_at.map(|at| crate::dates::moscow(at).date_naive());
    let when = sent.map_or_else(String::new, |day| format!("отправлен {}", from_today(day, today)));
    let urgency = match waiting.status {
        ContractStatus::Sent | ContractStatus::Viewed | ContractStatus::CodeSent => Urgency::Soon,
        _ => Urgency::Late,
    };
    waiting.trip.row(sent, urgency, listed(&[waiting.status.label(), &when]), "signing")
}

/// A row of «СМС не доставлены».
pub fn sms(failed: &FailedSms) -> TodayRow {
    let day = crate::dates::moscow(failed.sent_at).date_naive();
    failed.trip.row(Some(day), Urgency::Late, failed.explanation.clone(), "signing")
}

/// A row of «Дни рождения».
pub fn birthday(client: ClientId, name: &str, birth: NaiveDate, today: NaiveDate) -> TodayRow {
    let age = crate::dates::age_on(birth, today).unsigned_abs();
    let years = crate::words::plural(age.into(), "год", "года", "лет");
    TodayRow {
        title: name.to_owned(),
        text: format!("Исполняется {age} {years}"),
        urgency: Urgency::Today,
        sum: None,
        day: Some(today),
        place: TodayPlace::Client { id: client },
    }
}

/// First moment from which failed SMS are shown.
pub fn sms_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(SMS_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::Guarantee;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        day("2026-11-20")
    }

    fn trip(start: &str, end: &str) -> Trip {
        Trip {
            id: OrderId::new(),
            number: "6083-1".into(),
            customer: "Иванова Анна".into(),
            destination: "Турция, Кемер".into(),
            start: Some(day(start)),
            end: Some(day(end)),
        }
    }

    #[rstest]
    #[case("2026-11-20", "сегодня")]
    #[case("2026-11-21", "завтра")]
    #[case("2026-11-23", "через 3 дня")]
    #[case("2026-11-19", "вчера")]
    #[case("2026-11-15", "5 дней назад")]
    fn days_are_told_from_today(#[case] on: &str, #[case] words: &str) {
        assert_eq!(from_today(day(on), today()), words);
    }

    #[rstest]
    #[case("2026-11-21", DocumentsGiven::NotGiven, Urgency::Late, "Документы не выданы, начало тура завтра")]
    #[case("2026-11-22", DocumentsGiven::Partly, Urgency::Today, "Документы выданы частично, начало тура через 2 дня")]
    #[case("2026-11-25", DocumentsGiven::NotGiven, Urgency::Soon, "Документы не выданы, начало тура через 5 дней")]
    fn documents_are_due_a_day_before(
        #[case] start: &str,
        #[case] given: DocumentsGiven,
        #[case] urgency: Urgency,
        #[case] text: &str,
    ) {
        let row = documents(&trip(start, "2026-12-10"), given, today());
        assert_eq!((row.urgency, row.text.as_str()), (urgency, text));
        assert_eq!(row.title, "№\u{a0}6083-1, Иванова Анна");
    }

    #[rstest]
    #[case("2026-11-17", Side::Tourist, Urgency::Late, "Аванс, просрочено на 3 дня")]
    #[case("2026-11-20", Side::Tourist, Urgency::Today, "Аванс, срок сегодня")]
    #[case("2026-11-21", Side::Operator, Urgency::Soon, "Аванс, ООО «Пример», срок завтра")]
    fn a_payment_is_late_after_its_last_day(
        #[case] by: &str,
        #[case] side: Side,
        #[case] urgency: Urgency,
        #[case] text: &str,
    ) {
        let due = DuePayment {
            trip: trip("2026-12-01", "2026-12-10"),
            title: "Аванс".into(),
            open: Money(100),
            by: day(by),
            operator: "ООО «Пример»".into(),
        };
        let row = payment(&due, side, today());
        assert_eq!((row.urgency, row.text.as_str(), row.sum), (urgency, text, Some(Money(100))));
    }

    #[rstest]
    #[case(false, "2026-12-05", Some((Urgency::Late, "Паспорт до 05.12.2026: заканчивается во время тура")))]
    #[case(false, "2027-05-05", Some((Urgency::Soon, "Паспорт до 05.05.2027: меньше 6 месяцев после тура")))]
    #[case(false, "2027-06-11", None)]
    #[case(true, "2026-11-25", Some((Urgency::Late, "Виза до 25.11.2026: заканчивается до начала тура")))]
    #[case(true, "2026-12-10", None)]
    fn papers_lead_to_their_field(
        #[case] is_visa: bool,
        #[case] expires: &str,
        #[case] expected: Option<(Urgency, &str)>,
    ) {
        let tourist = TouristId::new();
        let one = Paper {
            trip: trip("2026-12-01", "2026-12-10"),
            tourist,
            holder: "Иванов Пётр".into(),
            is_visa,
            expires_on: day(expires),
        };
        let row = paper(&one, today());
        assert_eq!(row.is_some(), expected.is_some());
        if let (Some(row), Some((urgency, text))) = (row, expected) {
            assert_eq!(row.urgency, urgency);
            assert!(row.text.contains(text) && row.text.starts_with("Иванов Пётр, "), "{}", row.text);
            let field = if is_visa { "visa_expires_on" } else { "document.expires_on" };
            let anchor = format!("tourists.{tourist}.{field}");
            assert_eq!(row.place, TodayPlace::Order { id: one.trip.id, anchor });
        }
    }

    #[test]
    fn a_guarantee_that_ends_is_a_row_and_one_in_force_is_none() {
        let mut operator = TourOperator { short_name: "Пример".into(), ..TourOperator::empty(OperatorId::new()) };
        let missing = guarantee(&operator, today()).expect("a row");
        assert_eq!((missing.urgency, missing.text.as_str()), (Urgency::Late, "Не указано финобеспечение"));
        let period = |to| Guarantee {
            amount: Some(Money(1)),
            from: Some(day("2026-01-01")),
            to: Some(day(to)),
            ..Guarantee::default()
        };
        operator.guarantees = vec![period("2026-12-10")];
        let ending = guarantee(&operator, today()).expect("a row");
        assert_eq!(ending.text, "Финобеспечение заканчивается через 20 дней (10.12.2026)");
        operator.guarantees = vec![period("2027-12-10")];
        assert_eq!(guarantee(&operator, today()), None);
    }
}
