//! Clients as rows of a foreign table: what a column means and how a row
//! becomes a client.

use crate::client::{Client, ClientProblem};
use crate::countries;
use crate::dates::date_from_text;
use crate::document::{DocumentKind, IdentityDocument};
use crate::ids::ClientId;
use crate::person::{CustomerKind, Gender};
use crate::phone::Phone;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $name:ident: $label:literal, [$($header:literal),*];)+) => {
        /// What a column of a table of clients means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum ClientColumn {
            $($(#[doc = $doc])+ $name,)+
        }

        impl ClientColumn {
            /// Every meaning, in the order a person chooses from.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The words a person chooses by.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// Other headers of the same meaning, without spaces and points.
            fn headers(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($header),*],)+ }
            }
        }
    };
}

columns! {
    /// ФИО in one cell.
    FullName: "ФИО", ["фиоклиента", "фиотуриста", "фиозаказчика", "клиент", "турист", "заказчик", "полноеимя", "fullname", "name"];
    /// Фамилия.
    LastName: "Фамилия", ["фамилияклиента", "фамилиятуриста", "lastname", "surname"];
    /// Имя.
    FirstName: "Имя", ["имяклиента", "имятуриста", "firstname"];
    /// Отчество.
    MiddleName: "Отчество", ["middlename", "patronymic"];
    /// Фамилия латиницей.
    LastNameLatin: "Фамилия латиницей", ["фамилиялат", "фамилиялатинская", "фамилияангл", "фамилиязагран"];
    /// Имя латиницей.
    FirstNameLatin: "Имя латиницей", ["имялат", "имялатинское", "имяангл", "имязагран"];
    /// Пол.
    Gender: "Пол", ["gender", "sex"];
    /// Дата рождения.
    BirthDate: "Дата рождения", ["др", "датарожд", "деньрождения", "рождение", "деньрожд", "birthdate", "birthday"];
    /// Место рождения.
    BirthPlace: "Место рождения", ["месторожд"];
    /// Гражданство.
    Citizenship: "Гражданство", ["страна", "citizenship"];
    /// Телефон; several in a cell are several phones.
    Phone: "Телефон", ["тел", "телефоны", "мобильный", "мобильныйтелефон", "моб", "мобтел", "сотовый", "контактныйтелефон", "телефонклиента", "phone", "mobile"];
    /// Further phones.
    OtherPhone: "Другой телефон", ["телефон2", "дополнительныйтелефон", "доптелефон", "домашнийтелефон", "рабочийтелефон"];
    /// E-mail.
    Email: "E-mail", ["email", "почта", "электроннаяпочта", "емейл", "имейл", "mail", "адресэлектроннойпочты"];
    /// Series and number of паспорт РФ in one cell, or the number alone.
    PassportNumber: "Паспорт РФ: серия и номер", ["паспорт", "номерпаспорта", "паспортрф", "серияиномерпаспорта", "паспортсерияиномер", "серияномерпаспорта", "паспортномер", "серияиномер", "passport"];
    /// Series of паспорт РФ.
    PassportSeries: "Паспорт РФ: серия", ["серияпаспорта", "паспортсерия", "серия"];
    /// Кем выдан паспорт РФ.
    PassportIssuedBy: "Паспорт РФ: кем выдан", ["кемвыдан", "паспортвыдан", "выдан", "паспорткемвыдан"];
    /// Дата выдачи паспорта РФ.
    PassportIssuedOn: "Паспорт РФ: дата выдачи", ["датавыдачи", "когдавыдан", "паспортдатавыдачи", "датавыдачипаспорта"];
    /// Код подразделения.
    PassportCode: "Паспорт РФ: код подразделения", ["кодподразделения", "кодподр", "паспорткодподразделения"];
    /// Series and number of загранпаспорт in one cell, or the number alone.
    TravelNumber: "Загранпаспорт: серия и номер", ["загранпаспорт", "номерзагранпаспорта", "загран", "зп", "серияиномерзагранпаспорта", "загранпаспортномер"];
    /// Series of загранпаспорт.
    TravelSeries: "Загранпаспорт: серия", ["сериязагранпаспорта", "загранпаспортсерия"];
    /// Кем выдан загранпаспорт.
    TravelIssuedBy: "Загранпаспорт: кем выдан", ["загранпаспортвыдан", "загранпаспорткемвыдан", "кемвыданзагранпаспорт"];
    /// Дата выдачи загранпаспорта.
    TravelIssuedOn: "Загранпаспорт: дата выдачи", ["датавыдачизагранпаспорта", "загранпаспортдатавыдачи"];
    /// Срок действия загранпаспорта.
    TravelExpiresOn: "Загранпаспорт: действителен до", ["срокдействия", "действителендо", "действуетдо", "загранпаспортдействителендо", "срокдействиязагранпаспорта", "загранпаспортсрокдействия", "годендо"];
    /// Адрес регистрации.
    RegistrationAddress: "Адрес регистрации", ["адрес", "прописка", "адреспрописки", "адресклиента", "зарегистрирован", "address"];
    /// Адрес проживания.
    ActualAddress: "Адрес проживания", ["фактическийадрес", "адресфактический", "адресфактическогопроживания", "местожительства"];
    /// ИНН.
    Inn: "ИНН", ["иннклиента"];
    /// Наименование организации.
    OrganisationName: "Организация", ["наименование", "наименованиеорганизации", "компания", "юрлицо", "названиеорганизации", "company"];
    /// КПП.
    Kpp: "КПП", [];
    /// ОГРН.
    Ogrn: "ОГРН", ["огрнип"];
    /// Заметки.
    Notes: "Заметки", ["примечание", "примечания", "комментарий", "комментарии", "заметка", "особыеотметки", "notes", "comment"];
    /// Метки.
    Tags: "Метки", ["теги", "метка", "тег", "категория", "группа", "статусклиента", "tags"];
}

impl ClientColumn {
    /// The meaning a header suggests.
    pub fn guess(header: &str) -> Option<Self> {
        let header = squeezed(header);
        let by_label = |column: &&Self| squeezed(column.label()) == header;
        let known = |column: &&Self| column.headers().contains(&header.as_str());
        Self::ALL.iter().find(by_label).or_else(|| Self::ALL.iter().find(known)).copied()
    }
}

/// Lower case letters and digits alone, `ё` as `е`.
fn squeezed(text: &str) -> String {
    text.to_lowercase().replace('ё', "е").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A value of a row: as text, and as a day where the cell holds one.
#[derive(Clone, Debug)]
pub struct ColumnValue<'a> {
    /// What the column means.
    pub column: ClientColumn,
    /// The text of the cell.
    pub text: &'a str,
    /// The day of the cell.
    pub date: Option<NaiveDate>,
}

/// Makes a client of a row, with what keeps it from being taken: a row is never
/// taken in part.
pub fn client_of_row(id: ClientId, values: &[ColumnValue<'_>], today: NaiveDate) -> (Client, Vec<ClientProblem>) {
    let mut row = Row {
        client: Client::empty(id),
        problems: Vec::new(),
        passport: document(DocumentKind::RussianPassport),
        travel: document(DocumentKind::TravelPassport),
    };
    row.client.citizenship.clear();
    for value in values.iter().filter(|value| !value.text.trim().is_empty()) {
        row.put(value);
    }
    row.finish(today)
}

fn document(kind: DocumentKind) -> IdentityDocument {
    IdentityDocument { kind, ..IdentityDocument::default() }
}

struct Row {
    client: Client,
    problems: Vec<ClientProblem>,
    passport: IdentityDocument,
    travel: IdentityDocument,
}

impl Row {
    fn put(&mut self, value: &ColumnValue<'_>) {
        let text = value.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let client = &mut self.client;
        match value.column {
            ClientColumn::FullName => {
                let mut words = text.split(' ');
                let name = [words.next(), words.next()].map(|word| named(word.unwrap_or_default()));
                [client.last_name, client.first_name] = name;
                client.middle_name = words.map(named).collect::<Vec<_>>().join(" ");
            }
            ClientColumn::LastName => client.last_name = named(&text),
            ClientColumn::FirstName => client.first_name = named(&text),
            ClientColumn::MiddleName => client.middle_name = named(&text),
            ClientColumn::LastNameLatin => client.last_name_latin = text.to_uppercase(),
            ClientColumn::FirstNameLatin => client.first_name_latin = text.to_uppercase(),
            ClientColumn::Gender => match squeezed(&text).chars().next() {
                Some('м' | 'm') => client.gender = Some(Gender::Male),
                Some('ж' | 'f') => client.gender = Some(Gender::Female),
                _ => self.refuse(value, "нужно «м» или «ж»"),
            },
            ClientColumn::BirthDate => self.client.birth_date = self.day(value),
            ClientColumn::BirthPlace => client.birth_place = text,
            ClientColumn::Citizenship => match country(&text) {
                Some(code) => client.citizenship = code.to_owned(),
                None => self.refuse(value, "такой страны нет в списке"),
            },
            ClientColumn::Phone | ClientColumn::OtherPhone => {
                for phone in text.split([',', ';', '/', '\n']).map(str::trim).filter(|phone| !phone.is_empty()) {
                    let known = Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.e164().to_owned());
                    if !client.phones.contains(&known) {
                        client.phones.push(known);
                    }
                }
            }
            ClientColumn::Email => {
                client.emails.extend(text.split([',', ';', ' ']).filter(|email| !email.is_empty()).map(str::to_owned));
            }
            ClientColumn::PassportNumber => put_number(&mut self.passport, &text, 4, 6),
            ClientColumn::PassportSeries => self.passport.series = text,
            ClientColumn::PassportIssuedBy => self.passport.issued_by = text,
            ClientColumn::PassportIssuedOn => self.passport.issued_on = self.day(value),
            ClientColumn::PassportCode => self.passport.department_code = text,
            ClientColumn::TravelNumber => put_number(&mut self.travel, &text, 2, 7),
            ClientColumn::TravelSeries => self.travel.series = text,
            ClientColumn::TravelIssuedBy => self.travel.issued_by = text,
            ClientColumn::TravelIssuedOn => self.travel.issued_on = self.day(value),
            ClientColumn::TravelExpiresOn => self.travel.expires_on = self.day(value),
            ClientColumn::RegistrationAddress => client.registration_address = text,
            ClientColumn::ActualAddress => {
                client.lives_at_registration = false;
                client.actual_address = text;
            }
            ClientColumn::Inn => client.organisation.inn = text,
            ClientColumn::OrganisationName => {
                let is_entrepreneur = text.to_lowercase().starts_with("ип ");
                client.kind = if is_entrepreneur { CustomerKind::Entrepreneur } else { CustomerKind::Organisation };
                client.organisation.full_name = text;
            }
            ClientColumn::Kpp => client.organisation.kpp = text,
            ClientColumn::Ogrn => client.organisation.ogrn = text,
            ClientColumn::Notes => client.notes = value.text.trim().to_owned(),
            ClientColumn::Tags => {
                client.tags =
                    text.split([',', ';']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            }
        }
    }

    fn day(&mut self, value: &ColumnValue<'_>) -> Option<NaiveDate> {
        let day = value.date.or_else(|| date_from_text(value.text));
        if day.is_none() {
            self.refuse(value, "дата не понятна, нужна как 06.03.1985");
        }
        day
    }

    fn refuse(&mut self, value: &ColumnValue<'_>, why: &str) {
        let reason = format!("{} «{}»: {why}", value.column.label(), value.text.trim());
        self.problems.push(ClientProblem { field: value.column.label().to_owned(), reason });
    }

    fn finish(mut self, today: NaiveDate) -> (Client, Vec<ClientProblem>) {
        let mut client = self.client;
        if client.kind == CustomerKind::Person {
            client.inn = std::mem::take(&mut client.organisation.inn);
        } else if !client.last_name.is_empty() {
            // the person named beside an organisation is whom the office speaks with
            let person = [&client.last_name, &client.first_name, &client.middle_name].map(String::as_str);
            client.organisation.signer_name = person.join(" ").trim().to_owned();
            (client.last_name, client.first_name, client.middle_name) = Default::default();
        }
        client.documents = [self.passport, self.travel]
            .into_iter()
            .filter(|d| !d.number.is_empty() || d.issued_on.is_some())
            .collect();
        if client.citizenship.is_empty() {
            client.citizenship = "RUS".into();
        }
        self.problems.extend(client.problems(today));
        (client, self.problems)
    }
}

/// «45 08 123456» into series and number; a number alone stays one.
fn put_number(document: &mut IdentityDocument, text: &str, series: usize, number: usize) {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !"№N-".contains(*c)).collect();
    if digits.len() == series + number && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (series, number) = digits.split_at(series);
        (document.series, document.number) = (series.to_owned(), number.to_owned());
    } else {
        digits.clone_into(&mut document.number);
    }
}

/// «ИВАНОВ-ПЕТРОВ» and «иванов-петров» as «Иванов-Петров»; mixed case stays.
fn named(text: &str) -> String {
    let is_mixed = text.chars().any(char::is_uppercase) && text.chars().any(char::is_lowercase);
    if is_mixed {
        return text.to_owned();
    }
    let mut begins = true;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if begins {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        begins = !c.is_alphabetic();
    }
    out
}

/// The code of a country by its name or code.
fn country(text: &str) -> Option<&'static str> {
    let name = squeezed(text);
    if ["рф", "российскаяфедерация", "русское", "российское"].contains(&name.as_str())
    {
        return Some("RUS");
    }
    countries::all().find(|(code, known)| squeezed(known) == name || code.to_lowercase() == name).map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn row(values: &[(ClientColumn, &str)]) -> (Client, Vec<String>) {
        let values: Vec<_> =
            values.iter().map(|(column, text)| ColumnValue { column: *column, text, date: None }).collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date");
        let (client, problems) = client_of_row(ClientId::new(), &values, today);
        (client, problems.into_iter().map(|problem| problem.reason).collect())
    }

    #[rstest]
    #[case("ФИО", Some(ClientColumn::FullName))]
    #[case(" Дата рожд. ", Some(ClientColumn::BirthDate))]
    #[case("E-mail", Some(ClientColumn::Email))]
    #[case("Моб. тел.", Some(ClientColumn::Phone))]
    #[case("Серия и номер паспорта", Some(ClientColumn::PassportNumber))]
    #[case("Загранпаспорт: действителен до", Some(ClientColumn::TravelExpiresOn))]
    #[case("Любимый цвет", None)]
    #[case("", None)]
    fn headers_suggest_their_meaning(#[case] header: &str, #[case] column: Option<ClientColumn>) {
        assert_eq!(ClientColumn::guess(header), column);
    }

    #[test]
    fn every_meaning_is_guessed_by_its_own_words() {
        for column in ClientColumn::ALL {
            assert_eq!(ClientColumn::guess(column.label()), Some(*column));
        }
    }

    #[test]
    fn a_row_becomes_a_client_with_values_in_one_form() {
        let (client, problems) = row(&[
            (ClientColumn::FullName, "СЕМЁНОВА анна  Петровна"),
            (ClientColumn::Gender, "Жен."),
            (ClientColumn::BirthDate, "6.3.85"),
            (ClientColumn::Phone, "8 (906) 680-55-55, +7 495 123-45-67"),
            (ClientColumn::Email, "anna@mail.ru; a@b.ru"),
            (ClientColumn::PassportNumber, "45 08 № 123456"),
            (ClientColumn::TravelSeries, "75"),
            (ClientColumn::TravelNumber, "1234567"),
            (ClientColumn::TravelExpiresOn, "06.03.2030"),
            (ClientColumn::Citizenship, "рф"),
            (ClientColumn::Tags, "VIP, постоянный"),
        ]);
        assert_eq!(problems, [""; 0]);
        assert_eq!(client.name(), "Семёнова Анна Петровна");
        assert_eq!(client.gender, Some(Gender::Female));
        assert_eq!(client.birth_date, NaiveDate::from_ymd_opt(1985, 3, 6));
        assert_eq!(client.phones, ["+79066805555", "+74951234567"]);
        assert_eq!(client.emails, ["anna@mail.ru", "a@b.ru"]);
        assert_eq!(client.documents[0].series_and_number(), "4508 №\u{a0}123456");
        assert_eq!(client.documents[1].series_and_number(), "75 №\u{a0}1234567");
        assert_eq!((client.citizenship.as_str(), client.tags.len()), ("RUS", 2));
    }

    #[test]
    fn an_organisation_keeps_the_person_named_beside_it() {
        let (client, problems) = row(&[
            (ClientColumn::OrganisationName, "ООО «Ромашка»"),
            (ClientColumn::FullName, "Иванов Иван"),
            (ClientColumn::Inn, "7707083893"),
        ]);
        assert_eq!(problems, [""; 0]);
        assert_eq!(
            (client.name().as_str(), client.organisation.signer_name.as_str()),
            ("ООО «Ромашка»", "Иванов Иван")
        );
    }

    #[rstest]
    #[case(&[(ClientColumn::Phone, "8906")], "Укажите фамилию или имя|Это не номер телефона")]
    #[case(&[(ClientColumn::LastName, "Ли"), (ClientColumn::BirthDate, "весной")], "Дата рождения «весной»: дата не понятна, нужна как 06.03.1985")]
    #[case(&[(ClientColumn::LastName, "Ли"), (ClientColumn::PassportNumber, "12")], "Серия и номер не подходят для документа «Паспорт РФ»")]
    #[case(&[(ClientColumn::LastName, "Ли"), (ClientColumn::Gender, "?")], "Пол «?»: нужно «м» или «ж»")]
    fn what_is_wrong_in_a_row_is_said(#[case] values: &[(ClientColumn, &str)], #[case] reasons: &str) {
        assert_eq!(row(values).1.join("|"), reasons);
    }
}
