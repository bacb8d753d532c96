//! The signature block: the agency on the left, the customer on the right.

use super::blocks::{GUTTER, Seals, paragraph};
use super::flow::{Area, Slab};
use super::text::{Align, Run, Style};
use crate::font::Face;
use crate::paper::{BLACK, MM, Mark, Picture};

/// Room above the lines; holds the customer's box and the agency's images.
const ABOVE_LINE: f32 = 27.0 * MM;
/// A box sits on its line, a little below it.
const BELOW_LINE: f32 = 1.5 * MM;
/// Diameter of a round stamp (the usual size in Russia is 38–40 mm).
const STAMP: f32 = 38.0 * MM;
const SIGNATURE: (f32, f32) = (44.0 * MM, 18.0 * MM);

/// One slab, so that no page break can cut it.
pub(super) fn slab(agency: &[Run], customer: &[Run], width: f32, seals: &Seals) -> Slab {
    let half = (width - GUTTER) / 2.0;
    let right = half + GUTTER;
    let mut marks = Vec::new();
    let mut height = ABOVE_LINE + 12.0 * MM;
    for (x, caption) in [(0.0, agency), (right, customer)] {
        marks.push(Mark::Rule { from: (x, ABOVE_LINE), to: (x + half, ABOVE_LINE), thickness: 0.6, ink: BLACK });
        let style = Style::new(9.0, Align::Left);
        let mut y = ABOVE_LINE + BELOW_LINE + 1.0 * MM;
        for line in paragraph(caption, 0.0, half, &style, 0.0) {
            marks.extend(line.marks.into_iter().map(|mark| mark.moved(x, y)));
            y += line.height;
        }
        height = height.max(y + 2.0 * MM);
    }
    if seals.stamp.is_some() {
        height = height.max(ABOVE_LINE + STAMP * 0.42);
    } else {
        let style = Style::new(9.0, Align::Right);
        let place = paragraph(&[Run::new(Face::Regular, "м. п.")], 0.0, half, &style, 0.0);
        let y = ABOVE_LINE + BELOW_LINE + 1.0 * MM;
        marks.extend(place.into_iter().flat_map(|slab| slab.marks).map(|mark| mark.moved(0.0, y)));
    }
    if let Some(size) = seals.signature {
        let (w, h) = fitted(size, SIGNATURE);
        marks.push(Mark::Image {
            picture: Picture::Signature,
            x: 5.0 * MM,
            y: ABOVE_LINE - h * 0.8,
            width: w,
            height: h,
        });
    }
    if let Some(size) = seals.stamp {
        let (w, h) = fitted(size, (STAMP, STAMP));
        let x = (38.0 * MM).min(half - w);
        let y = (ABOVE_LINE + STAMP * 0.42 - h).max(0.0);
        marks.push(Mark::Image { picture: Picture::Stamp, x, y, width: w, height: h });
    }
    let place = Area { x: right, y: 1.0 * MM, width: half, height: ABOVE_LINE + BELOW_LINE - 1.0 * MM };
    Slab { height, above: 4.0 * MM, marks, place: Some(place), ..Slab::default() }
}

/// Size of an image inside a frame, with its own proportions.
fn fitted((width, height): (u32, u32), (max_width, max_height): (f32, f32)) -> (f32, f32) {
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (max_width / width).min(max_height / height);
    (width * scale, height * scale)
}
