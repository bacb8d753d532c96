//! Families with Russian names, phones and documents, all invented.

use agency_core::ids::TouristId;
use agency_core::translit::passport_latin;
use agency_core::{Customer, DocumentKind, Gender, IdentityDocument, Tourist};
use chrono::{Days, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use uuid::Uuid;

/// Who orders and who travels.
pub(crate) struct Family {
    pub(crate) customer: Customer,
    pub(crate) tourists: Vec<Tourist>,
}

pub(crate) struct People<'a> {
    pub(crate) dice: &'a mut StdRng,
}

const COMMON: [&str; 60] = [
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Петров",
    "Соколов",
    "Михайлов",
    "Новиков",
    "Фёдоров",
    "Морозов",
    "Волков",
    "Алексеев",
    "Лебедев",
    "Семёнов",
    "Егоров",
    "Павлов",
    "Козлов",
    "Степанов",
    "Николаев",
    "Орлов",
    "Андреев",
    "Макаров",
    "Никитин",
    "Захаров",
    "Зайцев",
    "Соловьёв",
    "Борисов",
    "Яковлев",
    "Григорьев",
    "Романов",
    "Воробьёв",
    "Сергеев",
    "Кузьмин",
    "Фролов",
    "Александров",
    "Дмитриев",
    "Королёв",
    "Гусев",
    "Киселёв",
    "Ильин",
    "Максимов",
    "Поляков",
    "Сорокин",
    "Виноградов",
    "Ковалёв",
    "Белов",
    "Медведев",
    "Антонов",
    "Тарасов",
    "Жуков",
    "Баранов",
    "Филиппов",
    "Комаров",
    "Давыдов",
    "Беляев",
    "Герасимов",
    "Богданов",
    "Осипов",
    "Щербаков",
];
const BEGINNINGS: [&str; 40] = [
    "Ба",
    "Бо",
    "Бар",
    "Вол",
    "Гор",
    "Дол",
    "Жар",
    "За",
    "Кар",
    "Кор",
    "Лар",
    "Мал",
    "Нар",
    "Пар",
    "Рог",
    "Сав",
    "Тар",
    "Хар",
    "Шар",
    "Щер",
    "Бел",
    "Чер",
    "Крас",
    "Стар",
    "Нов",
    "Свет",
    "Тём",
    "Пест",
    "Голуб",
    "Рыж",
    "Сух",
    "Мок",
    "Тон",
    "Кри",
    "Пря",
    "Кру",
    "Ост",
    "Туп",
    "Глад",
    "Чист",
];
const MIDDLES: [&str; 30] = [
    "а", "ба", "га", "ди", "ко", "ла", "ми", "но", "пе", "ру", "си", "ту", "ха", "ча", "ши", "о", "у", "ы", "ала",
    "ози", "ере", "ома", "ика", "ага", "ота", "уша", "ени", "оли", "ано", "яка",
];
const ENDINGS: [&str; 8] = ["ков", "нов", "лин", "хин", "шев", "цев", "ский", "енко"];
const MEN: [&str; 20] = [
    "Александр",
    "Дмитрий",
    "Максим",
    "Сергей",
    "Андрей",
    "Алексей",
    "Артём",
    "Илья",
    "Кирилл",
    "Михаил",
    "Никита",
    "Матвей",
    "Роман",
    "Егор",
    "Иван",
    "Пётр",
    "Владимир",
    "Павел",
    "Семён",
    "Юрий",
];
const WOMEN: [&str; 20] = [
    "Анна",
    "Мария",
    "Елена",
    "Дарья",
    "Алина",
    "Ирина",
    "Екатерина",
    "Арина",
    "Полина",
    "Ольга",
    "Юлия",
    "Татьяна",
    "Наталья",
    "Виктория",
    "Елизавета",
    "Алёна",
    "Светлана",
    "Ксения",
    "Людмила",
    "Надежда",
];

impl People<'_> {
    /// Everybody who sells.
    pub(crate) fn managers() -> [&'static str; 24] {
        [
            "Соколова Мария Андреевна",
            "Лебедева Анна Игоревна",
            "Королёва Ольга Павловна",
            "Зайцева Ирина Олеговна",
            "Ершова Дарья Ильинична",
            "Орлов Павел Сергеевич",
            "Беляева Юлия Романовна",
            "Громова Татьяна Львовна",
            "Ёлкина Софья Петровна",
            "Жданова Алина Юрьевна",
            "Власова Полина Егоровна",
            "Рыбаков Илья Денисович",
            "Фомина Ксения Антоновна",
            "Цветкова Вера Ивановна",
            "Щукина Нина Борисовна",
            "Юдин Роман Маркович",
            "Яшина Алёна Кирилловна",
            "Агапова Лидия Семёновна",
            "Бойко Инна Витальевна",
            "Галкина Майя Глебовна",
            "Дроздов Артём Фёдорович",
            "Исаева Кира Тимуровна",
            "Лапина Зоя Аркадьевна",
            "Носкова Яна Вадимовна",
        ]
    }

    fn one(&mut self, values: &[&'static str]) -> &'static str {
        values.choose(self.dice).copied().unwrap_or_default()
    }

    /// A couple with a child; the customer is one of them.
    pub(crate) fn family(&mut self, on: NaiveDate) -> Family {
        let surname = self.surname();
        let fathers = self.one(&MEN);
        let mut tourists: Vec<Tourist> = Vec::new();
        for (gender, years) in [(Gender::Male, 24..62), (Gender::Female, 23..60), (self.child(), 1..17)] {
            let age: u64 = self.dice.random_range(years);
            let father = if tourists.len() < 2 { self.one(&MEN) } else { fathers };
            tourists.push(self.tourist(&surname, gender, father, on, age));
        }
        tourists[0].first_name = fathers.into();
        tourists[0].first_name_latin = passport_latin(fathers);
        let payer = if self.dice.random_bool(0.55) { 1 } else { 0 };
        let customer = self.customer(&tourists[payer]);
        tourists[payer].phone.clone_from(&customer.phone);
        Family { customer, tourists }
    }

    fn child(&mut self) -> Gender {
        if self.dice.random_bool(0.5) { Gender::Male } else { Gender::Female }
    }

    fn surname(&mut self) -> String {
        if self.dice.random_bool(0.6) {
            return self.one(&COMMON).into();
        }
        format!("{}{}{}", self.one(&BEGINNINGS), self.one(&MIDDLES), self.one(&ENDINGS))
    }

    fn tourist(&mut self, surname: &str, gender: Gender, father: &str, on: NaiveDate, age: u64) -> Tourist {
        let mut tourist = Tourist::empty(TouristId(Uuid::nil()));
        tourist.last_name = of_gender(surname, gender);
        tourist.first_name = self.one(if gender == Gender::Male { &MEN } else { &WOMEN }).into();
        tourist.middle_name = patronymic(father, gender);
        tourist.last_name_latin = passport_latin(&tourist.last_name);
        tourist.first_name_latin = passport_latin(&tourist.first_name);
        tourist.gender = Some(gender);
        tourist.birth_date = on.checked_sub_days(Days::new(age * 365 + self.dice.random_range(0..365)));
        let issued = on.checked_sub_days(Days::new(self.dice.random_range(30..2500)));
        tourist.document = IdentityDocument {
            kind: DocumentKind::TravelPassport,
            series: self.dice.random_range(60..80).to_string(),
            number: format!("{:07}", self.dice.random_range(0..10_000_000)),
            issued_by: "МВД 77012".into(),
            issued_on: issued,
            department_code: String::new(),
            expires_on: issued.map(|issued| issued + Days::new(3652)),
        };
        tourist
    }

    fn customer(&mut self, tourist: &Tourist) -> Customer {
        let phone = format!(
            "+7 9{:02} {:03}-{:02}-{:02}",
            self.dice.random_range(0..100),
            self.dice.random_range(0..1000),
            self.dice.random_range(0..100),
            self.dice.random_range(0..100)
        );
        Customer {
            last_name: tourist.last_name.clone(),
            first_name: tourist.first_name.clone(),
            middle_name: tourist.middle_name.clone(),
            gender: tourist.gender,
            birth_date: tourist.birth_date,
            is_tourist: true,
            document: IdentityDocument {
                kind: DocumentKind::RussianPassport,
                series: format!("{:02} {:02}", self.dice.random_range(1..99), self.dice.random_range(0..26)),
                number: format!("{:06}", self.dice.random_range(0..1_000_000)),
                issued_by: "ГУ МВД России по г. Москве".into(),
                issued_on: tourist.birth_date.map(|birth| birth + Days::new(20 * 366)),
                department_code: "770-001".into(),
                expires_on: None,
            },
            registration_address: format!(
                "г. Москва, ул. Садовая, д. {}, кв. {}",
                self.dice.random_range(1..120),
                self.dice.random_range(1..300)
            ),
            email: format!(
                "{}.{}{}@example.com",
                tourist.first_name_latin.to_lowercase(),
                tourist.last_name_latin.to_lowercase(),
                self.dice.random_range(1..99)
            ),
            phone,
            ..Customer::default()
        }
    }
}

fn of_gender(surname: &str, gender: Gender) -> String {
    match gender {
        Gender::Male => surname.into(),
        Gender::Female => match surname.strip_suffix("ский") {
            Some(stem) => format!("{stem}ская"),
            None if surname.ends_with("енко") => surname.into(),
            None => format!("{surname}а"),
        },
    }
}

fn patronymic(father: &str, gender: Gender) -> String {
    let (stem, middle) = if let Some(stem) = father.strip_suffix('й') {
        (stem.strip_suffix('и').map_or_else(|| stem.to_owned(), |stem| format!("{stem}ь")), "ев")
    } else if let Some(stem) = father.strip_suffix(['а', 'я']) {
        return format!("{stem}{}", if gender == Gender::Male { "ич" } else { "инична" });
    } else if father == "Пётр" {
        ("Петр".to_owned(), "ов")
    } else {
        (father.to_owned(), "ов")
    };
    format!("{stem}{middle}{}", if gender == Gender::Male { "ич" } else { "на" })
}
