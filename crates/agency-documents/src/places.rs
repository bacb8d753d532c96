//! Where the customer's mark goes.

use serde::{Deserialize, Serialize};

/// A free rectangle over the customer's signature line. Millimetres from the
/// bottom-left corner of the page, as PDF counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignaturePlace {
    /// Page, from 0.
    pub page: u32,
    /// Left edge.
    pub x_mm: f32,
    /// Bottom edge.
    pub y_mm: f32,
    /// Width.
    pub width_mm: f32,
    /// Height.
    pub height_mm: f32,
}
