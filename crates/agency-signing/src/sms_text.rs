//! Text of the SMS with the code.

use crate::terms::Terms;

/// Two parts of an SMS in Cyrillic: 67 UTF-16 units each, less one, because a
/// sign of two units is never cut between the parts.
const TWO_PARTS: usize = 133;

/// «Код 481920 для подписания договора № 6083-1234 с ООО «Ромашка Тур» на
/// 218 500 руб. Никому не сообщайте.» — never more than two parts: a long name
/// of the agency is cut, a very long contract number takes its place.
pub fn code_sms(terms: &Terms, code: &str) -> String {
    let sum = terms.total.short().replace('\u{a0}', " ");
    let text = |agency: &str| {
        let with = if agency.is_empty() { String::new() } else { format!(" с {agency}") };
        format!(
            "Код {code} для подписания договора № {number}{with} на {sum} руб. Никому не сообщайте.",
            number = terms.contract_number,
        )
    };
    let length = |text: &str| text.encode_utf16().count();
    let name = terms.agency.name.trim();
    let whole = text(name);
    if length(&whole) <= TWO_PARTS {
        return whole;
    }
    let characters: Vec<char> = name.chars().collect();
    (3..characters.len())
        .rev()
        .map(|kept| text(&format!("{}…", characters[..kept].iter().collect::<String>().trim_end())))
        .find(|shorter| length(shorter) <= TWO_PARTS)
        .unwrap_or_else(|| text(""))
}
