//! How a service cuts a text into billed parts.
//!
//! Written apart from the program's own count on purpose: the two check each other in tests.

/// GSM 03.38 default alphabet beyond ASCII, and its extension table (each of those takes two places).
const GSM_EXTRA: &str = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
const GSM_ESCAPED: &str = "\u{c}^{}\\[~]|€";

/// Parts billed for a text: 160 Latin or 70 other characters in one, 153 or 67 when split.
pub(crate) fn parts(text: &str) -> u32 {
    let widths = septets(text);
    let (single, joined, widths) = match widths {
        Some(widths) => (160, 153, widths),
        None => (70, 67, text.chars().map(char::len_utf16).collect()),
    };
    let total: usize = widths.iter().sum();
    if total <= single {
        return 1;
    }
    let (mut parts, mut used) = (1, 0);
    for width in widths {
        if used + width > joined {
            (parts, used) = (parts + 1, 0);
        }
        used += width;
    }
    parts
}

fn septets(text: &str) -> Option<Vec<usize>> {
    text.chars()
        .map(|c| match c {
            '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' => Some(2),
            ' '..='~' if c != '`' => Some(1),
            '\n' | '\r' => Some(1),
            _ if GSM_EXTRA.contains(c) => Some(1),
            _ if GSM_ESCAPED.contains(c) => Some(2),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", 1)]
    #[case(&"a".repeat(160), 1)]
    #[case(&"a".repeat(161), 2)]
    #[case(&"a".repeat(307), 3)]
    #[case(&"ж".repeat(70), 1)]
    #[case(&"ж".repeat(71), 2)]
    #[case(&"ж".repeat(135), 3)]
    #[case(&"€".repeat(81), 2)]
    #[case(&"😀".repeat(36), 2)]
    fn texts_are_cut_by_the_documented_lengths(#[case] text: &str, #[case] expected: u32) {
        assert_eq!(parts(text), expected);
    }
}
