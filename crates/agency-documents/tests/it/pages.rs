use crate::demo;
use agency_documents::pages::{PageError, page_count, page_png};
use rstest::rstest;

#[test]
fn pages_are_drawn_from_the_bytes_of_the_contract() {
    let contract = demo::contract();
    assert_eq!(page_count(&contract.pdf), Ok(contract.pages));
    for page in 0..contract.pages {
        let png = page_png(&contract.pdf, page, 420).expect("a page");
        let image = image::load_from_memory(&png).expect("a PNG").into_rgb8();
        assert_eq!(image.dimensions().0, 420);
        assert!((592..=595).contains(&image.dimensions().1), "{:?}", image.dimensions());
        let dark = image.pixels().filter(|pixel| pixel.0.iter().all(|channel| *channel < 128)).count();
        assert!(dark > 1000, "page {page} has {dark} dark pixels");
    }
}

#[test]
fn the_page_to_sign_shows_the_stamp_with_text_through_it() {
    let contract = demo::contract();
    let place = contract.places[0];
    let png = page_png(&contract.pdf, place.page, 1000).expect("a page");
    let image = image::load_from_memory(&png).expect("a PNG").into_rgb8();
    let stamp = image.pixels().filter(|pixel| pixel[2] > pixel[0].saturating_add(50)).count();
    assert!(stamp > 3000, "{stamp} pixels of the stamp");
    let black = image.pixels().filter(|pixel| pixel.0.iter().all(|channel| *channel < 60)).count();
    assert!(black > 3000, "the text is there");
}

#[rstest]
#[case(99, 800, PageError::NoPage { page: 99, pages: 8 })]
#[case(0, 15, PageError::Width)]
#[case(0, 5000, PageError::Width)]
fn what_cannot_be_drawn_is_refused(#[case] page: u32, #[case] width: u32, #[case] error: PageError) {
    assert_eq!(page_png(&demo::contract().pdf, page, width), Err(error));
}

#[rstest]
#[case(b"".to_vec())]
#[case(b"plain text".to_vec())]
#[case(b"%PDF-1.7\n%%EOF".to_vec())]
fn other_files_are_not_readable(#[case] bytes: Vec<u8>) {
    assert_eq!(page_count(&bytes), Err(PageError::Unreadable));
    assert_eq!(page_png(&bytes, 0, 800), Err(PageError::Unreadable));
}
