//! Lines of text: where a paragraph breaks, and how a line fills its width.

use crate::font::Face;
use crate::paper::{BLACK, Ink, Mark, Piece};

/// A stretch of text in one face. `\n` is a forced break of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) face: Face,
    pub(crate) text: String,
}

impl Run {
    pub(crate) fn new(face: Face, text: impl Into<String>) -> Self {
        Self { face, text: text.into() }
    }
}

/// How lines stand in their width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
    Justify,
}

/// Size and distances of a text, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) align: Align,
    pub(crate) ink: Ink,
}

impl Style {
    /// Black text with comfortable leading.
    pub(crate) const fn new(size: f32, align: Align) -> Self {
        Self { size, leading: size * 1.25, align, ink: BLACK }
    }

    /// Distance from the top of a line to its baseline.
    pub(crate) fn ascent(&self) -> f32 {
        self.leading * 0.5 + self.size * 0.3
    }
}

/// One laid-out line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pieces: Vec<Piece>,
    width: f32,
    /// Whether the paragraph (or a forced break) ends here, so that it is not justified.
    last: bool,
}

impl Line {
    /// Width of the text before it is stretched.
    pub(crate) const fn width(&self) -> f32 {
        self.width
    }

    /// The mark of this line with the top-left corner of its box at the origin.
    pub(crate) fn mark(&self, width: f32, style: &Style) -> Mark {
        let spare = (width - self.width).max(0.0);
        let spaces = self.pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| *c == ' ').count();
        let (x, stretch) = match style.align {
            Align::Left => (0.0, 0.0),
            Align::Center => (spare / 2.0, 0.0),
            Align::Right => (spare, 0.0),
            Align::Justify if self.last || spaces == 0 => (0.0, 0.0),
            // A line torn before a long word looks better ragged than with holes.
            Align::Justify if spare / spaces as f32 > style.size => (0.0, 0.0),
            Align::Justify => (0.0, spare / spaces as f32),
        };
        Mark::Text { x, y: style.ascent(), size: style.size, ink: style.ink, stretch, pieces: self.pieces.clone() }
    }
}

/// Breaks runs into lines no wider than `width`.
pub(crate) fn lines(runs: &[Run], width: f32, style: &Style) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut current: Vec<(char, Face)> = Vec::new();
    let mut current_width = 0.0_f32;
    for word in words(runs).into_iter().flat_map(|word| torn(word, width, style.size)) {
        let word_width = measure(&word.characters, style.size);
        let gap = if word.after_space && !current.is_empty() {
            word.characters.first().map_or(0.0, |(_, face)| face.advance(' ', style.size))
        } else {
            0.0
        };
        if !current.is_empty() && current_width + gap + word_width > width + 0.01 {
            lines.push(close(&mut current, style.size, false));
            current_width = 0.0;
        } else if gap > 0.0 {
            let face = word.characters.first().map_or(Face::Regular, |(_, face)| *face);
            current.push((' ', face));
            current_width += gap;
        }
        for (character, face) in word.characters {
            let advance = face.advance(character, style.size);
            if current_width + advance > width + 0.01 && !current.is_empty() {
                lines.push(close(&mut current, style.size, false));
                current_width = 0.0;
            }
            current.push((character, face));
            current_width += advance;
        }
        if word.ends_line {
            lines.push(close(&mut current, style.size, true));
            current_width = 0.0;
        }
    }
    if !current.is_empty() || lines.is_empty() {
        lines.push(close(&mut current, style.size, true));
    } else if let Some(line) = lines.last_mut() {
        line.last = true;
    }
    lines
}

fn measure(characters: &[(char, Face)], size: f32) -> f32 {
    characters.iter().map(|(character, face)| face.advance(*character, size)).sum()
}

fn close(characters: &mut Vec<(char, Face)>, size: f32, last: bool) -> Line {
    let width = measure(characters, size);
    let mut pieces: Vec<Piece> = Vec::new();
    for (character, face) in characters.drain(..) {
        match pieces.last_mut() {
            Some(piece) if piece.face == face => piece.text.push(character),
            _ => pieces.push(Piece { face, text: character.into() }),
        }
    }
    Line { pieces, width, last }
}

/// A word wider than the line, such as an address of a site, is torn after its
/// signs; what is still too wide is torn anywhere.
fn torn(word: Word, width: f32, size: f32) -> Vec<Word> {
    if measure(&word.characters, size) <= width {
        return vec![word];
    }
    let ends_line = word.ends_line;
    let mut parts: Vec<Word> = word
        .characters
        .split_inclusive(|(character, _)| matches!(character, '/' | '-' | '_' | '@' | '.' | '\u{a0}' | ' '))
        .map(|characters| Word { characters: characters.to_vec(), ..Word::default() })
        .collect();
    if let Some(first) = parts.first_mut() {
        first.after_space = word.after_space;
    }
    if let Some(last) = parts.last_mut() {
        last.ends_line = ends_line;
    }
    parts
}

/// What may not be torn apart by the end of a line.
#[derive(Default)]
struct Word {
    characters: Vec<(char, Face)>,
    /// A space stands before it if it is not the first on its line.
    after_space: bool,
    /// A forced break follows.
    ends_line: bool,
}

/// Words break at spaces only: programs that copy text drop a hyphen at the end
/// of a line, and a double name must stay as it is typed.
fn words(runs: &[Run]) -> Vec<Word> {
    let all: Vec<(char, Face)> =
        runs.iter().flat_map(|run| run.text.chars().map(move |character| (character, run.face))).collect();
    let mut words = Vec::new();
    let mut word = Word::default();
    for (index, (character, face)) in all.iter().copied().enumerate() {
        match character {
            '\n' => {
                word.ends_line = true;
                words.push(std::mem::take(&mut word));
            }
            ' ' if sticks(&all, index) => word.characters.push((character, face)),
            ' ' => {
                if !word.characters.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                word.after_space = true;
            }
            _ => word.characters.push((character, face)),
        }
    }
    if !word.characters.is_empty() {
        words.push(word);
    }
    words
}

/// Short words and signs that a Russian text does not leave at the end of a line.
const STICKY: &[&str] = &[
    "№",
    "§",
    "ст.",
    "п.",
    "пп.",
    "ч.",
    "г.",
    "ул.",
    "д.",
    "кв.",
    "стр.",
    "корп.",
    "оф.",
    "тел.",
    "руб.",
    "не",
    "на",
    "до",
    "от",
    "по",
];

/// Whether the space at `index` keeps its neighbours on one line: after a
/// one-letter word or an abbreviation, and before a dash or a unit.
fn sticks(all: &[(char, Face)], index: usize) -> bool {
    let neighbour = |character: &&(char, Face)| !matches!(character.0, ' ' | '\n');
    let mut before: Vec<char> = all[..index].iter().rev().take_while(neighbour).map(|(c, _)| *c).collect();
    before.reverse();
    let before = before.iter().collect::<String>().trim_start_matches(['(', '«']).to_lowercase();
    let after: String = all[index + 1..].iter().take_while(neighbour).map(|(c, _)| *c).take(5).collect();
    if before.is_empty() || after.is_empty() {
        return false;
    }
    let one_letter = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
    one_letter || STICKY.contains(&before.as_str()) || matches!(after.as_str(), "—" | "–" | "₽" | "₽." | "₽;" | "₽,")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const STYLE: Style = Style::new(10.0, Align::Justify);

    fn broken(text: &str, width: f32) -> Vec<String> {
        lines(&[Run::new(Face::Regular, text)], width, &STYLE)
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[rstest]
    #[case("договор № 15", "договор", "№ 15")]
    #[case("Москва — Анталья", "Москва —", "Анталья")]
    #[case("турист и заказчик", "турист", "и заказчик")]
    #[case("Анна-Мария Петрова-Водкина", "Анна-Мария", "Петрова-Водкина")]
    fn short_words_and_signs_stay_with_their_neighbours(#[case] text: &str, #[case] first: &str, #[case] second: &str) {
        let natural = |text| lines(&[Run::new(Face::Regular, text)], f32::MAX, &STYLE)[0].width();
        let width = f32::max(natural(first), natural(second)) + 1.0;
        assert_eq!(broken(text, width), [first, second]);
    }

    #[test]
    fn a_forced_break_ends_a_line_and_an_empty_text_is_one_line() {
        assert_eq!(broken("раз\nдва", 500.0), ["раз", "два"]);
        assert_eq!(broken("", 500.0), [""]);
    }

    #[test]
    fn all_lines_but_the_last_are_stretched_to_the_width() {
        let runs = [Run::new(Face::Regular, "слово ".repeat(40)), Run::new(Face::Bold, "конец")];
        let lines = lines(&runs, 200.0, &STYLE);
        let (last, full) = lines.split_last().expect("lines");
        for line in full {
            let Mark::Text { stretch, pieces, .. } = line.mark(200.0, &STYLE) else { panic!("text") };
            let spaces = pieces.iter().flat_map(|p| p.text.chars()).filter(|c| *c == ' ').count();
            assert!((line.width + stretch * spaces as f32 - 200.0).abs() < 0.01);
        }
        let Mark::Text { stretch, .. } = last.mark(200.0, &STYLE) else { panic!("text") };
        assert_eq!(stretch, 0.0);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_box_and_no_letter_is_lost(text in "[а-яё A-Z0-9№—-]{0,300}", width in 30.0_f32..400.0) {
            let lines = lines(&[Run::new(Face::Regular, text.as_str())], width, &STYLE);
            for line in &lines {
                prop_assert!(line.width <= width + 0.1);
            }
            let kept: String = lines.iter().flat_map(|l| l.pieces.iter().map(|p| p.text.as_str())).collect();
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}
