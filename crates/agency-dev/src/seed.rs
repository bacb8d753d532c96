//! Believable orders by the thousand, the same for the same seed.

#![expect(clippy::print_stdout, reason = "progress is for the person who started it")]

use crate::people::{Family, People};
use agency_app::{App, Config, Folder, Headless, Secrets, SystemClock, command};
use agency_core::ids::{OfficeId, OperatorId, OrderId, ServiceId, TouristId};
use agency_core::order::TourKind;
use agency_core::services::{Accommodation, Insurance, ServiceDetails, Transfer, Transport};
use agency_core::{
    ContractStatus, DocumentsGiven, Money, OfficeCard, Order, OrderStatus, PaymentMethod, Service, TourOperator,
};
use agency_store::{Key, Store, offices, orders};
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// Orders stored in one transaction.
const BATCH: u32 = 500;
/// Days over which the orders were made, the last of them today.
const DAYS: u64 = 1100;

/// Where a filled base lies.
pub struct Seeded {
    /// The base.
    pub path: PathBuf,
    /// Its key.
    pub key: Key,
}

/// Makes an agency in `folder` and adds orders until it has `count`.
///
/// # Errors
/// The folder cannot be written, or holds a base of another program.
pub async fn seed(folder: &Path, count: u32, seed: u64) -> Result<Seeded> {
    let seeded = office(folder).await?;
    let store = Store::open(&seeded.path, &seeded.key, Utc::now())?;
    let today = Utc::now().date_naive();
    let offices = add_offices(&store)?;
    let present = store.read(orders::highest_number)?;
    let mut made = u32::try_from(present)?;
    let started = Instant::now();
    while made < count {
        let until = count.min(made + BATCH);
        // orders are made one after another in time, so that the newest have the largest numbers
        let day = today - Days::new(DAYS - DAYS * u64::from(made) / u64::from(count));
        let at = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(9);
        store.write(at, |write| {
            for number in made..until {
                let mut world = World::new(seed, number, at, today);
                let order = world.order(&offices);
                orders::add(write, &order, &order.manager)?;
            }
            Ok(())
        })?;
        made = until;
        if made.is_multiple_of(BATCH * 20) || made == count {
            println!("{made} заявок, {} с", started.elapsed().as_secs());
        }
    }
    store.analyze()?;
    Ok(seeded)
}

/// Makes the agency on first use, by the same commands as a window does.
async fn office(folder: &Path) -> Result<Seeded> {
    let secrets = Arc::new(Folder::new(folder));
    let app = open(folder, secrets.clone()).await;
    let path = folder.join("office").join("base.db");
    if !path.exists() {
        let agency = serde_json::to_value(agency_testkit::agency())?;
        command::dispatch(&app, "create_office", json!({ "agency": agency })).await?;
    }
    app.stop().await;
    ensure!(path.exists(), "no base in {}", folder.display());
    let base_id = fs::read_to_string(folder.join("office").join("base-id"))?;
    let key = secrets.get(&format!("{}/base-key", base_id.trim()))?.context("no key of the base")?;
    Ok(Seeded { path, key: Key::from_hex(&key)? })
}

/// The program on a folder of its own.
pub(crate) async fn open(folder: &Path, secrets: Arc<dyn Secrets>) -> App {
    App::start(Config {
        secrets,
        data_folder: folder.to_owned(),
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
        simulator: None,
        version: env!("CARGO_PKG_VERSION"),
    })
    .await
}

fn add_offices(store: &Store) -> Result<Vec<OfficeId>> {
    let cards: Vec<OfficeCard> = ["На Тверской", "На Ленинском", "У метро «Речной вокзал»", "Химки", "Онлайн"]
        .into_iter()
        .zip(1_u128..)
        .map(|(name, number)| OfficeCard {
            id: OfficeId(Uuid::from_u128(number)),
            name: name.into(),
            address: String::new(),
            phone: String::new(),
            active: true,
        })
        .collect();
    store.write(Utc::now(), |write| cards.iter().try_for_each(|card| offices::put(write, card)))?;
    Ok(cards.into_iter().map(|card| card.id).collect())
}

/// Country, resorts, arrival city, and how many of a hundred go there.
const COUNTRIES: [(&str, &[&str], &str, u32); 16] = [
    ("TUR", &["Кемер", "Алания", "Сиде", "Белек", "Анталья", "Мармарис"], "Анталья", 30),
    ("RUS", &["Сочи", "Анапа", "Геленджик", "Кисловодск", "Калининград", "Шерегеш"], "Сочи", 22),
    ("EGY", &["Хургада", "Шарм-эль-Шейх", "Макади", "Сома Бей"], "Хургада", 13),
    ("ARE", &["Дубай", "Шарджа", "Рас-эль-Хайма"], "Дубай", 9),
    ("THA", &["Пхукет", "Паттайя", "Самуи"], "Пхукет", 8),
    ("CHN", &["Санья", "Пекин"], "Санья", 4),
    ("MDV", &["Северный Мале Атолл", "Ари Атолл"], "Мале", 3),
    ("VNM", &["Нячанг", "Фукуок"], "Нячанг", 3),
    ("LKA", &["Бентота", "Хиккадува"], "Коломбо", 2),
    ("CUB", &["Варадеро"], "Варадеро", 1),
    ("TUN", &["Сусс", "Хаммамет"], "Энфида", 1),
    ("IND", &["Гоа Северный"], "Гоа", 1),
    ("ABH", &["Гагра", "Пицунда"], "Адлер", 1),
    ("UZB", &["Ташкент", "Самарканд"], "Ташкент", 1),
    ("SYC", &["Маэ"], "Маэ", 0),
    ("JPN", &["Токио"], "Токио", 0),
];
const CITIES: [(&str, u32); 14] = [
    ("Москва", 46),
    ("Санкт-Петербург", 16),
    ("Екатеринбург", 8),
    ("Казань", 6),
    ("Новосибирск", 5),
    ("Самара", 4),
    ("Уфа", 4),
    ("Краснодар", 3),
    ("Нижний Новгород", 3),
    ("Пермь", 2),
    ("Орёл", 1),
    ("Сургут", 1),
    ("Владивосток", 1),
    ("Мурманск", 0),
];
const OPERATORS: [(&str, u32); 14] = [
    ("Анекс Тур", 19),
    ("Библио Глобус", 15),
    ("Корал Тревел", 13),
    ("Пегас Туристик", 12),
    ("Интурист", 9),
    ("Алеан", 8),
    ("Русский Экспресс", 6),
    ("Тез Тур", 5),
    ("Санмар", 4),
    ("Фан энд Сан", 3),
    ("Спейс Тревел", 2),
    ("Пак Групп", 2),
    ("Дельфин", 2),
    ("Ван Вояж", 0),
];
const SOURCES: [(&str, u32); 9] = [
    ("Повторный клиент", 34),
    ("Рекомендация", 20),
    ("Сайт", 16),
    ("ВКонтакте", 10),
    ("Телеграм", 8),
    ("Авито", 4),
    ("Яндекс Карты", 4),
    ("Вывеска", 3),
    ("", 1),
];
const KINDS: [(&str, u32); 5] =
    [("Звонок", 40), ("Визит в офис", 25), ("Мессенджер", 22), ("Заявка с сайта", 12), ("", 1)];
const HOTELS: [&str; 12] = [
    "Rixos Sungate",
    "Delphin Imperial",
    "Crystal Sunset",
    "Titanic Beach",
    "Albatros Palace",
    "Жемчужина",
    "Sunrise Garden",
    "Hilton Beach",
    "Radisson Resort",
    "Mövenpick",
    "Амакс",
    "Barceló Tiran",
];

/// The dice of one order.
struct World {
    dice: StdRng,
    number: u32,
    at: DateTime<Utc>,
    today: NaiveDate,
}

impl World {
    fn new(seed: u64, number: u32, at: DateTime<Utc>, today: NaiveDate) -> Self {
        Self { dice: StdRng::seed_from_u64(seed ^ (u64::from(number) << 20)), number, at, today }
    }

    fn id(&mut self) -> Uuid {
        // of the time of the order, as the program makes them
        let millis = u64::try_from(self.at.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.dice.random()).into_uuid()
    }

    fn weighted<'a, T>(&mut self, values: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
        // nothing is impossible: rare values weigh a tenth
        let weight = |value: &T| weight(value) * 10 + 1;
        let all: u32 = values.iter().map(weight).sum();
        let mut left = self.dice.random_range(0..all);
        for value in values {
            let own = weight(value);
            if left < own {
                return value;
            }
            left -= own;
        }
        &values[0]
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.dice.random_range(0..100) < percent
    }

    fn order(&mut self, offices: &[OfficeId]) -> Order {
        let made = self.at.date_naive();
        let start = made + Days::new(self.dice.random_range(5..200));
        let end = start + Days::new(*[5, 6, 7, 9, 10, 11, 13, 14].choose(&mut self.dice).unwrap_or(&7));
        let family = People { dice: &mut self.dice }.family(made);
        let mut order = Order::empty(OrderId(self.id()), (self.number + 1).to_string());
        order.contract.number = format!("{}-{}", 6000 + self.number % 40, self.number + 1);
        order.contract.date = Some(made);
        order.contract.city = "Москва".into();
        order.contract.booking_number =
            format!("TP-{}-{:05}", start.format("%y%m"), self.dice.random_range(0..100_000));
        order.contract.confirm_by = Some(made + Days::new(3));
        order.contract.docs_from_tourist_by = Some(made + Days::new(3));
        self.state(&mut order, start, end);
        let managers = People::managers();
        order.manager = managers[(self.number as usize * 7 + self.number as usize / 11) % managers.len()].into();
        order.office_id = offices.choose(&mut self.dice).copied();
        order.lead_source = self.weighted(&SOURCES, |(_, weight)| *weight).0.into();
        order.lead_kind = self.weighted(&KINDS, |(_, weight)| *weight).0.into();
        self.tour(&mut order, start, end);
        self.people(&mut order, family);
        self.price(&mut order, made, start);
        order
    }

    /// Where an order stands follows from the days of its tour.
    fn state(&mut self, order: &mut Order, start: NaiveDate, end: NaiveDate) {
        let today = self.today;
        order.status = if self.chance(9) {
            if self.chance(50) { OrderStatus::Refused } else { OrderStatus::Cancelled }
        } else if end < today {
            if self.chance(88) { OrderStatus::Closed } else { OrderStatus::DocumentsIssued }
        } else if start <= today + Days::new(10) {
            if self.chance(60) { OrderStatus::DocumentsIssued } else { OrderStatus::DocumentsReady }
        } else {
            let open = [(OrderStatus::New, 15), (OrderStatus::InProgress, 25), (OrderStatus::Confirmed, 60)];
            self.weighted(&open, |(_, weight)| *weight).0
        };
        order.is_quote = matches!(order.status, OrderStatus::New) && self.chance(40);
        order.documents_given = match order.status {
            OrderStatus::DocumentsIssued | OrderStatus::Closed => DocumentsGiven::Given,
            OrderStatus::DocumentsReady if self.chance(30) => DocumentsGiven::Partly,
            _ => DocumentsGiven::NotGiven,
        };
        order.contract.status = match order.status {
            OrderStatus::New | OrderStatus::InProgress | OrderStatus::Refused => ContractStatus::Draft,
            OrderStatus::Confirmed if self.chance(20) => ContractStatus::Prepared,
            _ => ContractStatus::SignedOnPaper,
        };
    }

    fn tour(&mut self, order: &mut Order, start: NaiveDate, end: NaiveDate) {
        let (country, resorts, arrival, _) = *self.weighted(&COUNTRIES, |(.., weight)| *weight);
        let city = self.weighted(&CITIES, |(_, weight)| *weight).0;
        let resort = resorts.choose(&mut self.dice).copied().unwrap_or_default();
        let is_domestic = country == "RUS";
        order.tour.kind = Some(if is_domestic { TourKind::Domestic } else { TourKind::Outbound });
        order.tour.countries = vec![country.into()];
        order.tour.resorts = resort.into();
        order.tour.departure_city = city.into();
        order.tour.route = format!("{city} — {arrival} — {city}");
        (order.tour.start, order.tour.end) = (Some(start), Some(end));
        let (operator, _) = *self.weighted(&OPERATORS, |(_, weight)| *weight);
        order.operator = Some(snapshot(operator));
        let hotel = HOTELS.choose(&mut self.dice).copied().unwrap_or_default();
        self.service(
            order,
            ServiceDetails::Accommodation(Accommodation {
                hotel: hotel.into(),
                address: resort.into(),
                category: "5*".into(),
                check_in: Some(start),
                check_out: Some(end),
                room: "Standard".into(),
                occupancy: "DBL+CHD".into(),
                meal: "AI".into(),
            }),
        );
        for (from, to, day) in [(city, arrival, start), (arrival, city, end)] {
            let number = format!("{} {}", if is_domestic { "SU" } else { "TK" }, self.dice.random_range(100..9999));
            let at = day.and_hms_opt(self.dice.random_range(5..22), 35, 0);
            self.service(
                order,
                ServiceDetails::Transport(Transport {
                    mode: "авиа".into(),
                    carrier: "Аэрофлот".into(),
                    number,
                    from: from.into(),
                    to: to.into(),
                    departs_at: at,
                    arrives_at: at.map(|at| at + TimeDelta::hours(4)),
                    class: "эконом".into(),
                    baggage: "20 кг".into(),
                    ..Transport::default()
                }),
            );
        }
        if self.chance(70) {
            let transfer = Transfer {
                mode: "групповой".into(), route: "Аэропорт — отель".into(), date: Some(start)
            };
            self.service(order, ServiceDetails::Transfer(transfer));
        }
        if !is_domestic || self.chance(20) {
            let insurance = Insurance {
                subject: "медицинское".into(),
                insurer: "Ингосстрах".into(),
                from: Some(start),
                to: Some(end),
                ..Insurance::default()
            };
            self.service(order, ServiceDetails::Insurance(insurance));
        }
    }

    fn service(&mut self, order: &mut Order, details: ServiceDetails) {
        let id = ServiceId(self.id());
        order.services.push(Service { id, details });
    }

    fn people(&mut self, order: &mut Order, family: Family) {
        order.customer = family.customer;
        order.tourists = family.tourists;
        for tourist in &mut order.tourists {
            tourist.id = TouristId(self.id());
        }
    }

    fn price(&mut self, order: &mut Order, made: NaiveDate, start: NaiveDate) {
        let total = Money::rubles(self.dice.random_range(60..480) * 1000 + self.dice.random_range(0..1000));
        order.price.total = Some(total);
        order.price.prepayment = Some(Money(total.0 / 2));
        order.price.prepayment_by = Some(made + Days::new(1));
        order.price.final_by = Some(start.checked_sub_days(Days::new(14)).unwrap_or(made).max(made + Days::new(1)));
        order.price.method = PaymentMethod::ALL.choose(&mut self.dice).copied();
        order.price.commission = Some(Money(total.0 / 10));
        order.price.operator_total = Some(Money(total.0 - total.0 / 10));
    }
}

/// The operator's card as an order keeps it.
fn snapshot(name: &str) -> TourOperator {
    let place = OPERATORS.iter().position(|(operator, _)| *operator == name).unwrap_or_default();
    TourOperator {
        id: OperatorId(Uuid::from_u128(place as u128 + 100)),
        full_name: format!("Общество с ограниченной ответственностью «{name}»"),
        short_name: name.into(),
        registry_number: format!("РТО {:06}", 1000 + place * 37),
        inn: format!("77{:08}", 10_000_000 + place * 7919),
        ogrn: String::new(),
        address: "Москва".into(),
        post_address: String::new(),
        phone: String::new(),
        email: String::new(),
        site: String::new(),
        scope: vec![TourKind::Outbound, TourKind::Domestic],
        guarantees: Vec::new(),
        association: "Ассоциация «Турпомощь»".into(),
        personal_liability_fund: String::new(),
        agency_agreement_number: format!("АГ-{place}"),
        agency_agreement_date: None,
    }
}
