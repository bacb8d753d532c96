//! Taking secrets, codes and full phones out of what goes to «История СМС» (invariant I4).
//!
//! A server may echo a request in an error page, so an answer is cleaned like a
//! request: every secret is looked for as it is and as a form, JSON or HTML would write it.

use super::SmsMessage;
use agency_core::Phone;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashSet;

const MASK: &str = "***";
/// A fragment from this length on is masked wherever it stands; a shorter one only as a word of its own.
const LONG: usize = 4;
/// Longest answer shown, in characters.
const MAX_SHOWN: usize = 2_000;

/// What must not be shown.
pub(crate) struct Redactor {
    secrets: Vec<String>,
    fragments: Vec<String>,
    words: Vec<String>,
    phone_digits: Option<String>,
}

impl Redactor {
    /// Hides secrets of an account and, beside them, what of a message its
    /// `masked_text` leaves out.
    pub(crate) fn new(secrets: &[&str], message: Option<&SmsMessage>) -> Self {
        let (mut fragments, mut words) = (Vec::new(), Vec::new());
        if let Some(message) = message {
            let shown: HashSet<&str> = alphanumeric_runs(&message.masked_text).collect();
            for run in alphanumeric_runs(&message.text).filter(|run| !shown.contains(run)) {
                if run.chars().count() >= LONG { fragments.push(run) } else { words.push(run.to_owned()) }
            }
        }
        Self {
            secrets: all_spellings(secrets),
            fragments: all_spellings(&fragments),
            words,
            phone_digits: message.map(|message| message.phone.digits().to_owned()),
        }
    }

    /// A short text without secrets, codes and full phones.
    pub(crate) fn clean(&self, text: &str) -> String {
        let replace_all = |text: String, needles: &[String]| {
            needles.iter().fold(text, |text, needle| replace_ignoring_case(&text, needle))
        };
        // Phones come between: one may be a part of a password, and a code a part of a phone.
        let text = replace_all(text.to_owned(), &self.secrets);
        let text = mask_phones(&text, self.phone_digits.as_deref());
        let mut text = replace_all(text, &self.fragments);
        for word in &self.words {
            text = replace_word(&text, word);
        }
        text
    }

    /// An answer as it may be shown: cleaned, without control characters, of bounded length.
    pub(crate) fn answer(&self, text: &str, is_cut: bool) -> String {
        let mut text = self.clean(&unescaped(text));
        if is_cut {
            self.mask_begun_secret(&mut text);
        }
        let shown: String =
            text.trim().chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).take(MAX_SHOWN).collect();
        if text.trim().chars().count() > MAX_SHOWN { format!("{shown}…") } else { shown }
    }

    /// Hides the beginning of a secret at the end of a broken answer.
    fn mask_begun_secret(&self, text: &mut String) {
        let phone = self.phone_digits.iter().flat_map(|digits| [digits.as_str(), &digits[1..]]);
        let needles = self.secrets.iter().chain(&self.fragments).map(String::as_str);
        let begun = needles.chain(phone).filter_map(|needle| {
            needle.char_indices().map(|(at, _)| at).skip(2).filter(|&at| text.ends_with(&needle[..at])).max()
        });
        if let Some(length) = begun.max() {
            text.truncate(text.len() - length);
            text.push_str(MASK);
        }
    }
}

/// A login as it may be shown: many are phone numbers.
pub(crate) fn shown_login(login: &str) -> String {
    Redactor::new(&[], None).clean(login)
}

/// A request in the readable shape of a log: its form fields as JSON.
pub(crate) fn fields_as_json(fields: &[(&str, String)]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{}: {}", quoted(name), quoted(value))).collect();
    format!("{{{}}}", fields.join(", "))
}

fn alphanumeric_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty())
}

/// All spellings of texts, the longest first, so that no part of one is left over.
fn all_spellings(texts: &[&str]) -> Vec<String> {
    let mut spelt: Vec<String> =
        texts.iter().flat_map(|text| spellings(text)).filter(|spelt| !spelt.is_empty()).collect();
    spelt.sort_by_key(|spelt| std::cmp::Reverse(spelt.len()));
    spelt.dedup();
    spelt
}

/// A secret as it is, in a form, in JSON and in HTML.
fn spellings(secret: &str) -> [String; 5] {
    let encoded = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let form: String = url_form(secret);
    let json = serde_json::Value::from(secret).to_string();
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    [secret.to_owned(), encoded, form, json[1..json.len() - 1].to_owned(), html]
}

/// Form encoding leaves `*-._` as they are and writes a space as `+`.
fn url_form(secret: &str) -> String {
    secret
        .split(' ')
        .map(|word| {
            word.chars()
                .map(|c| {
                    if "*-._".contains(c) {
                        c.to_string()
                    } else {
                        utf8_percent_encode(&c.to_string(), NON_ALPHANUMERIC).to_string()
                    }
                })
                .collect::<String>()
        })
        .collect::<Vec<_>>()
        .join("+")
}

fn replace_ignoring_case(text: &str, needle: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins =
            rest.as_bytes().get(..needle.len()).is_some_and(|head| head.eq_ignore_ascii_case(needle.as_bytes()));
        if begins {
            out.push_str(MASK);
            rest = &rest[needle.len()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn replace_word(text: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let run = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        out.push_str(if run == word { MASK } else { run });
        out.push_str(&piece[run.len()..]);
    }
    out
}

/// `\u0031` of JSON as the sign it stands for, so that nothing hides behind it.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let sign = rest
            .get(at + 2..at + 6)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32)
            .filter(|c| !c.is_control() && !"\"\\".contains(*c));
        out.push_str(&rest[..at]);
        match sign {
            Some(sign) => {
                out.push(sign);
                rest = &rest[at + 6..];
            }
            None => {
                out.push_str("\\u");
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

/// Masks everything that reads as a full phone number, with or without
/// separators, and the given digits wherever they stand.
fn mask_phones(text: &str, own: Option<&str>) -> String {
    let own_national = own.map(|digits| &digits[digits.len().saturating_sub(10)..]);
    let runs = digit_runs(text);
    let mut out = String::with_capacity(text.len());
    let (mut copied, mut index) = (0, 0);
    while index < runs.len() {
        match phone_end(text, &runs[index..], own_national) {
            None => index += 1,
            Some(length) => {
                let (start, end) = (runs[index].0, runs[index + length - 1].1);
                let has_plus = text[..start].ends_with('+');
                let digits: String = text[start..end].chars().filter(char::is_ascii_digit).collect();
                out.push_str(&text[copied..start - usize::from(has_plus)]);
                out.push_str(&masked(&digits, has_plus));
                copied = end;
                index += length;
            }
        }
    }
    out + &text[copied..]
}

fn masked(digits: &str, has_plus: bool) -> String {
    let national = || Phone::parse(digits);
    let international = || Phone::parse(&format!("+{digits}"));
    let phone =
        if has_plus { international().or_else(|_| national()) } else { national().or_else(|_| international()) };
    phone.map_or_else(|_| MASK.to_owned(), |phone| phone.masked())
}

/// Byte ranges of contiguous ASCII digits.
fn digit_runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// How many runs from the first one on make a phone number together.
fn phone_end(text: &str, runs: &[(usize, usize)], own_national: Option<&str>) -> Option<usize> {
    let has_plus = text[..runs[0].0].ends_with('+');
    let mut digits = String::new();
    let mut found = None;
    for (index, &(start, end)) in runs.iter().enumerate() {
        if index > 0 {
            let between = &text[runs[index - 1].1..start];
            if between.chars().count() > 3 || between.chars().any(|c| !" \u{a0}()-–.".contains(c)) {
                break;
            }
        }
        digits.push_str(&text[start..end]);
        let is_own = own_national.is_some_and(|own| digits.contains(own));
        let first = digits.as_bytes()[0];
        let is_russian = digits.len() == 11 && matches!(first, b'7' | b'8') || digits.len() == 10 && first == b'9';
        let is_foreign = has_plus && (8..=15).contains(&digits.len());
        if is_own || is_russian {
            return Some(index + 1);
        }
        if is_foreign {
            found = Some(index + 1);
        }
        if digits.len() > 15 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn message(text: &str, masked_text: &str) -> SmsMessage {
        SmsMessage {
            client_id: "ord-17".into(),
            phone: Phone::parse("+79001234567").expect("a phone"),
            text: text.into(),
            masked_text: masked_text.into(),
        }
    }

    fn redactor() -> Redactor {
        let message =
            message("Код подтверждения: 818123 Не сообщайте никому!", "Код подтверждения: *** Не сообщайте никому!");
        Redactor::new(&["p&ss w\"rd"], Some(&message))
    }

    #[rstest]
    #[case("phone 79001234567 is bad", "phone +790****567 is bad")]
    #[case("+79001234567", "+790****567")]
    #[case("8 (900) 123-45-67", "+790****567")]
    #[case("+7 900 123 45 67, 12", "+790****567, 12")]
    #[case("900 123 45 67", "+790****567")]
    #[case("79111111111 79222222222", "+791****111 +792****222")]
    #[case("0079001234567000", "***")]
    #[case("+375 29 123-45-67", "+375****567")]
    #[case(
        r#"{"id":"ord-17","cnt":1,"cost":"4.1","balance":"83.6"}"#,
        r#"{"id":"ord-17","cnt":1,"cost":"4.1","balance":"83.6"}"#
    )]
    #[case("05.10.2026 12:00:00, 1791190800", "05.10.2026 12:00:00, 1791190800")]
    #[case("code 818123 sent", "code *** sent")]
    #[case("mes=%D0%9A+818123+x", "mes=%D0%9A+***+x")]
    #[case("psw=p&ss w\"rd.", "psw=***.")]
    #[case("psw=p%26ss+w%22rd&x", "psw=***&x")]
    #[case("psw=p%26ss%20w%22rd", "psw=***")]
    #[case(r#"{"psw":"p&ss w\"rd"}"#, r#"{"psw":"***"}"#)]
    #[case("psw: P&amp;SS w&quot;rd", "psw: ***")]
    #[case(r"\u0038\u0031\u0038\u0031\u0032\u0033 \u041a", "*** К")]
    fn echoes_are_masked(#[case] answer: &str, #[case] shown: &str) {
        assert_eq!(redactor().answer(answer, false), shown);
    }

    #[rstest]
    #[case(r#"{"error":"bad code 8181"#, r#"{"error":"bad code ***"#)]
    #[case(r#"{"error":"bad psw p&ss"#, r#"{"error":"bad psw ***"#)]
    #[case(r#"{"error":"phone 790012345"#, r#"{"error":"phone ***"#)]
    #[case(r#"{"id":1,"#, r#"{"id":1,"#)]
    fn the_beginning_of_a_secret_at_a_break_is_masked(#[case] answer: &str, #[case] shown: &str) {
        assert_eq!(redactor().answer(answer, true), shown);
    }

    #[test]
    fn a_short_secret_word_is_masked_only_as_a_word() {
        let redactor = Redactor::new(&[], Some(&message("Место 7б", "Место ***")));
        assert_eq!(redactor.clean("место 7б, ряд 17б"), "место ***, ряд 17б");
    }

    #[test]
    fn a_long_answer_is_cut_after_masking() {
        let answer = format!("{}818123", "x".repeat(MAX_SHOWN - 3));
        let shown = redactor().answer(&answer, false);
        assert!(shown.ends_with("x***") && !shown.contains("818"), "{shown}");
        assert!(redactor().answer(&"y".repeat(MAX_SHOWN + 1), false).ends_with("y…"));
    }

    proptest! {
        #[test]
        fn whatever_surrounds_them_secrets_do_not_come_through(
            password in "[!-~а-яё]{6,20}",
            code in "[0-9]{4,8}",
            number in "[0-9]{9}",
            before in ".{0,40}",
            after in ".{0,40}",
            layout in 0..5,
        ) {
            let phone = Phone::parse(&format!("+79{number}")).expect("a phone");
            let message = SmsMessage {
                client_id: "id".into(),
                text: format!("Код: {code}"),
                masked_text: "Код: ***".into(),
                phone: phone.clone(),
            };
            let redactor = Redactor::new(&[&password], Some(&message));
            let digits = phone.digits();
            let echo = match layout {
                0 => format!("{password}{before}{code}{after}{digits}"),
                1 => format!("{digits}{code}{password}"),
                2 => format!("{before}+{digits} {after} {code}.{password}"),
                3 => serde_json::json!({ "psw": password, "mes": format!("Код: {code}"), "phones": phone.e164() }).to_string(),
                _ => format!("{} {} {}-{}-{}{before}{password}\n{code}", &digits[..1], &digits[1..4], &digits[4..7], &digits[7..9], &digits[9..]),
            };
            let shown = redactor.answer(&echo, false);
            prop_assert!(!shown.contains(&password), "{shown}");
            prop_assert!(!shown.contains(&code), "{shown}");
            prop_assert!(!shown.contains(&digits[1..]), "{shown}");
        }
    }
}
