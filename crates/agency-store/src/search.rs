//! Russian search: letter case and ё/е do not matter, phones and documents are
//! found by digits, words by their beginnings.

/// The form a text is searched in: lower case, `ё` as `е`, inner spaces single.
pub fn normalise(text: &str) -> String {
    text.to_lowercase().replace('ё', "е").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of a text, for phones and numbers typed with any separators;
/// a Russian `8` or `+7` in front of ten digits is dropped.
pub fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        11 if digits.starts_with(['7', '8']) => digits[1..].to_owned(),
        _ => digits,
    }
}

/// What a text is sorted and compared by; nothing for an empty one.
pub fn key(text: &str) -> Option<String> {
    Some(normalise(text)).filter(|text| !text.is_empty())
}

/// [`key`] in which digits compare as numbers: `9` before `10`. A run of digits
/// gets its length in front of it, zeros at its beginning do not count.
pub fn number_key(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut run = String::new();
    for c in normalise(text).chars().chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            let value = run.trim_start_matches('0');
            out.push_str(&format!("{:02}{value}", value.len().min(99)));
            run.clear();
        }
        out.push(c);
    }
    out.pop();
    Some(out).filter(|text| !text.is_empty())
}

/// Words of a text: runs of letters and digits in their searched form.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    let text = normalise(text);
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// The words a person typed, each of which must begin some word of the text
/// searched; a number written with separators is one word.
pub(crate) fn typed_words(typed: &str) -> Vec<String> {
    if looks_like_number(typed) { vec![digits(typed)] } else { words(typed).collect() }
}

/// Splits what a person typed into `LIKE` patterns, each of which must match.
/// Words of digits and phone signs are looked for as digits.
pub(crate) fn patterns(typed: &str) -> Vec<String> {
    let words = if looks_like_number(typed) {
        vec![digits(typed)]
    } else {
        normalise(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    words.into_iter().map(|word| format!("%{}%", escape(&word))).collect()
}

/// Seven digits or more and nothing but the signs people write between them.
fn looks_like_number(typed: &str) -> bool {
    digits(typed).len() >= 7 && typed.chars().all(|c| c.is_ascii_digit() || " +()-–№\u{a0}".contains(c))
}

fn escape(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Семёнов  ИВАН", &["%семенов%", "%иван%"])]
    #[case("+7 906 680-55-55", &["%9066805555%"])]
    #[case("9066805555", &["%9066805555%"])]
    #[case("6083-1234", &["%60831234%"])]
    #[case("100%_", &["%100\\%\\_%"])]
    #[case("  ", &[])]
    fn typed_words_become_patterns(#[case] typed: &str, #[case] expected: &[&str]) {
        assert_eq!(patterns(typed), expected);
    }

    #[rstest]
    #[case("Семёнов-Тян, ИВАН", &["семенов", "тян", "иван"])]
    #[case("8 (906) 680–55–55", &["9066805555"])]
    #[case("45 08 № 123456", &["4508123456"])]
    #[case("ivan@mail.ru", &["ivan", "mail", "ru"])]
    #[case("№ 12", &["12"])]
    #[case("%_\"*", &[])]
    fn typed_text_becomes_words(#[case] typed: &str, #[case] expected: &[&str]) {
        assert_eq!(typed_words(typed), expected);
    }

    #[rstest]
    #[case("9", "10")]
    #[case("10", "10-1")]
    #[case("6083-9", "6083-10")]
    #[case("A-9", "A-10")]
    #[case("007", "8")]
    fn numbers_sort_as_people_count(#[case] first: &str, #[case] second: &str) {
        assert!(number_key(first) < number_key(second), "{:?} {:?}", number_key(first), number_key(second));
    }
}
