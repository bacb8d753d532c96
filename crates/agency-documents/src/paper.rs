//! Pages as marks, and their writing to PDF with printpdf.
//!
//! Coordinates are points from the top-left corner of the page, as text is
//! laid out; the writer turns them to PDF's bottom-left.

use crate::font::Face;
use chrono::{DateTime, Utc};
use image::RgbaImage;
use lopdf::{Dictionary, Object, StringFormat};
use printpdf::{
    Color, ImageCompression, ImageOptimizationOptions, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, RawImage, RawImageData, RawImageFormat, Rect, Rgb, TextItem,
    XObject, XObjectId, XObjectTransform,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// A4.
pub(crate) const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);

/// Colours of ink, RGB from 0 to 1.
pub(crate) type Ink = (f32, f32, f32);
pub(crate) const BLACK: Ink = (0.0, 0.0, 0.0);
pub(crate) const GREY: Ink = (0.4, 0.4, 0.4);
pub(crate) const HAIR: Ink = (0.55, 0.55, 0.55);
/// The blue of the box a signed contract carries (seed 000: `1px solid blue`).
pub(crate) const BLUE: Ink = (0.0, 0.0, 0.93);

/// Images a page may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Picture {
    Stamp,
    Signature,
}

/// A run of one face inside a line of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) face: Face,
    pub(crate) text: String,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A line of text by its left end and baseline; `stretch` is added to every plain space.
    Text { x: f32, y: f32, size: f32, ink: Ink, stretch: f32, pieces: Vec<Piece> },
    /// A straight rule.
    Rule { from: (f32, f32), to: (f32, f32), thickness: f32, ink: Ink },
    /// A rectangle by its top-left corner: outline, and white inside where `filled`.
    Frame { x: f32, y: f32, width: f32, height: f32, thickness: f32, ink: Ink, filled: bool },
    /// An image by its top-left corner.
    Image { picture: Picture, x: f32, y: f32, width: f32, height: f32 },
}

impl Mark {
    /// The mark moved by a vector.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text { x, y, .. } | Self::Frame { x, y, .. } | Self::Image { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
        }
        self
    }
}

/// A page with its size in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) size: (f32, f32),
    pub(crate) marks: Vec<Mark>,
}

/// What the document says about itself.
pub(crate) struct Imprint<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    pub(crate) created_at: DateTime<Utc>,
}

/// The document as a PDF 1.7 object tree, with stable names and an identifier
/// made from its content, so that the same input gives the same bytes.
pub(crate) fn document(sheets: &[Sheet], pictures: &[(Picture, RgbaImage)], imprint: &Imprint<'_>) -> lopdf::Document {
    let mut pdf = PdfDocument::new("");
    for face in Face::ALL {
        let mut parsed =
            ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()).expect("the faces are part of the program");
        parsed.font_name = Some(face.pdf_name().into());
        pdf.resources.fonts.map.insert(printpdf::FontId(font_key(face).into()), printpdf::font::PdfFont::new(parsed));
    }
    let used: BTreeSet<Picture> = sheets
        .iter()
        .flat_map(|sheet| &sheet.marks)
        .filter_map(|mark| match mark {
            Mark::Image { picture, .. } => Some(*picture),
            _ => None,
        })
        .collect();
    for (picture, image) in pictures.iter().filter(|(picture, _)| used.contains(picture)) {
        pdf.resources.xobjects.map.insert(picture_key(*picture), XObject::Image(raw(image)));
    }
    let pages = sheets.iter().map(|sheet| page(sheet, pictures)).collect();
    pdf.with_pages(pages);
    let options = PdfSaveOptions {
        image_optimization: Some(ImageOptimizationOptions {
            quality: None,
            max_image_size: None,
            dither_greyscale: None,
            convert_to_greyscale: Some(false),
            auto_optimize: Some(false),
            format: Some(ImageCompression::Flate),
        }),
        ..PdfSaveOptions::default()
    };
    let mut document = pdf.to_lopdf_document(&options, &mut Vec::new());
    document.version = "1.7".into();
    describe(&mut document, imprint);
    document.compress();
    identify(&mut document);
    document
}

/// Bytes of a document.
pub(crate) fn bytes(document: &mut lopdf::Document) -> Vec<u8> {
    let mut out = Vec::new();
    document.save_to(&mut out).expect("writing to memory cannot fail");
    out
}

fn font_key(face: Face) -> &'static str {
    match face {
        Face::Regular => "Regular",
        Face::Bold => "Bold",
        Face::Italic => "Italic",
    }
}

fn picture_key(picture: Picture) -> XObjectId {
    XObjectId(
        match picture {
            Picture::Stamp => "Stamp",
            Picture::Signature => "Signature",
        }
        .into(),
    )
}

fn raw(image: &RgbaImage) -> RawImage {
    RawImage {
        pixels: RawImageData::U8(image.as_raw().clone()),
        width: image.width() as usize,
        height: image.height() as usize,
        data_format: RawImageFormat::RGBA8,
        tag: Vec::new(),
    }
}

fn page(sheet: &Sheet, pictures: &[(Picture, RgbaImage)]) -> PdfPage {
    let mut ops = Vec::new();
    let flip = |y: f32| sheet.size.1 - y;
    for mark in &sheet.marks {
        match mark {
            Mark::Text { x, y, size, ink, stretch, pieces } => {
                ops.extend([
                    Op::StartTextSection,
                    Op::SetFillColor { col: color(*ink) },
                    Op::SetTextCursor { pos: point(*x, flip(*y)) },
                ]);
                for piece in pieces {
                    let font = PdfFontHandle::External(printpdf::FontId(font_key(piece.face).into()));
                    ops.push(Op::SetFont { font, size: Pt(*size) });
                    ops.push(Op::ShowText { items: items(&piece.text, *stretch, *size) });
                }
                ops.push(Op::EndTextSection);
            }
            Mark::Rule { from, to, thickness, ink } => {
                let points = [from, to].map(|end| LinePoint { p: point(end.0, flip(end.1)), bezier: false });
                ops.extend([
                    Op::SetOutlineColor { col: color(*ink) },
                    Op::SetOutlineThickness { pt: Pt(*thickness) },
                    Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } },
                ]);
            }
            Mark::Frame { x, y, width, height, thickness, ink, filled } => {
                ops.extend([
                    Op::SetFillColor { col: color((1.0, 1.0, 1.0)) },
                    Op::SetOutlineColor { col: color(*ink) },
                    Op::SetOutlineThickness { pt: Pt(*thickness) },
                    Op::DrawRectangle {
                        rectangle: Rect {
                            x: Pt(*x),
                            y: Pt(flip(y + height)),
                            width: Pt(*width),
                            height: Pt(*height),
                            mode: Some(if *filled { PaintMode::FillStroke } else { PaintMode::Stroke }),
                            winding_order: None,
                        },
                    },
                ]);
            }
            Mark::Image { picture, x, y, width, height } => {
                if let Some((_, image)) = pictures.iter().find(|(known, _)| known == picture) {
                    let transform = XObjectTransform {
                        translate_x: Some(Pt(*x)),
                        translate_y: Some(Pt(flip(y + height))),
                        scale_x: Some(width / image.width() as f32),
                        scale_y: Some(height / image.height() as f32),
                        dpi: Some(72.0),
                        ..XObjectTransform::default()
                    };
                    ops.push(Op::UseXobject { id: picture_key(*picture), transform });
                }
            }
        }
    }
    PdfPage::new(Mm(sheet.size.0 / MM), Mm(sheet.size.1 / MM), ops)
}

/// The words of a run, each plain space followed by the stretch of its line.
fn items(text: &str, stretch: f32, size: f32) -> Vec<TextItem> {
    if stretch == 0.0 {
        return vec![TextItem::Text(text.into())];
    }
    let mut items = Vec::new();
    for part in text.split_inclusive(' ') {
        items.push(TextItem::Text(part.into()));
        if part.ends_with(' ') {
            items.push(TextItem::Offset(-stretch * 1000.0 / size));
        }
    }
    items
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(y) }
}

fn color((r, g, b): Ink) -> Color {
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Title, author, dates and language; nothing that claims a standard we do not keep.
fn describe(document: &mut lopdf::Document, imprint: &Imprint<'_>) {
    let date = imprint.created_at.format("D:%Y%m%d%H%M%S+00'00'").to_string();
    let mut info = Dictionary::new();
    info.set("Title", text(imprint.title));
    info.set("Author", text(imprint.author));
    info.set("Creator", text("ТурОфис Десктоп"));
    info.set("Producer", text(concat!("agency-documents ", env!("CARGO_PKG_VERSION"))));
    info.set("CreationDate", Object::string_literal(date.clone()));
    info.set("ModDate", Object::string_literal(date));
    let info = document.add_object(info);
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    if let Ok(catalog) = document.catalog_mut() {
        for claim in ["OutputIntents", "Metadata"] {
            catalog.remove(claim.as_bytes());
        }
        catalog.set("Lang", Object::string_literal("ru-RU"));
        let mut preferences = Dictionary::new();
        preferences.set("DisplayDocTitle", true);
        catalog.set("ViewerPreferences", preferences);
    }
    document.prune_objects();
}

/// A text string of PDF: UTF-16 with a byte order mark.
pub(crate) fn text(value: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The file identifier from the content instead of a random one.
fn identify(document: &mut lopdf::Document) {
    document.trailer.remove(b"ID");
    let digest = Sha256::digest(bytes(document));
    let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_a_justified_line_are_stretched_and_no_break_spaces_are_not() {
        let parts = items("раз два\u{a0}три четыре", 2.0, 10.0);
        assert_eq!(
            parts,
            [
                TextItem::Text("раз ".into()),
                TextItem::Offset(-200.0),
                TextItem::Text("два\u{a0}три ".into()),
                TextItem::Offset(-200.0),
                TextItem::Text("четыре".into())
            ]
        );
    }
}
