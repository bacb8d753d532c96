//! Identity documents of customers and tourists.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kind of an identity document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Паспорт гражданина РФ.
    #[default]
    RussianPassport,
    /// Заграничный паспорт гражданина РФ.
    TravelPassport,
    /// Свидетельство о рождении.
    BirthCertificate,
    /// Паспорт иностранного гражданина.
    ForeignPassport,
    /// Вид на жительство.
    ResidencePermit,
    /// Иной документ.
    Other,
}

impl DocumentKind {
    /// The name printed in documents and shown on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::RussianPassport => "Паспорт РФ",
            Self::TravelPassport => "Загранпаспорт",
            Self::BirthCertificate => "Свидетельство о рождении",
            Self::ForeignPassport => "Иностранный паспорт",
            Self::ResidencePermit => "Вид на жительство",
            Self::Other => "Иной документ",
        }
    }
}

impl DocumentKind {
    /// What series and number look like.
    pub(crate) fn number_shape(self) -> &'static str {
        match self {
            Self::RussianPassport => "серия 45 08, номер 123456",
            Self::TravelPassport => "серия 75, номер 1234567",
            Self::BirthCertificate => "серия II-МЮ, номер 123456",
            Self::ForeignPassport => "от 5 до 15 цифр и заглавных латинских букв",
            Self::ResidencePermit | Self::Other => "нужен номер",
        }
    }

    /// Whether the kind has a last day of validity a trip depends on.
    pub fn expires(self) -> bool {
        matches!(self, Self::TravelPassport | Self::ForeignPassport)
    }
}

/// An identity document as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IdentityDocument {
    /// Kind of the document.
    pub kind: DocumentKind,
    /// Series, where the kind has one.
    pub series: String,
    /// Number.
    pub number: String,
    /// Issuing authority.
    pub issued_by: String,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Код подразделения, `770-001`; паспорт РФ only.
    pub department_code: String,
    /// Last day of validity, for documents that expire.
    pub expires_on: Option<NaiveDate>,
}

impl IdentityDocument {
    /// Whether series and number have the shape their kind requires. Spaces
    /// inside are allowed, as people type them.
    pub fn has_valid_number(&self) -> bool {
        let series: String = self.series.chars().filter(|c| !c.is_whitespace()).collect();
        let number: String = self.number.chars().filter(|c| !c.is_whitespace() && *c != '№').collect();
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        match self.kind {
            DocumentKind::RussianPassport => digits(&series, 4) && digits(&number, 6),
            DocumentKind::TravelPassport => digits(&series, 2) && digits(&number, 7),
            DocumentKind::BirthCertificate => is_birth_series(&series) && digits(&number, 6),
            DocumentKind::ForeignPassport => {
                let whole = format!("{series}{number}");
                (5..=15).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            }
            DocumentKind::ResidencePermit | DocumentKind::Other => !number.is_empty(),
        }
    }

    /// `770-001`, the code of a passport's issuer.
    pub fn is_department_code(text: &str) -> bool {
        text.len() == 7
            && text
                .bytes()
                .enumerate()
                .all(|(index, byte)| if index == 3 { byte == b'-' } else { byte.is_ascii_digit() })
    }

    /// `45 08 № 123456`: series and number as printed.
    pub fn series_and_number(&self) -> String {
        match (self.series.trim(), self.number.trim()) {
            ("", number) => number.to_owned(),
            (series, number) => format!("{series} №\u{a0}{number}"),
        }
    }
}

impl IdentityDocument {
    /// «Паспорт РФ 45 ** № ****56»: enough to recognise the document, not to use it.
    pub fn masked(&self) -> String {
        let masked = |text: &str, shown_first: usize, shown_last: usize| -> String {
            let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            let hidden_to = letters.len().saturating_sub(shown_last);
            let mark = |(index, letter): (usize, &char)| {
                if index < shown_first.min(letters.len() / 2) || index >= hidden_to.max(1) { *letter } else { '*' }
            };
            letters.iter().enumerate().map(mark).collect()
        };
        let number = masked(self.number.trim(), 0, 2);
        match self.series.trim() {
            "" => format!("{} №\u{a0}{number}", self.kind.label()),
            series => format!("{} {} №\u{a0}{number}", self.kind.label(), masked(series, 2, 0)),
        }
    }
}

/// `II-МЮ`: a Roman number (Cyrillic look-alikes too) and two Cyrillic letters.
fn is_birth_series(series: &str) -> bool {
    let Some((roman, letters)) = series.split_once('-') else { return false };
    (1..=4).contains(&roman.chars().count())
        && roman.chars().all(|c| "IVXLCІХС".contains(c))
        && letters.chars().count() == 2
        && letters.chars().all(|c| matches!(c, 'А'..='Я' | 'Ё'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(DocumentKind::RussianPassport, "45 08", "123456", "Паспорт РФ 45** №\u{a0}****56")]
    #[case(DocumentKind::TravelPassport, "75", "1234567", "Загранпаспорт 7* №\u{a0}*****67")]
    #[case(DocumentKind::ForeignPassport, "", "AB1234567", "Иностранный паспорт №\u{a0}*******67")]
    #[case(DocumentKind::Other, "", "1", "Иной документ №\u{a0}*")]
    #[case(DocumentKind::Other, "", "", "Иной документ №\u{a0}")]
    fn a_masked_document_hides_most_of_its_number(
        #[case] kind: DocumentKind,
        #[case] series: &str,
        #[case] number: &str,
        #[case] expected: &str,
    ) {
        let document = IdentityDocument { kind, series: series.into(), number: number.into(), ..Default::default() };
        assert_eq!(document.masked(), expected);
    }

    #[rstest]
    #[case(DocumentKind::RussianPassport, "45 08", "123456", true)]
    #[case(DocumentKind::RussianPassport, "450", "123456", false)]
    #[case(DocumentKind::RussianPassport, "4508", "12345", false)]
    #[case(DocumentKind::TravelPassport, "75", "1234567", true)]
    #[case(DocumentKind::TravelPassport, "75", "12345", false)]
    #[case(DocumentKind::BirthCertificate, "II-МЮ", "№ 123456", true)]
    #[case(DocumentKind::BirthCertificate, "2-МЮ", "12345", false)]
    #[case(DocumentKind::ForeignPassport, "", "AB1234567", true)]
    #[case(DocumentKind::ForeignPassport, "", "АБ-1", false)]
    #[case(DocumentKind::Other, "", "", false)]
    fn numbers_have_the_shape_of_their_kind(
        #[case] kind: DocumentKind,
        #[case] series: &str,
        #[case] number: &str,
        #[case] valid: bool,
    ) {
        let document = IdentityDocument { kind, series: series.into(), number: number.into(), ..Default::default() };
        assert_eq!(document.has_valid_number(), valid);
    }
}
