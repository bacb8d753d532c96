//! Phone numbers in E.164.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A phone number in E.164 (`+79066805555`). `Debug` shows the masked form, so
/// a number cannot slip into a log by accident.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Phone(String);

/// Why a text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("phone is empty")]
    Empty,
    /// Something else than digits and the usual separators.
    #[error("phone has letters or other signs")]
    Signs,
    /// Too few or too many digits.
    #[error("phone has a wrong number of digits")]
    Length,
}

impl Phone {
    /// Reads what people type: `8 (906) 680-55-55`, `9066805555`, `+7 906…`.
    /// Ten digits and `8`/`7` with ten more are Russian; a number of another
    /// country must begin with `+` and have 8 to 15 digits.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        let international = text.starts_with('+');
        let rest = text.strip_prefix('+').unwrap_or(text);
        if rest.chars().any(|c| !c.is_ascii_digit() && !" \u{a0}()-–.".contains(c)) {
            return Err(PhoneError::Signs);
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        match (digits.len(), digits.as_bytes().first()) {
            (11, Some(b'7')) => Ok(Self(format!("+{digits}"))),
            (11, Some(b'8')) if !international => Ok(Self(format!("+7{}", &digits[1..]))),
            (10, Some(b'1'..=b'9')) if !international => Ok(Self(format!("+7{digits}"))),
            (8..=15, Some(b'1'..=b'6' | b'8' | b'9')) if international => Ok(Self(format!("+{digits}"))),
            _ => Err(PhoneError::Length),
        }
    }

    /// `+79066805555`
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Digits without `+`, as the SMS services take them.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }

    /// Whether an SMS can reach it in Russia: `+79XXXXXXXXX`.
    pub fn is_russian_mobile(&self) -> bool {
        self.0.len() == 12 && self.0.starts_with("+79")
    }

    /// `+790****567`: the first four characters, four asterisks, the last three
    /// digits (seed 000, the tourist's page).
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..4], &self.0[self.0.len() - 3..])
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("8 (906) 680-55-55", "+79066805555")]
    #[case("+7 906 680 55 55", "+79066805555")]
    #[case("9066805555", "+79066805555")]
    #[case("7-906-680-55-55", "+79066805555")]
    #[case("+7 495 123-45-67", "+74951234567")]
    #[case("+375 29 123-45-67", "+375291234567")]
    #[case(" 8\u{a0}906 680–55–55 ", "+79066805555")]
    fn usual_ways_of_writing_are_read(#[case] typed: &str, #[case] e164: &str) {
        assert_eq!(Phone::parse(typed).expect("a phone").e164(), e164);
    }

    #[rstest]
    #[case("", PhoneError::Empty)]
    #[case("906680555", PhoneError::Length)]
    #[case("+8 906 680-55-55-55-55-55", PhoneError::Length)]
    #[case("906680555a", PhoneError::Signs)]
    #[case("89066805555, 89066805556", PhoneError::Signs)]
    fn other_texts_are_refused(#[case] typed: &str, #[case] error: PhoneError) {
        assert_eq!(Phone::parse(typed), Err(error));
    }

    #[rstest]
    #[case("+79001234567", true)]
    #[case("+74951234567", false)]
    #[case("+375291234567", false)]
    fn only_russian_mobiles_take_codes(#[case] number: &str, #[case] mobile: bool) {
        assert_eq!(Phone::parse(number).expect("a phone").is_russian_mobile(), mobile);
    }

    #[test]
    fn the_mask_is_the_one_of_the_tourist_page_and_of_debug() {
        let phone = Phone::parse("+79001234567").expect("a phone");
        assert_eq!(phone.masked(), "+790****567");
        assert_eq!(format!("{phone:?}"), "Phone(+790****567)");
    }
}
