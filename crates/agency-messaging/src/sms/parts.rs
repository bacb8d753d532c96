//! Parts a text is billed as: GSM 03.38 and UCS-2 rules.

use serde::{Deserialize, Serialize};

/// GSM 03.38 default alphabet (3GPP TS 23.038, section 6.2.1), without the escape sign.
const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                   ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Its extension table: each sign takes two places.
const GSM_EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How a text travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Latin letters and the signs of GSM 03.38: 160 in one part, 153 in each of several.
    Gsm7,
    /// Anything else, Cyrillic above all: 70 in one part, 67 in each of several.
    Ucs2,
}

/// Size of a text as an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Encoding the text needs.
    pub encoding: Encoding,
    /// Places taken: septets or UTF-16 units.
    pub units: usize,
    /// Parts billed; an empty text is one.
    pub parts: usize,
}

/// Counts the parts of a text. A sign of two places (`€`, an emoji) is never
/// cut, so it may leave a place empty at the end of a part.
pub fn parts(text: &str) -> Parts {
    let septets: Option<Vec<usize>> = text.chars().map(septets).collect();
    let (encoding, widths, single, joined) = match septets {
        Some(widths) => (Encoding::Gsm7, widths, 160, 153),
        None => (Encoding::Ucs2, text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let units = widths.iter().sum();
    let mut parts = 1;
    if units > single {
        let mut used = 0;
        for width in widths {
            if used + width > joined {
                parts += 1;
                used = 0;
            }
            used += width;
        }
    }
    Parts { encoding, units, parts }
}

fn septets(sign: char) -> Option<usize> {
    if GSM.contains(sign) {
        Some(1)
    } else if GSM_EXTENSION.contains(sign) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Gsm7, Ucs2};
    use rstest::rstest;

    #[rstest]
    #[case("", Gsm7, 0, 1)]
    #[case("Code: 1234", Gsm7, 10, 1)]
    #[case(&"a".repeat(160), Gsm7, 160, 1)]
    #[case(&"a".repeat(161), Gsm7, 161, 2)]
    #[case(&"a".repeat(306), Gsm7, 306, 2)]
    #[case(&"a".repeat(307), Gsm7, 307, 3)]
    #[case("[€]", Gsm7, 6, 1)]
    #[case(&"€".repeat(80), Gsm7, 160, 1)]
    #[case(&"€".repeat(81), Gsm7, 162, 2)]
    // 76 pairs leave the 153rd place of a part empty: 153 pairs need three parts, not two.
    #[case(&"€".repeat(153), Gsm7, 306, 3)]
    #[case("`", Ucs2, 1, 1)]
    #[case("Код подтверждения: 1234", Ucs2, 23, 1)]
    #[case(&"ж".repeat(70), Ucs2, 70, 1)]
    #[case(&"ж".repeat(71), Ucs2, 71, 2)]
    #[case(&"ж".repeat(134), Ucs2, 134, 2)]
    #[case(&"ж".repeat(135), Ucs2, 135, 3)]
    #[case(&format!("{}ж", "a".repeat(70)), Ucs2, 71, 2)]
    #[case("№", Ucs2, 1, 1)]
    #[case("\u{a0}", Ucs2, 1, 1)]
    #[case(&"😀".repeat(35), Ucs2, 70, 1)]
    #[case(&"😀".repeat(36), Ucs2, 72, 2)]
    // 33 pairs leave the 67th place empty: 67 pairs need three parts.
    #[case(&"😀".repeat(67), Ucs2, 134, 3)]
    fn texts_are_counted_as_networks_do(
        #[case] text: &str,
        #[case] encoding: Encoding,
        #[case] units: usize,
        #[case] count: usize,
    ) {
        assert_eq!(parts(text), Parts { encoding, units, parts: count });
    }

    #[test]
    fn the_default_alphabet_has_its_127_signs_and_the_extension_ten() {
        assert_eq!((GSM.chars().count(), GSM_EXTENSION.chars().count()), (127, 10));
    }
}
