//! Russian search: letter case and ё/е do not matter, phones are found by digits.

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

/// Splits what a person typed into `LIKE` patterns, each of which must match.
/// Words of digits and phone signs are looked for as digits.
pub(crate) fn patterns(typed: &str) -> Vec<String> {
    let looks_like_phone =
        digits(typed).len() >= 7 && typed.chars().all(|c| c.is_ascii_digit() || " +()-\u{a0}".contains(c));
    let words = if looks_like_phone { vec![digits(typed)] } else { split(typed) };
    words.into_iter().map(|word| format!("%{}%", escape(&word))).collect()
}

fn split(typed: &str) -> Vec<String> {
    normalise(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
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
}
