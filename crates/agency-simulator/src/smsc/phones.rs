//! Numbers as the service reads them.

/// Digits of a number, corrected the service's way: `8 906…` and `906…` become
/// `7906…` unless a `+` says the country is meant. None: not a number.
pub(crate) fn corrected(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let international = typed.starts_with('+');
    if typed.chars().any(|c| !c.is_ascii_digit() && !"+ ()-".contains(c)) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = match (digits.len(), international) {
        (11, false) if digits.starts_with('8') => format!("7{}", &digits[1..]),
        (10, false) if digits.starts_with('9') => format!("7{digits}"),
        _ => digits,
    };
    (10..=15).contains(&digits.len()).then_some(digits)
}

/// The numbers of a comma or semicolon list.
pub(crate) fn split(list: &str) -> Vec<&str> {
    list.split([',', ';']).map(str::trim).filter(|phone| !phone.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("+79001234567", Some("79001234567"))]
    #[case("79001234567", Some("79001234567"))]
    #[case("89001234567", Some("79001234567"))]
    #[case("9001234567", Some("79001234567"))]
    #[case("+7 (900) 123-45-67", Some("79001234567"))]
    #[case("375291234567", Some("375291234567"))]
    #[case("123", None)]
    #[case("7900123456a", None)]
    fn numbers_are_corrected(#[case] typed: &str, #[case] expected: Option<&str>) {
        assert_eq!(corrected(typed).as_deref(), expected);
    }

    #[test]
    fn lists_may_use_commas_and_semicolons() {
        assert_eq!(split("79001234567, 79001234568;79001234569,"), ["79001234567", "79001234568", "79001234569"]);
    }
}
