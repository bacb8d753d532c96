//! The line markup of templates: from text to blocks.
//!
//! | Line | Block |
//! |---|---|
//! | `# text` | title of the document or of an annex, centred |
//! | `## text` | heading, centred; `##. text` numbers it 1, 2, 3… |
//! | `### text` | small heading on the left |
//! | `+ text` | clause numbered after its heading: 3.1, 3.2…; `++ text` a sub-clause 3.1.1… |
//! | `- text` | item of a list |
//! | `^ text` | centred line; `> text` a line on the right |
//! | `@split left \| right` | one line with text at both margins |
//! | `@table 5 30 10` | table; the numbers are widths relative to each other. Rows `\| a \| b \| c \|` follow, the first is the header, repeated on every page |
//! | `@fields 30 70` | table without a header, for «name: value» pairs |
//! | `@columns` … `@next` … `@end` | two columns |
//! | `@signatures left \| right` | signature lines of the agency (left, with stamp and signature) and of the customer (right), with these captions |
//! | `@page` | new page |
//! | other text | paragraph; lines up to an empty line belong together |
//!
//! Inside a line `**bold**`, `*italic*` and `\n` (a new line inside the block)
//! work. A backslash before any other sign makes it plain; every value of a
//! placeholder is escaped so ([`escape`]), hence data cannot become markup.

use crate::font::{Face, UnsupportedCharacter, printable};
use crate::layout::text::Run;

/// A piece of a document, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    Title(Vec<Run>),
    Heading(Vec<Run>),
    Subheading(Vec<Run>),
    Paragraph(Vec<Run>),
    Centered(Vec<Run>),
    Right(Vec<Run>),
    Clause { number: String, depth: u8, text: Vec<Run> },
    Item(Vec<Run>),
    Split(Vec<Run>, Vec<Run>),
    Table(Table),
    Columns(Vec<Block>, Vec<Block>),
    Signatures { agency: Vec<Run>, customer: Vec<Run> },
    PageBreak,
}

/// Rows of cells with relative column widths.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) widths: Vec<f32>,
    pub(crate) has_header: bool,
    pub(crate) rows: Vec<Vec<Vec<Run>>>,
}

/// A line the markup does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MarkupError {
    /// What is wrong, in Russian, and the beginning of the line.
    #[error("{reason}")]
    Line { reason: &'static str, line: String },
    #[error(transparent)]
    Character(#[from] UnsupportedCharacter),
}

/// Makes any text plain: a backslash before every ASCII sign, one space for
/// every run of white space.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, word) in text.split_whitespace_keeping_no_break().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        for character in word.chars() {
            if character.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

trait Words {
    fn split_whitespace_keeping_no_break(&self) -> impl Iterator<Item = &str>;
}

impl Words for str {
    fn split_whitespace_keeping_no_break(&self) -> impl Iterator<Item = &str> {
        self.split(|c: char| (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')) || c.is_control())
            .filter(|word| !word.is_empty())
    }
}

/// Reads marked-up text.
pub(crate) fn parse(source: &str) -> Result<Vec<Block>, MarkupError> {
    let mut lines = source.lines().map(str::trim).peekable();
    let mut numbers = Numbers::default();
    let blocks = parse_until(&mut lines, &mut numbers, None)?;
    Ok(blocks)
}

#[derive(Default)]
struct Numbers {
    heading: u32,
    clause: u32,
    sub: u32,
}

fn refuse(reason: &'static str, line: &str) -> MarkupError {
    MarkupError::Line { reason, line: line.chars().take(60).collect() }
}

fn parse_until<'a, I: Iterator<Item = &'a str>>(
    lines: &mut std::iter::Peekable<I>,
    numbers: &mut Numbers,
    end: Option<&str>,
) -> Result<Vec<Block>, MarkupError> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    loop {
        let line = lines.next();
        let starts_block = line.is_none_or(|line| line.is_empty() || is_command(line) || Some(line) == end);
        if starts_block && !paragraph.is_empty() {
            blocks.push(Block::Paragraph(runs(&std::mem::take(&mut paragraph))?));
        }
        match line {
            None if end.is_some() => return Err(refuse("не закрыт блок колонок", end.unwrap_or_default())),
            None => return Ok(blocks),
            Some(line) if Some(line) == end => return Ok(blocks),
            Some("") => {}
            Some(line) if is_command(line) => blocks.push(command(line, lines, numbers)?),
            Some(line) => {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(line);
            }
        }
    }
}

fn is_command(line: &str) -> bool {
    line.starts_with(['#', '+', '^', '>', '@', '|']) || line.starts_with("- ")
}

fn command<'a, I: Iterator<Item = &'a str>>(
    line: &str,
    lines: &mut std::iter::Peekable<I>,
    numbers: &mut Numbers,
) -> Result<Block, MarkupError> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "#" => Ok(Block::Title(runs(rest)?)),
        "##." => {
            *numbers = Numbers { heading: numbers.heading + 1, ..Numbers::default() };
            Ok(Block::Heading(runs(&format!("{}. {rest}", numbers.heading))?))
        }
        "##" => Ok(Block::Heading(runs(rest)?)),
        "###" => Ok(Block::Subheading(runs(rest)?)),
        "+" => {
            numbers.clause += 1;
            numbers.sub = 0;
            let number = format!("{}.{}.", numbers.heading, numbers.clause);
            Ok(Block::Clause { number, depth: 1, text: runs(rest)? })
        }
        "++" => {
            numbers.sub += 1;
            let number = format!("{}.{}.{}.", numbers.heading, numbers.clause, numbers.sub);
            Ok(Block::Clause { number, depth: 2, text: runs(rest)? })
        }
        "-" => Ok(Block::Item(runs(rest)?)),
        "^" => Ok(Block::Centered(runs(rest)?)),
        ">" => Ok(Block::Right(runs(rest)?)),
        "@page" => Ok(Block::PageBreak),
        "@split" => pair(line, rest).map(|(left, right)| Block::Split(left, right)),
        "@signatures" => pair(line, rest).map(|(agency, customer)| Block::Signatures { agency, customer }),
        "@columns" => {
            let left = parse_until(lines, numbers, Some("@next"))?;
            let right = parse_until(lines, numbers, Some("@end"))?;
            Ok(Block::Columns(left, right))
        }
        "@table" => table(line, rest, true, lines),
        "@fields" => table(line, rest, false, lines),
        _ => Err(refuse("неизвестная команда разметки", line)),
    }
}

fn pair(line: &str, rest: &str) -> Result<(Vec<Run>, Vec<Run>), MarkupError> {
    match cells(rest).as_slice() {
        [left, right] => Ok((runs(left)?, runs(right)?)),
        _ => Err(refuse("нужны две части, разделённые знаком |", line)),
    }
}

fn table<'a, I: Iterator<Item = &'a str>>(
    line: &str,
    widths: &str,
    has_header: bool,
    lines: &mut std::iter::Peekable<I>,
) -> Result<Block, MarkupError> {
    let widths = widths
        .split_whitespace()
        .map(|width| width.parse::<f32>().ok().filter(|width| (1.0..=1000.0).contains(width)))
        .collect::<Option<Vec<f32>>>()
        .filter(|widths| !widths.is_empty())
        .ok_or_else(|| refuse("ширина столбцов таблицы задаётся числами от 1 до 1000", line))?;
    let mut rows = Vec::new();
    while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
        let inner = row.strip_prefix('|').unwrap_or(row);
        let inner = if ends_with_bar(inner) { &inner[..inner.len() - 1] } else { inner };
        let cells = cells(inner);
        if cells.len() != widths.len() {
            return Err(refuse("в строке таблицы не столько ячеек, сколько столбцов", row));
        }
        rows.push(cells.iter().map(|cell| runs(cell)).collect::<Result<_, _>>()?);
    }
    if rows.is_empty() {
        return Err(refuse("в таблице нет строк", line));
    }
    Ok(Block::Table(Table { widths, has_header, rows }))
}

fn ends_with_bar(text: &str) -> bool {
    text.ends_with('|') && text[..text.len() - 1].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0
}

/// Splits at bars that are not escaped.
fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '|' => cells.push(String::new()),
            '\\' => {
                let cell = cells.last_mut().expect("there is always a cell");
                cell.push('\\');
                cell.extend(characters.next());
            }
            _ => cells.last_mut().expect("there is always a cell").push(character),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Reads bold and italic, takes the backslashes off, and checks every character.
fn runs(text: &str) -> Result<Vec<Run>, MarkupError> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut bold, mut italic) = (false, false);
    let mut characters = text.chars().peekable();
    let push = |runs: &mut Vec<Run>, bold: bool, italic: bool, character: char| {
        let face = match (bold, italic) {
            (true, _) => Face::Bold,
            (false, true) => Face::Italic,
            (false, false) => Face::Regular,
        };
        match runs.last_mut() {
            Some(run) if run.face == face => run.text.push(character),
            _ => runs.push(Run::new(face, character)),
        }
    };
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => push(&mut runs, bold, italic, '\n'),
                Some(plain) => push(&mut runs, bold, italic, plain),
                None => push(&mut runs, bold, italic, '\\'),
            },
            '*' if characters.next_if_eq(&'*').is_some() => bold = !bold,
            '*' => italic = !italic,
            _ => push(&mut runs, bold, italic, character),
        }
    }
    if bold || italic {
        return Err(refuse("не закрыто выделение звёздочками", text));
    }
    for run in &mut runs {
        run.text = run.text.split('\n').map(printable).collect::<Result<Vec<_>, _>>()?.join("\n");
    }
    Ok(runs)
}

/// The text of blocks without faces, for checks of what is left in it.
pub(crate) fn plain(blocks: &[Block]) -> Vec<String> {
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Title(runs)
            | Block::Heading(runs)
            | Block::Subheading(runs)
            | Block::Paragraph(runs)
            | Block::Centered(runs)
            | Block::Right(runs)
            | Block::Item(runs)
            | Block::Clause { text: runs, .. } => vec![text(runs)],
            Block::Split(left, right) | Block::Signatures { agency: left, customer: right } => {
                vec![text(left), text(right)]
            }
            Block::Table(table) => table.rows.iter().flatten().map(|cell| text(cell)).collect(),
            Block::Columns(left, right) => [plain(left), plain(right)].concat(),
            Block::PageBreak => Vec::new(),
        })
        .collect()
}
