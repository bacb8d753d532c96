//! Invented orders around today, so that every screen of the demo is alive.
//!
//! What they say is the same on every first start; only their dates follow the
//! day of it. Order 6083-1234 of the guide is not one of them.

use agency_core::finance::{Direction, Payment, Side};
use agency_core::ids::{OperatorId, OrderId, PaymentId, TouristId};
use agency_core::{
    DocumentKind, DocumentsGiven, Gender, Guarantee, Money, Order, OrderStatus, PaymentMethod, StaffMember, Tour,
    TourKind, TourOperator, Tourist,
};
use agency_store::{StoreResult, Write, operators, orders, payments};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

/// An invented trip.
struct Trip {
    last: &'static str,
    first: &'static str,
    middle: &'static str,
    gender: Gender,
    country: &'static str,
    resort: &'static str,
    /// Days from today to the start.
    start: i64,
    nights: i64,
    status: OrderStatus,
    /// Price in thousands of roubles.
    price: i64,
    /// Hundredths of the price that the tourist has paid.
    paid: i64,
    /// Hundredths of its sum that the operator has got.
    passed_on: i64,
    given: DocumentsGiven,
    /// Days from today to the end of the passport.
    passport: i64,
}

use DocumentsGiven::{Given, NotGiven, Partly};
use Gender::{Female, Male};
use OrderStatus::{Cancelled, Closed, Confirmed, DocumentsIssued, DocumentsReady, InProgress, New, Refused};

#[expect(clippy::too_many_arguments, reason = "a line of the table below")]
const fn trip(
    [last, first, middle]: [&'static str; 3],
    gender: Gender,
    [country, resort]: [&'static str; 2],
    [start, nights]: [i64; 2],
    status: OrderStatus,
    [price, paid, passed_on]: [i64; 3],
    given: DocumentsGiven,
    passport: i64,
) -> Trip {
    Trip {
        last,
        first,
        middle,
        gender,
        country,
        resort,
        start,
        nights,
        status,
        price,
        paid,
        passed_on,
        given,
        passport,
    }
}

/// The longest life of a passport here, days.
const LONG: i64 = 2_400;

#[rustfmt::skip]
const TRIPS: [Trip; 24] = [
    trip(["Кузнецова", "Ольга", "Петровна"], Female, ["EGY", "Хургада"], [0, 7], DocumentsIssued, [148, 100, 100], Given, LONG),
    trip(["Морозов", "Алексей", "Игоревич"], Male, ["ARE", "Дубай"], [1, 6], DocumentsReady, [236, 100, 100], Partly, LONG),
    trip(["Семёнова", "Татьяна", "Львовна"], Female, ["THA", "Пхукет"], [3, 12], Confirmed, [312, 100, 60], NotGiven, 120),
    trip(["Волков", "Дмитрий", "Андреевич"], Male, ["LKA", "Бентота"], [5, 10], Confirmed, [274, 50, 0], NotGiven, LONG),
    trip(["Новикова", "Екатерина", "Юрьевна"], Female, ["VNM", "Нячанг"], [9, 11], Confirmed, [198, 50, 30], NotGiven, LONG),
    trip(["Фёдоров", "Павел", "Олегович"], Male, ["MDV", "Южный Мале"], [14, 8], Confirmed, [520, 70, 50], NotGiven, 17),
    trip(["Михайлова", "Ирина", "Сергеевна"], Female, ["RUS", "Красная Поляна"], [18, 7], Confirmed, [96, 100, 100], NotGiven, LONG),
    trip(["Белов", "Роман", "Викторович"], Male, ["CUB", "Варадеро"], [21, 12], InProgress, [344, 30, 0], NotGiven, LONG),
    trip(["Тарасова", "Юлия", "Николаевна"], Female, ["TUR", "Стамбул"], [27, 4], InProgress, [88, 0, 0], NotGiven, LONG),
    trip(["Гусев", "Максим", "Романович"], Male, ["CHN", "Санья"], [33, 9], InProgress, [176, 40, 0], NotGiven, LONG),
    trip(["Орлова", "Марина", "Дмитриевна"], Female, ["IDN", "Бали"], [40, 14], New, [410, 0, 0], NotGiven, LONG),
    trip(["Лебедев", "Кирилл", "Павлович"], Male, ["GEO", "Батуми"], [46, 6], New, [64, 0, 0], NotGiven, LONG),
    trip(["Соловьёва", "Анна", "Ильинична"], Female, ["ARE", "Рас-эль-Хайма"], [58, 9], Confirmed, [254, 50, 40], NotGiven, LONG),
    trip(["Зайцев", "Евгений", "Михайлович"], Male, ["TUR", "Белек"], [164, 10], Confirmed, [338, 30, 20], NotGiven, 300),
    trip(["Павлова", "Светлана", "Алексеевна"], Female, ["RUS", "Калининград"], [72, 5], InProgress, [58, 50, 0], NotGiven, LONG),
    trip(["Козлов", "Артём", "Денисович"], Male, ["SRB", "Белград"], [-6, 6], DocumentsIssued, [102, 100, 100], Given, LONG),
    trip(["Степанова", "Наталья", "Борисовна"], Female, ["EGY", "Шарм-эль-Шейх"], [-9, 10], DocumentsIssued, [164, 100, 100], Given, LONG),
    trip(["Никитин", "Владимир", "Сергеевич"], Male, ["THA", "Паттайя"], [-9, 12], DocumentsIssued, [208, 100, 100], Given, LONG),
    trip(["Крылова", "Вера", "Максимовна"], Female, ["TUR", "Анталья"], [-34, 7], Closed, [126, 100, 100], Given, LONG),
    trip(["Макаров", "Степан", "Ильич"], Male, ["ABH", "Гагра"], [-41, 9], Closed, [54, 100, 100], Given, LONG),
    trip(["Андреева", "Полина", "Егоровна"], Female, ["TUR", "Сиде"], [-63, 11], Closed, [192, 100, 100], Given, LONG),
    trip(["Борисов", "Глеб", "Антонович"], Male, ["RUS", "Сочи"], [-88, 8], Closed, [84, 100, 100], Given, LONG),
    trip(["Яковлева", "Дарья", "Романовна"], Female, ["CUB", "Гавана"], [25, 10], Cancelled, [286, 20, 0], NotGiven, LONG),
    trip(["Григорьев", "Иван", "Фёдорович"], Male, ["MDV", "Северный Мале"], [52, 9], Refused, [478, 0, 0], NotGiven, LONG),
];

/// Adds the operators, the orders and their payments.
pub(super) fn add(write: &Write<'_>, known: &TourOperator, manager: &StaffMember) -> StoreResult<()> {
    let today = agency_core::dates::moscow(write.now).date_naive();
    let all = operators_around(known, today);
    for operator in &all {
        operators::put(write, operator)?;
    }
    for (index, trip) in TRIPS.iter().enumerate() {
        let operator = [known, &all[0], &all[1]][index % 3];
        let order = order(index, trip, operator, manager, today);
        orders::add(write, &order, &manager.name)?;
        pay(write, &order, trip, manager, today)?;
    }
    Ok(())
}

/// Operators whose guarantees end soon, go on and have ended.
fn operators_around(known: &TourOperator, today: NaiveDate) -> [TourOperator; 3] {
    let one = |full: &str, short: &str, [number, inn, ogrn]: [&str; 3], ends: i64| {
        let to = today + TimeDelta::days(ends);
        let guarantee = Guarantee {
            number: format!("ГО-{}/26", &number[number.len() - 3..]),
            date: Some(to - TimeDelta::days(380)),
            from: Some(to - TimeDelta::days(364)),
            to: Some(to),
            ..known.guarantees.first().cloned().unwrap_or_default()
        };
        TourOperator {
            id: OperatorId::new(),
            full_name: full.into(),
            short_name: short.into(),
            registry_number: number.into(),
            inn: inn.into(),
            ogrn: ogrn.into(),
            guarantees: vec![guarantee],
            agency_agreement_number: format!("АГ-2026/{}", &number[number.len() - 3..]),
            ..known.clone()
        }
    };
    [
        one(
            "Общество с ограниченной ответственностью «Тёплые моря»",
            "ООО «Тёплые моря»",
            ["РТО 021345", "7709451239", "1157746382012"],
            24,
        ),
        one(
            "Акционерное общество «Вокруг света Пример»",
            "АО «Вокруг света Пример»",
            ["РТО 017702", "7811234563", "1107847123450"],
            210,
        ),
        one(
            "Общество с ограниченной ответственностью «Горный воздух»",
            "ООО «Горный воздух»",
            ["РТО 020118", "5029876544", "1125029007652"],
            -12,
        ),
    ]
}

fn order(index: usize, trip: &Trip, operator: &TourOperator, manager: &StaffMember, today: NaiveDate) -> Order {
    let start = today + TimeDelta::days(trip.start);
    let (id, number) = (OrderId::new(), format!("6083-{}", 1201 + index));
    let mut order = Order::empty(id, number.clone());
    order.status = trip.status;
    order.manager.clone_from(&manager.name);
    order.manager_id = Some(manager.id);
    order.lead_source = ["Рекомендация", "Сайт", "Повторное обращение", "Социальные сети"][index % 4].into();
    order.lead_kind = ["Тёплый", "Горячий"][index % 2].into();
    order.documents_given = trip.given;
    order.documents_given_on = (trip.given == Given).then(|| start - Days::new(2));
    order.contract.number = number;
    order.contract.city = "Москва".into();
    order.contract.date = Some(start.min(today) - Days::new(20));
    order.customer.last_name = trip.last.into();
    order.customer.first_name = trip.first.into();
    order.customer.middle_name = trip.middle.into();
    order.customer.gender = Some(trip.gender);
    order.customer.phone = format!("+7 900 555-{:02}-{:02}", 10 + index, 90 - index);
    order.customer.email = format!("client{}@example.com", index + 1);
    order.tourists = vec![tourist(index, trip, today)];
    order.tour = Tour {
        kind: Some(if trip.country == "RUS" { TourKind::Domestic } else { TourKind::Outbound }),
        countries: vec![trip.country.into()],
        resorts: trip.resort.into(),
        departure_city: "Москва".into(),
        start: Some(start),
        end: Some(start + TimeDelta::days(trip.nights)),
        ..Tour::default()
    };
    let total = Money::rubles(trip.price * 1_000);
    order.price.total = Some(total);
    order.price.prepayment = Some(Money(total.0 / 2));
    order.price.prepayment_by = Some(start - Days::new(35));
    order.price.final_by = Some(start - Days::new(7));
    order.price.method = Some(if index.is_multiple_of(3) { PaymentMethod::Cash } else { PaymentMethod::Sbp });
    order.price.operator_total = Some(Money(total.0 / 100 * 89));
    order.price.operator_schedule = vec![agency_core::PaymentDue {
        id: agency_core::ids::PaymentDueId::new(),
        sum: order.price.operator_total,
        by: Some(start - Days::new(5)),
        note: String::new(),
    }];
    order.operator = Some(operator.clone());
    order
}

fn tourist(index: usize, trip: &Trip, today: NaiveDate) -> Tourist {
    let mut tourist = Tourist::empty(TouristId::new());
    tourist.last_name = trip.last.into();
    tourist.first_name = trip.first.into();
    tourist.middle_name = trip.middle.into();
    tourist.gender = Some(trip.gender);
    tourist.birth_date = NaiveDate::from_ymd_opt(today.year() - 28 - i32::try_from(index).unwrap_or(0), 4, 17);
    tourist.citizenship = "RUS".into();
    tourist.document.kind = DocumentKind::TravelPassport;
    tourist.document.series = "75".into();
    tourist.document.number = format!("55{:05}", 10_000 + index * 37);
    tourist.document.expires_on = Some(today + TimeDelta::days(trip.passport));
    tourist
}

/// What the tourist and the agency have paid so far, in months past too.
fn pay(write: &Write<'_>, order: &Order, trip: &Trip, manager: &StaffMember, today: NaiveDate) -> StoreResult<()> {
    let share = |sum: Option<Money>, hundredths: i64| sum.map_or(0, |sum| sum.0 / 100 * hundredths);
    let received = share(order.price.total, trip.paid);
    let passed_on = share(order.price.operator_total, trip.passed_on);
    let start = order.tour.start.unwrap_or(today);
    let day = |before: u64| (start - Days::new(before)).min(today - Days::new(1));
    let half = received / 2;
    let rows = [
        (Direction::FromTourist, half, day(34)),
        (Direction::FromTourist, received - half, day(9)),
        (Direction::ToOperator, passed_on, day(6)),
    ];
    for (direction, kopecks, date) in rows {
        if kopecks > 0 {
            let method = order.price.method.unwrap_or(PaymentMethod::Sbp);
            payments::add(
                write,
                &Payment {
                    id: PaymentId::new(),
                    order_id: order.id,
                    direction,
                    sum: Money(kopecks),
                    date,
                    method: if direction.side() == Side::Operator { PaymentMethod::BankTransfer } else { method },
                    document: String::new(),
                    note: String::new(),
                    author: manager.name.clone(),
                    created_at: write.now,
                    receipt: None,
                    cancelled: None,
                },
            )?;
        }
    }
    Ok(())
}
