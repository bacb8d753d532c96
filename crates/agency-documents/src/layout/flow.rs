//! Filling pages with slabs.

use super::Geometry;
use super::text::{Align, Run, Style, lines};
use crate::font::Face;
use crate::paper::{GREY, MM, Mark, Sheet};
use crate::places::SignaturePlace;
use std::rc::Rc;

/// A horizontal strip that is never cut. Marks are relative to its top-left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Slab {
    pub(crate) height: f32,
    /// Free room above it, dropped at the top of a page.
    pub(crate) above: f32,
    pub(crate) marks: Vec<Mark>,
    /// Stands on the same page as the next slab, as far as both fit on one.
    pub(crate) keep_next: bool,
    /// Begins a page.
    pub(crate) starts_page: bool,
    /// Header of the table this slab continues; repeated where a page begins with it.
    pub(crate) header: Option<Rc<Vec<Slab>>>,
    /// Where the customer signs.
    pub(crate) place: Option<Area>,
}

/// A rectangle relative to its slab, points from the top-left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Pages with the places where the customer signs.
#[derive(Debug)]
pub(crate) struct Laid {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) places: Vec<SignaturePlace>,
}

/// Fills pages and numbers them: `footer` is followed by «Стр. X из Y».
pub(crate) fn paginate(slabs: Vec<Slab>, geometry: &Geometry, footer: &str) -> Laid {
    let mut press = Press { geometry, sheets: Vec::new(), places: Vec::new(), y: 0.0 };
    press.new_page();
    let mut rest = slabs.as_slice();
    while !rest.is_empty() {
        let length = rest.iter().position(|slab| !slab.keep_next).map_or(rest.len(), |last| last + 1);
        let (group, tail) = rest.split_at(length);
        press.put_group(group);
        rest = tail;
    }
    let count = press.sheets.len();
    let (mut sheets, places) = (press.sheets, press.places);
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.marks.push(footer_mark(footer, index + 1, count, geometry));
    }
    Laid { sheets, places }
}

fn footer_mark(footer: &str, page: usize, pages: usize, geometry: &Geometry) -> Mark {
    let style = Style { ink: GREY, ..Style::new(8.0, Align::Center) };
    let text = format!("{footer} · Стр.\u{a0}{page}\u{a0}из\u{a0}{pages}");
    let line = lines(&[Run::new(Face::Regular, text)], f32::MAX, &style).remove(0);
    let top = geometry.size.1 - geometry.footer - style.ascent();
    line.mark(geometry.width(), &style).moved(geometry.left, top)
}

struct Press<'a> {
    geometry: &'a Geometry,
    sheets: Vec<Sheet>,
    places: Vec<SignaturePlace>,
    y: f32,
}

impl Press<'_> {
    fn new_page(&mut self) {
        self.sheets.push(Sheet { size: self.geometry.size, marks: Vec::new() });
        self.y = 0.0;
    }

    fn is_top(&self) -> bool {
        self.y == 0.0
    }

    /// Puts slabs that belong together; a group taller than a page is cut between slabs.
    fn put_group(&mut self, group: &[Slab]) {
        let height: f32 = group.iter().map(|slab| slab.above + slab.height).sum();
        let whole = height - group.first().map_or(0.0, |slab| slab.above);
        let starts = group.first().is_some_and(|slab| slab.starts_page);
        let fits_here = self.y + height <= self.geometry.height();
        if !self.is_top() && (starts || (!fits_here && whole <= self.geometry.height())) {
            self.new_page();
        }
        for slab in group {
            let above = if self.is_top() { 0.0 } else { slab.above };
            if !self.is_top() && self.y + above + slab.height > self.geometry.height() {
                self.new_page();
            }
            if self.is_top() {
                for header in slab.header.iter().flat_map(|header| header.iter()) {
                    self.put(header, 0.0);
                }
                self.put(slab, 0.0);
            } else {
                self.put(slab, above);
            }
        }
    }

    fn put(&mut self, slab: &Slab, above: f32) {
        self.y += above;
        let (dx, dy) = (self.geometry.left, self.geometry.top + self.y);
        let page = self.sheets.len() - 1;
        if let Some(area) = slab.place {
            self.places.push(SignaturePlace {
                page: u32::try_from(page).unwrap_or(u32::MAX),
                x_mm: (dx + area.x) / MM,
                y_mm: (self.geometry.size.1 - dy - area.y - area.height) / MM,
                width_mm: area.width / MM,
                height_mm: area.height / MM,
            });
        }
        self.sheets[page].marks.extend(slab.marks.iter().cloned().map(|mark| mark.moved(dx, dy)));
        self.y += slab.height;
    }
}
