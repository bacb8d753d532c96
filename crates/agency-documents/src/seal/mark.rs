//! The blue box over the customer's signature line (seed 000, contract.md § 8).

use super::SealError;
use crate::font::{Face, shown};
use crate::layout::text::{Align, Run, Style, lines};
use crate::paper::{BLUE, MM, Mark, Sheet};
use crate::places::SignaturePlace;
use crate::protocol::StampBox;
use agency_core::dates::moscow_minute;

const BORDER: f32 = 1.1;
const PAD: f32 = 1.8 * MM;
/// Print sizes tried from the largest; a name of 200 letters still fits.
const SIZES: [f32; 8] = [9.0, 8.5, 8.0, 7.0, 6.0, 5.5, 5.0, 4.5];

/// The lines of the box; without a code its line is left out.
fn text(mark: &StampBox) -> Vec<String> {
    let mut text = vec![format!("Документ подписан {}", moscow_minute(mark.signed_at))];
    text.extend(mark.code.as_ref().map(|code| format!("Кодом из СМС: {code}")));
    text.extend([mark.phone.e164().into(), mark.name.clone(), "Печатная версия договора не требуется".into()]);
    text.iter().map(|line| shown(line)).collect()
}

/// The box as a sheet of its own size, set as large as the smallest place allows.
pub(super) fn sheet(mark: &StampBox, places: &[SignaturePlace]) -> Result<Sheet, SealError> {
    let smallest = |side: fn(&SignaturePlace) -> f32| places.iter().map(side).reduce(f32::min).ok_or(SealError::Place);
    let width = smallest(|place| place.width_mm)? * MM;
    let height = smallest(|place| place.height_mm)? * MM;
    let text = text(mark);
    SIZES.iter().find_map(|size| fitted(&text, *size, width, height)).ok_or(SealError::NoRoom)
}

fn fitted(text: &[String], size: f32, width: f32, height: f32) -> Option<Sheet> {
    let style = Style::new(size, Align::Left);
    let inner = width - 2.0 * PAD;
    let set: Vec<_> = text.iter().flat_map(|line| lines(&[Run::new(Face::Regular, line)], inner, &style)).collect();
    // Only in small print may a line continue on the next one.
    if set.len() > text.len() && size > 6.0 {
        return None;
    }
    let own_width = set.iter().map(|line| line.width()).fold(0.0, f32::max) + 2.0 * PAD;
    let own_height = set.len() as f32 * style.leading + 2.0 * PAD * 0.8;
    if own_height > height {
        return None;
    }
    let mut marks = vec![Mark::Frame {
        x: BORDER / 2.0,
        y: BORDER / 2.0,
        width: own_width - BORDER,
        height: own_height - BORDER,
        thickness: BORDER,
        ink: BLUE,
        filled: true,
    }];
    for (index, line) in set.iter().enumerate() {
        marks.push(line.mark(inner, &style).moved(PAD, PAD * 0.8 + index as f32 * style.leading));
    }
    Some(Sheet { size: (own_width, own_height), marks })
}
