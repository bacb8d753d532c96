//! Stamp and signature images: what is accepted and how it is made ready.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgba, RgbaImage, imageops::FilterType};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// Largest accepted file, bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Longest accepted side, pixels.
pub const MAX_SIDE: u32 = 4000;
/// Narrowest accepted image, pixels (contract.md § 4.8).
pub const MIN_WIDTH: u32 = 300;
/// Longest side after preparation: 400 dots per inch for a 40 mm stamp.
const KEPT_SIDE: u32 = 640;

/// A stamp or a signature ready for a document: RGBA with a transparent ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedImage {
    /// The image as PNG.
    pub png: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Why a file cannot serve as a stamp or a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageRefusal {
    /// Neither PNG nor JPEG by content.
    #[error("neither PNG nor JPEG")]
    NotAnImage,
    /// PNG or JPEG by its first bytes, but it cannot be decoded.
    #[error("image cannot be decoded")]
    Broken,
    /// The file is over [`MAX_BYTES`].
    #[error("image file is too large")]
    FileTooBig,
    /// A side is over [`MAX_SIDE`].
    #[error("image has too many pixels: {width}×{height}")]
    SideTooLong {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Narrower than [`MIN_WIDTH`].
    #[error("image is too narrow: {width}")]
    TooSmall {
        /// Width in pixels.
        width: u32,
    },
    /// Nothing is left once the ground is made transparent.
    #[error("image is blank")]
    Blank,
}

impl ImageRefusal {
    /// The reason and what to do, for a person.
    pub fn reason(self) -> String {
        match self {
            Self::NotAnImage => "Это не изображение PNG или JPEG. Выберите файл с картинкой печати или подписи.".into(),
            Self::Broken => "Файл изображения повреждён и не читается. Сохраните картинку заново.".into(),
            Self::FileTooBig => "Файл больше 5 МБ. Сохраните картинку меньшего размера.".into(),
            Self::SideTooLong { width, height } => {
                format!(
                    "Картинка слишком большая: {width}×{height} точек. Уменьшите её до {MAX_SIDE} точек по стороне."
                )
            }
            Self::TooSmall { width } => {
                format!(
                    "Картинка слишком мала: {width} точек в ширину. Нужно не меньше {MIN_WIDTH}, иначе она будет нечёткой."
                )
            }
            Self::Blank => "На картинке ничего не видно. Выберите файл, где печать или подпись заметна на фоне.".into(),
        }
    }
}

/// Makes an uploaded file ready: PNG or JPEG by content, checked before it is
/// decoded. The ground of an opaque image becomes transparent, so that a
/// scanned stamp does not hide the text under it.
pub fn prepare(bytes: &[u8]) -> Result<PreparedImage, ImageRefusal> {
    if bytes.len() > MAX_BYTES {
        return Err(ImageRefusal::FileTooBig);
    }
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => format,
        _ => return Err(ImageRefusal::NotAnImage),
    };
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(|_| ImageRefusal::Broken)?;
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(ImageRefusal::SideTooLong { width, height });
    }
    if width < MIN_WIDTH {
        return Err(ImageRefusal::TooSmall { width });
    }
    let mut limited = reader();
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(u64::from(MAX_SIDE) * u64::from(MAX_SIDE) * 8);
    limited.limits(limits);
    let mut pixels = upright(limited).map_err(|_| ImageRefusal::Broken)?.into_rgba8();
    if pixels.pixels().all(|pixel| pixel[3] == 255) {
        clear_ground(&mut pixels);
    }
    if pixels.pixels().all(|pixel| pixel[3] < 16) {
        return Err(ImageRefusal::Blank);
    }
    Ok(PreparedImage::encode(&shrunk(pixels)))
}

impl PreparedImage {
    /// Takes back an image this module prepared, from its stored PNG.
    pub fn from_png(png: &[u8]) -> Result<Self, ImageRefusal> {
        let mut image = Self { png: png.to_vec(), width: 0, height: 0 };
        (image.width, image.height) = image.pixels()?.dimensions();
        Ok(image)
    }

    /// The pixels; [`ImageRefusal::Broken`] for a PNG that was damaged in storage.
    pub(crate) fn pixels(&self) -> Result<RgbaImage, ImageRefusal> {
        image::load_from_memory_with_format(&self.png, ImageFormat::Png)
            .map(DynamicImage::into_rgba8)
            .map_err(|_| ImageRefusal::Broken)
    }

    fn encode(pixels: &RgbaImage) -> Self {
        let mut png = Vec::new();
        pixels.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("writing to memory cannot fail");
        Self { png, width: pixels.width(), height: pixels.height() }
    }
}

/// Decodes and turns a photo as its camera says.
fn upright(reader: ImageReader<Cursor<&[u8]>>) -> image::ImageResult<DynamicImage> {
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Makes paper transparent: full at the brightness of the ground, none from
/// where ink surely begins, smooth between, so edges stay soft.
fn clear_ground(pixels: &mut RgbaImage) {
    let ground = ground_brightness(pixels);
    let ink = (ground - 70.0).max(1.0);
    for pixel in pixels.pixels_mut() {
        let darkest = f32::from(pixel.0[..3].iter().copied().min().unwrap_or(255));
        let cover = ((ground - 12.0 - darkest) / (ground - 12.0 - ink)).clamp(0.0, 1.0);
        let alpha = (cover * 255.0).round() as u8;
        *pixel = if alpha == 0 { Rgba([255, 255, 255, 0]) } else { Rgba([pixel[0], pixel[1], pixel[2], alpha]) };
    }
}

/// Brightness of the paper: the 95th percentile of the darkest channel along the border.
fn ground_brightness(pixels: &RgbaImage) -> f32 {
    let (width, height) = pixels.dimensions();
    let sides =
        (0..width).flat_map(|x| [(x, 0), (x, height - 1)]).chain((0..height).flat_map(|y| [(0, y), (width - 1, y)]));
    let mut values: Vec<u8> =
        sides.map(|(x, y)| pixels.get_pixel(x, y).0[..3].iter().copied().min().unwrap_or(255)).collect();
    values.sort_unstable();
    f32::from(values.get(values.len() * 19 / 20).copied().unwrap_or(255)).max(128.0)
}

/// Brings an image down to [`KEPT_SIDE`]; colour is weighted by cover, so that
/// edges do not take the colour of transparent pixels.
fn shrunk(mut pixels: RgbaImage) -> RgbaImage {
    if pixels.width().max(pixels.height()) <= KEPT_SIDE {
        return pixels;
    }
    for pixel in pixels.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for channel in &mut pixel.0[..3] {
            *channel = (u16::from(*channel) * alpha / 255) as u8;
        }
    }
    let mut small = DynamicImage::ImageRgba8(pixels).resize(KEPT_SIDE, KEPT_SIDE, FilterType::Triangle).into_rgba8();
    for pixel in small.pixels_mut() {
        let alpha = u16::from(pixel[3]).max(1);
        for channel in &mut pixel.0[..3] {
            *channel = (u16::from(*channel) * 255 / alpha).min(255) as u8;
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn file(pixels: &RgbaImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Vec::new();
        let image = DynamicImage::ImageRgba8(pixels.clone());
        let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image };
        image.write_to(&mut Cursor::new(&mut out), format).expect("memory");
        out
    }

    /// A blue disc on paper of the given brightness.
    fn scan(width: u32, height: u32, paper: u8) -> RgbaImage {
        RgbaImage::from_fn(width, height, |x, y| {
            let (dx, dy) = (x as f32 - width as f32 / 2.0, y as f32 - height as f32 / 2.0);
            if dx.hypot(dy) < width as f32 / 4.0 { Rgba([30, 50, 160, 255]) } else { Rgba([paper, paper, paper, 255]) }
        })
    }

    #[rstest]
    #[case(ImageFormat::Png, 255)]
    #[case(ImageFormat::Png, 236)]
    #[case(ImageFormat::Jpeg, 250)]
    #[case(ImageFormat::Jpeg, 225)]
    fn the_paper_of_a_scan_becomes_transparent_and_ink_stays(#[case] format: ImageFormat, #[case] paper: u8) {
        let image = prepare(&file(&scan(400, 300, paper), format)).expect("an image");
        assert_eq!((image.width, image.height), (400, 300));
        let pixels = image.pixels().expect("pixels");
        assert_eq!(pixels.get_pixel(5, 5)[3], 0);
        assert_eq!(pixels.get_pixel(395, 295)[3], 0);
        let ink = pixels.get_pixel(200, 150);
        assert_eq!(ink[3], 255);
        assert!(ink[2] > ink[0] + 80, "blue stays blue: {ink:?}");
    }

    #[test]
    fn an_image_with_its_own_transparency_is_kept() {
        let mut original = scan(400, 300, 255);
        original.put_pixel(0, 0, Rgba([9, 9, 9, 100]));
        let image = prepare(&file(&original, ImageFormat::Png)).expect("an image");
        assert_eq!(image.pixels(), Ok(original));
        assert_eq!(PreparedImage::from_png(&image.png), Ok(image));
    }

    #[test]
    fn a_photo_is_turned_as_its_camera_says() {
        let jpeg = file(&scan(400, 300, 255), ImageFormat::Jpeg);
        // APP1 with one EXIF entry: orientation 6, a quarter turn to the right.
        let mut photo = vec![0xff, 0xd8, 0xff, 0xe1, 0, 34];
        photo.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        photo.extend(&jpeg[2..]);
        let image = prepare(&photo).expect("an image");
        assert_eq!((image.width, image.height), (300, 400));
    }

    #[test]
    fn a_large_image_is_brought_down_without_dark_edges() {
        let image = prepare(&file(&scan(3000, 1500, 255), ImageFormat::Png)).expect("an image");
        assert_eq!((image.width, image.height), (640, 320));
        let pixels = image.pixels().expect("pixels");
        assert!(pixels.pixels().filter(|p| p[3] > 200).all(|p| p[2] > 120), "ink keeps its blue");
    }

    fn png_header_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = file(&RgbaImage::new(1, 1), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[rstest]
    #[case(b"%PDF-1.7".to_vec(), ImageRefusal::NotAnImage)]
    #[case(b"GIF89a\0\0".to_vec(), ImageRefusal::NotAnImage)]
    #[case(Vec::new(), ImageRefusal::NotAnImage)]
    #[case(file(&scan(400, 300, 255), ImageFormat::Png)[..300].to_vec(), ImageRefusal::Broken)]
    #[case(vec![0xff, 0xd8, 0xff, 0xe0, 0, 16], ImageRefusal::Broken)]
    #[case(file(&scan(299, 300, 255), ImageFormat::Png), ImageRefusal::TooSmall { width: 299 })]
    #[case(png_header_of(60_000, 60_000), ImageRefusal::SideTooLong { width: 60_000, height: 60_000 })]
    #[case(png_header_of(4001, 10), ImageRefusal::SideTooLong { width: 4001, height: 10 })]
    #[case(file(&RgbaImage::from_pixel(400, 300, Rgba([250, 250, 250, 255])), ImageFormat::Png), ImageRefusal::Blank)]
    #[case(file(&RgbaImage::new(400, 300), ImageFormat::Png), ImageRefusal::Blank)]
    fn other_files_are_refused_with_a_reason(#[case] bytes: Vec<u8>, #[case] refusal: ImageRefusal) {
        assert_eq!(prepare(&bytes), Err(refusal));
        assert!(refusal.reason().ends_with('.'));
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        let mut bytes = file(&scan(400, 300, 255), ImageFormat::Png);
        bytes.resize(MAX_BYTES + 1, 0);
        assert_eq!(prepare(&bytes), Err(ImageRefusal::FileTooBig));
    }
}
