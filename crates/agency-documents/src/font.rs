//! The three faces of our documents: what they cover and how wide they are.

use std::sync::LazyLock;

/// A face of the serif family every document is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
}

/// A character no face has a glyph for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document font has no glyph for U+{:04X}", u32::from(*.0))]
pub struct UnsupportedCharacter(pub char);

impl UnsupportedCharacter {
    /// The reason for a person.
    pub fn reason(self) -> String {
        format!("В шрифте договора нет знака «{}» (U+{:04X}). Замените его в данных заявки.", self.0, u32::from(self.0))
    }
}

static PARSED: LazyLock<[ttf_parser::Face<'static>; 3]> = LazyLock::new(|| {
    Face::ALL.map(|face| ttf_parser::Face::parse(face.bytes(), 0).expect("the faces are part of the program"))
});

impl Face {
    pub(crate) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    /// The font program, a subset of PT Serif (see `fonts/README.md`).
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/turoffice-serif-regular.ttf"),
            Self::Bold => include_bytes!("../fonts/turoffice-serif-bold.ttf"),
            Self::Italic => include_bytes!("../fonts/turoffice-serif-italic.ttf"),
        }
    }

    /// Name with the six-letter tag that marks a subset (ISO 32000-1, 9.6.4).
    pub(crate) fn pdf_name(self) -> &'static str {
        match self {
            Self::Regular => "TUROFA+TurofficeSerif-Regular",
            Self::Bold => "TUROFB+TurofficeSerif-Bold",
            Self::Italic => "TUROFC+TurofficeSerif-Italic",
        }
    }

    fn parsed(self) -> &'static ttf_parser::Face<'static> {
        &PARSED[self as usize]
    }

    /// Advance of a character at the given size; zero for one the face lacks.
    pub(crate) fn advance(self, character: char, size: f32) -> f32 {
        let face = self.parsed();
        let units = face.glyph_index(character).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
        f32::from(units) * size / f32::from(face.units_per_em())
    }
}

/// Brings a text to characters the faces have: drops invisible marks, joins
/// the two-part й and ё that macOS file names and some sites use, and takes the
/// usual form of rare spaces and hyphens.
pub(crate) fn printable(text: &str) -> Result<String, UnsupportedCharacter> {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\t' | '\r' | '\n' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{2028}' | '\u{2029}' => {
                out.push(' ');
            }
            '\u{2007}' | '\u{202f}' => out.push('\u{a0}'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{2012}' => out.push('–'),
            '\u{2015}' => out.push('—'),
            '\u{306}' | '\u{308}' => {
                let joined = out.pop().and_then(|base| match (base, character) {
                    ('и', '\u{306}') => Some('й'),
                    ('И', '\u{306}') => Some('Й'),
                    ('е', '\u{308}') => Some('ё'),
                    ('Е', '\u{308}') => Some('Ё'),
                    _ => None,
                });
                out.push(joined.ok_or(UnsupportedCharacter(character))?);
            }
            _ if Face::ALL.iter().all(|face| face.parsed().glyph_index(character).is_some()) => out.push(character),
            _ => return Err(UnsupportedCharacter(character)),
        }
    }
    Ok(out)
}

/// The text with every character that has no glyph shown by its code, `[U+1F600]`:
/// for what the program did not ask anybody to type, such as the name of a device.
pub(crate) fn shown(text: &str) -> String {
    printable(text).unwrap_or_else(|_| {
        text.chars()
            .map(|character| {
                printable(character.encode_utf8(&mut [0; 4]))
                    .unwrap_or_else(|refused| format!("[U+{:04X}]", u32::from(refused.0)))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn every_letter_of_our_documents_is_covered() {
        let letters: String = ('А'..='я').chain(' '..='~').chain("ЁёІіӘәҒғҚқҢңӨөҰұҮүҺһЎўЇїЄєҐґ".chars()).collect();
        let signs = "«»„“”‘’—–…№₽€§©°±×·•\u{a0}ĞğİıŞşÇçÖöÜüÄäßÉéÑñ";
        assert_eq!(printable(&letters).as_deref(), Ok(letters.as_str()));
        assert_eq!(printable(signs).as_deref(), Ok(signs));
        for face in Face::ALL {
            assert!(letters.chars().chain(signs.chars()).all(|c| face.advance(c, 10.0) > 0.0));
        }
    }

    #[rstest]
    #[case("Усачев\u{308}а", "Усачева", false)]
    #[case("Алёна", "Алёна", true)]
    #[case("Але\u{308}на, Сергеи\u{306}", "Алёна, Сергей", true)]
    #[case("a\u{200b}b\u{ad}c\u{202f}d\u{2011}e", "abc\u{a0}d-e", true)]
    fn look_alikes_take_their_usual_form(#[case] typed: &str, #[case] printed: &str, #[case] ok: bool) {
        let result = printable(typed);
        assert_eq!(result.is_ok(), ok);
        if ok {
            assert_eq!(result.as_deref(), Ok(printed));
        }
    }

    #[rstest]
    #[case("Отель ☀", '☀')]
    #[case("😀", '😀')]
    #[case("東京", '東')]
    fn a_character_without_a_glyph_is_named(#[case] text: &str, #[case] character: char) {
        let refused = printable(text).expect_err("no glyph");
        assert_eq!(refused, UnsupportedCharacter(character));
        assert!(refused.reason().contains(character));
        assert!(shown(text).contains(&format!("[U+{:04X}]", u32::from(character))));
    }
}
