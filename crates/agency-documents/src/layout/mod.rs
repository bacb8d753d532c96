//! From blocks to pages.

mod blocks;
mod flow;
mod signatures;
mod table;
pub(crate) mod text;

pub(crate) use blocks::{Seals, slabs};
pub(crate) use flow::{Laid, paginate};

use crate::paper::MM;

/// Page size, margins and footer of a document, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Geometry {
    pub(crate) size: (f32, f32),
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    /// Distance of the footer's baseline from the bottom edge.
    pub(crate) footer: f32,
}

impl Geometry {
    /// A4 with a wider left margin for filing.
    pub(crate) const A4: Self = Self {
        size: crate::paper::A4,
        left: 22.0 * MM,
        right: 15.0 * MM,
        top: 16.0 * MM,
        bottom: 17.0 * MM,
        footer: 10.0 * MM,
    };

    /// Width of the text.
    pub(crate) const fn width(&self) -> f32 {
        self.size.0 - self.left - self.right
    }

    /// Height of the text.
    pub(crate) const fn height(&self) -> f32 {
        self.size.1 - self.top - self.bottom
    }
}
