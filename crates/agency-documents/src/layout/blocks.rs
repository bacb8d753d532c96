//! How each block of a document looks.

use super::flow::Slab;
use super::signatures;
use super::table;
use super::text::{Align, Run, Style, lines};
use crate::paper::{MM, Mark};
use crate::template::markup::Block;

/// Size of the running text.
pub(super) const BODY: f32 = 10.3;
/// Distance between the two columns.
pub(super) const GUTTER: f32 = 9.0 * MM;

/// What the agency signs with, as shapes of its images.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seals {
    /// Width and height of the stamp.
    pub(crate) stamp: Option<(u32, u32)>,
    /// Width and height of the signature.
    pub(crate) signature: Option<(u32, u32)>,
}

/// Lays blocks out in the given width.
pub(crate) fn slabs(blocks: &[Block], width: f32, seals: &Seals) -> Vec<Slab> {
    let mut slabs: Vec<Slab> = Vec::new();
    let mut starts_page = false;
    for block in blocks {
        if *block == Block::PageBreak {
            starts_page = true;
            continue;
        }
        if matches!(block, Block::Signatures { .. })
            && let Some(last) = slabs.last_mut()
        {
            last.keep_next = true;
        }
        let mut laid = one(block, width, seals);
        if let Some(first) = laid.first_mut() {
            first.starts_page = std::mem::take(&mut starts_page);
        }
        slabs.append(&mut laid);
    }
    if let Some(last) = slabs.last_mut() {
        last.keep_next = false;
    }
    slabs
}

fn one(block: &Block, width: f32, seals: &Seals) -> Vec<Slab> {
    let body = Style::new(BODY, Align::Justify);
    match block {
        Block::Title(runs) => kept(paragraph(&bold(runs), 0.0, width, &Style::new(13.5, Align::Center), 9.0)),
        Block::Heading(runs) => kept(paragraph(&bold(runs), 0.0, width, &Style::new(11.0, Align::Center), 10.0)),
        Block::Subheading(runs) => kept(paragraph(&bold(runs), 0.0, width, &Style::new(BODY, Align::Left), 8.0)),
        Block::Paragraph(runs) => paragraph(runs, 0.0, width, &body, 4.0),
        Block::Centered(runs) => kept(paragraph(runs, 0.0, width, &Style::new(BODY, Align::Center), 1.0)),
        Block::Right(runs) => paragraph(runs, 0.0, width, &Style::new(BODY, Align::Right), 1.0),
        Block::Clause { number, depth, text } => clause(number, *depth, text, width, &body),
        Block::Item(runs) => hanging("—", 6.0 * MM, 4.5 * MM, runs, width, &Style::new(9.7, Align::Justify), 1.0),
        Block::Split(left, right) => split(left, right, width),
        Block::Table(table) => table::slabs(table, width),
        Block::Columns(left, right) => columns(left, right, width, seals),
        Block::Signatures { agency, customer } => vec![signatures::slab(agency, customer, width, seals)],
        Block::PageBreak => Vec::new(),
    }
}

fn bold(runs: &[Run]) -> Vec<Run> {
    runs.iter().map(|run| Run::new(crate::font::Face::Bold, run.text.clone())).collect()
}

/// Heads stay with what follows them.
fn kept(mut slabs: Vec<Slab>) -> Vec<Slab> {
    for slab in &mut slabs {
        slab.keep_next = true;
    }
    slabs
}

/// Lines of text as slabs; the first two and the last two lines stay together.
pub(super) fn paragraph(runs: &[Run], indent: f32, width: f32, style: &Style, above: f32) -> Vec<Slab> {
    let lines = lines(runs, width - indent, style);
    let count = lines.len();
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| Slab {
            height: style.leading,
            above: if index == 0 { above } else { 0.0 },
            marks: vec![line.mark(width - indent, style).moved(indent, 0.0)],
            keep_next: count > 1 && (index == 0 || index + 2 == count),
            ..Slab::default()
        })
        .collect()
}

/// A clause begins with its number, as a typed contract does; the next lines
/// return to the margin.
fn clause(number: &str, depth: u8, text: &[Run], width: f32, style: &Style) -> Vec<Slab> {
    let indent = if depth > 1 { 7.0 * MM } else { 0.0 };
    let mut runs = vec![Run::new(crate::font::Face::Regular, format!("{number}\u{a0}"))];
    runs.extend_from_slice(text);
    paragraph(&runs, indent, width, style, if depth > 1 { 1.5 } else { 3.0 })
}

/// Text with a sign hanging to its left.
fn hanging(sign: &str, indent: f32, hang: f32, runs: &[Run], width: f32, style: &Style, above: f32) -> Vec<Slab> {
    let mut slabs = paragraph(runs, indent, width, style, above);
    let left = Style { align: Align::Left, ..*style };
    let mark = lines(&[Run::new(crate::font::Face::Regular, sign)], width, &left).remove(0).mark(width, &left);
    if let Some(first) = slabs.first_mut() {
        first.marks.insert(0, mark.moved(indent - hang, 0.0));
    }
    slabs
}

/// Two texts on one line, at the left and at the right margin.
fn split(left: &[Run], right: &[Run], width: f32) -> Vec<Slab> {
    let half = (width - GUTTER) / 2.0;
    let left = paragraph(left, 0.0, half, &Style::new(BODY, Align::Left), 6.0);
    let right = paragraph(right, 0.0, half, &Style::new(BODY, Align::Right), 6.0);
    beside(left, right, half + GUTTER)
}

fn columns(left: &[Block], right: &[Block], width: f32, seals: &Seals) -> Vec<Slab> {
    let half = (width - GUTTER) / 2.0;
    let mut rows = beside(column(left, half, seals), column(right, half, seals), half + GUTTER);
    let last = rows.len().saturating_sub(1);
    if let Some(first) = rows.first_mut() {
        first.above = 4.0;
    }
    for (index, slab) in rows.iter_mut().enumerate() {
        slab.keep_next = index < last;
    }
    rows
}

/// A column is narrow, so its text is not justified.
fn column(blocks: &[Block], width: f32, seals: &Seals) -> Vec<Slab> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(runs) => paragraph(runs, 0.0, width, &Style::new(9.5, Align::Left), 2.0),
            other => one(other, width, seals),
        })
        .collect()
}

/// Puts two stacks side by side, cutting both into strips where the left one or
/// the right one has a line.
fn beside(left: Vec<Slab>, right: Vec<Slab>, shift: f32) -> Vec<Slab> {
    let mut left = left.into_iter();
    let mut right = right.into_iter();
    let mut rows = Vec::new();
    loop {
        let (a, b) = (left.next(), right.next());
        if a.is_none() && b.is_none() {
            return rows;
        }
        let a = a.unwrap_or_default();
        let b = b.unwrap_or_default();
        let mut marks: Vec<Mark> = a.marks;
        marks.extend(b.marks.into_iter().map(|mark| mark.moved(shift, 0.0)));
        rows.push(Slab {
            height: a.height.max(b.height),
            above: a.above.max(b.above),
            marks,
            keep_next: a.keep_next || b.keep_next,
            ..Slab::default()
        });
    }
}
