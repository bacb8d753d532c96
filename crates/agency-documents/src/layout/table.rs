//! Tables: a header repeated on every page, rows that are not cut.

use super::flow::Slab;
use super::text::{Align, Line, Run, Style, lines};
use crate::font::Face;
use crate::paper::{HAIR, MM, Mark};
use crate::template::markup::Table;
use std::rc::Rc;

/// A table of so few rows is not divided between pages.
const KEPT_ROWS: usize = 6;
const SIZE: f32 = 8.8;
const PAD: f32 = 1.3 * MM;
/// The eye sees text between the height of small letters and the baseline, so
/// a little more room above looks even.
const PAD_ABOVE: f32 = 1.5 * MM;
const PAD_BELOW: f32 = 1.1 * MM;
const RULE: f32 = 0.5;

/// Lays a table out in the given width.
pub(super) fn slabs(table: &Table, width: f32) -> Vec<Slab> {
    let total: f32 = table.widths.iter().sum();
    let columns: Vec<f32> = table.widths.iter().map(|part| part * width / total).collect();
    let mut rows = table.rows.iter();
    let header = if table.has_header { rows.next() } else { None };
    let header = header.map(|cells| {
        let bold: Vec<Vec<Run>> =
            cells.iter().map(|cell| cell.iter().map(|run| Run::new(Face::Bold, run.text.clone())).collect()).collect();
        let mut slabs = row(&bold, &columns, Align::Center);
        for slab in &mut slabs {
            slab.keep_next = true;
        }
        Rc::new(slabs)
    });
    let mut slabs: Vec<Slab> = header.iter().flat_map(|header| header.iter().cloned()).collect();
    for cells in rows {
        slabs.extend(row(cells, &columns, Align::Left).into_iter().map(|slab| Slab { header: header.clone(), ..slab }));
    }
    if let Some(first) = slabs.first_mut() {
        first.above = 4.0;
    }
    if table.rows.len() <= KEPT_ROWS {
        let last = slabs.len().saturating_sub(1);
        slabs[..last].iter_mut().for_each(|slab| slab.keep_next = true);
    }
    if let Some(last) = slabs.last_mut() {
        last.height += 2.0;
    }
    slabs
}

/// One row: a slab for each line of its tallest cell, kept together, so that
/// only a row taller than a page can ever be cut.
fn row(cells: &[Vec<Run>], columns: &[f32], align: Align) -> Vec<Slab> {
    let style = Style { leading: SIZE * 1.22, ..Style::new(SIZE, align) };
    let texts: Vec<Vec<Line>> =
        cells.iter().zip(columns).map(|(cell, width)| lines(cell, width - 2.0 * PAD, &style)).collect();
    let count = texts.iter().map(Vec::len).max().unwrap_or(1);
    let total: f32 = columns.iter().sum();
    (0..count)
        .map(|index| {
            let (first, last) = (index == 0, index + 1 == count);
            let top = if first { PAD_ABOVE } else { 0.0 };
            let height = style.leading + top + if last { PAD_BELOW } else { 0.0 };
            let mut marks = Vec::new();
            let mut x = 0.0;
            marks.push(rule((0.0, 0.0), (0.0, height)));
            for (text, width) in texts.iter().zip(columns) {
                if let Some(line) = text.get(index) {
                    marks.push(line.mark(width - 2.0 * PAD, &style).moved(x + PAD, top));
                }
                x += width;
                marks.push(rule((x, 0.0), (x, height)));
            }
            if first {
                marks.push(rule((0.0, 0.0), (total, 0.0)));
            }
            if last {
                marks.push(rule((0.0, height), (total, height)));
            }
            Slab { height, marks, keep_next: !last, ..Slab::default() }
        })
        .collect()
}

fn rule(from: (f32, f32), to: (f32, f32)) -> Mark {
    Mark::Rule { from, to, thickness: RULE, ink: HAIR }
}
