use crate::demo;
use crate::poppler::File;
use agency_documents::contract::sha256;
use agency_documents::pages::page_png;
use agency_documents::seal::{SealError, SealInput, SealedContract, VerifyError, seal, verify};
use agency_documents::{ProtocolEvent, SignaturePlace, StampBox, template};
use rstest::rstest;
use std::sync::LazyLock;

const MM: f32 = 72.0 / 25.4;

static SEALED: LazyLock<(agency_documents::contract::RenderedContract, SealedContract)> = LazyLock::new(|| {
    let contract = demo::contract().clone();
    let sealed = demo::sealed(&contract);
    (contract, sealed)
});

fn sealed_with(mark: &StampBox) -> Result<SealedContract, SealError> {
    let (contract, _) = &*SEALED;
    seal(&SealInput { original: &contract.pdf, places: &contract.places, mark, protocol: &demo::protocol(contract) })
}

fn at_place(file: &File, place: &SignaturePlace) -> String {
    let top = 297.0 - place.y_mm - place.height_mm;
    file.text_within(place.page, place.x_mm * MM, top * MM, place.width_mm * MM, place.height_mm * MM)
}

#[test]
fn the_original_is_the_beginning_of_the_sealed_file() {
    let (contract, sealed) = &*SEALED;
    assert!(sealed.pdf.starts_with(&contract.pdf));
    let report = verify(&sealed.pdf).expect("a whole file");
    assert_eq!(report.original_bytes, contract.pdf.len() as u64);
    assert_eq!(report.original_sha256, contract.sha256);
    assert_eq!(report.sha256, sealed.sha256);
    assert_eq!(report.signing_id, "01a1f900-1c3e-7d2a-8c11-9f2e6b7a5d10");
    assert_eq!((report.original_pages, report.pages), (contract.pages, sealed.pages));
    assert!(sealed.pages > contract.pages);
    assert_eq!(sealed.sha256, sha256(&sealed.pdf));
}

#[test]
fn the_same_signing_gives_the_same_bytes() {
    let (contract, sealed) = &*SEALED;
    assert_eq!(&demo::sealed(contract), sealed);
}

#[test]
fn other_programs_find_nothing_wrong_and_read_everything() {
    let (contract, sealed) = &*SEALED;
    let file = File::of(&sealed.pdf);
    file.check();
    assert!(file.fonts().lines().skip(2).all(|face| face.contains("yes yes yes")), "{}", file.fonts());
    assert!(file.info().contains(&format!("Pages:           {}", sealed.pages)));
    let before = File::of(&contract.pdf).layout();
    let after = file.layout();
    for line in before.lines() {
        assert!(after.contains(line.trim()), "«{line}» is still there");
    }
}

#[test]
fn every_place_has_the_box_with_exactly_its_five_lines() {
    let (contract, sealed) = &*SEALED;
    let file = File::of(&sealed.pdf);
    for place in &contract.places {
        let text = at_place(&file, place);
        assert_eq!(
            text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>(),
            [
                "Документ подписан 20.11.2026 19:05 МСК",
                "Кодом из СМС: 481920",
                "+79066805555",
                "Щербаков Иван Сергеевич",
                "Печатная версия договора не требуется",
            ]
        );
    }
}

#[test]
fn a_hidden_code_leaves_no_line() {
    let sealed = sealed_with(&StampBox { code: None, ..demo::mark() }).expect("a sealed contract");
    let text = File::of(&sealed.pdf).text();
    assert!(!text.contains("Кодом из СМС:") && !text.contains("481920"));
    assert!(verify(&sealed.pdf).is_ok());
}

#[rstest]
#[case("Константинопольская-Преображенская ".repeat(6))]
#[case("Ш".repeat(200))]
fn a_long_name_fits_the_box(#[case] name: String) {
    let sealed = sealed_with(&StampBox { name: name.clone(), ..demo::mark() }).expect("a sealed contract");
    let file = File::of(&sealed.pdf);
    // Poppler drops a hyphen at the end of a line.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    for place in &SEALED.0.places {
        assert!(letters(&at_place(&file, place)).contains(&letters(&name)));
    }
}

#[test]
fn a_name_that_cannot_fit_is_refused() {
    let mark = StampBox { name: "Ш".repeat(3000), ..demo::mark() };
    assert_eq!(sealed_with(&mark), Err(SealError::NoRoom));
}

#[test]
fn the_protocol_says_all_that_happened() {
    let (contract, sealed) = &*SEALED;
    let protocol = demo::protocol(contract);
    let text = File::of(&sealed.pdf).text().replace('\u{a0}', " ");
    let protocol_text = &text[text.find("ПРОТОКОЛ ПОДПИСАНИЯ").expect("a protocol")..];
    let mut said = vec![
        contract.sha256.clone(),
        format!("head -c {} файл.pdf | sha256sum", contract.pdf.len()),
        format!("{} байт", contract.pdf.len()),
        protocol.chain_head.clone(),
        protocol.signing_id.clone(),
        "20.11.2026 19:05:12 МСК".into(),
        "20.11.2026 16:05:12 UTC".into(),
        "203.0.113.24".into(),
        "принято сервисом".into(),
        "Код ****** для подписания".into(),
        "Паспорт РФ: 45 ** № ****56".into(),
    ];
    said.extend(protocol.consents.iter().flat_map(|c| [c.text.clone(), c.text_sha256.clone()]));
    said.extend(protocol.agency.lines.iter().map(|(label, value)| format!("{label}: {value}")));
    for words in said {
        assert!(protocol_text.contains(&words), "«{words}» in {protocol_text}");
    }
    insta::assert_snapshot!(protocol_layout(&File::of(&sealed.pdf)));
}

/// The protocol without what changes with every edit of the template.
fn protocol_layout(file: &File) -> String {
    let layout = file.layout();
    let protocol = &layout[layout.find("ПРОТОКОЛ ПОДПИСАНИЯ").expect("a protocol")..];
    protocol
        .replace(&SEALED.0.sha256, "(SHA-256 исходного документа)")
        .replace(&SEALED.0.pdf.len().to_string(), "(длина)")
}

#[test]
fn a_long_protocol_goes_on_over_pages_and_strange_devices_are_shown_by_code() {
    let (contract, _) = &*SEALED;
    let mut protocol = demo::protocol(contract);
    protocol.events = (0..60)
        .map(|number| ProtocolEvent {
            what: format!("Событие {number:02}"),
            device: Some("Браузер 😀 | ** # {{ x }}".into()),
            ..protocol.events[2].clone()
        })
        .collect();
    let input =
        SealInput { original: &contract.pdf, places: &contract.places, mark: &demo::mark(), protocol: &protocol };
    let sealed = seal(&input).expect("a sealed contract");
    assert!(sealed.pages >= contract.pages + 3);
    let file = File::of(&sealed.pdf);
    file.check();
    let text = file.text();
    assert!((0..60).all(|number| text.contains(&format!("Событие {number:02}"))));
    assert!(text.contains("Браузер [U+1F600] | ** # {{ x }}"));
    assert_eq!(verify(&sealed.pdf).map(|report| report.pages), Ok(sealed.pages));
}

#[test]
fn two_places_on_one_page_both_get_the_box() {
    let template = "# Договор\n@signatures Турагент | Заказчик\nЕщё одно место\n@signatures Турагент | Заказчик";
    let contract = demo::render_with(&demo::order(), template);
    assert_eq!((contract.pages, contract.places.len()), (1, 2));
    let file = File::of(&demo::sealed(&contract).pdf);
    for place in &contract.places {
        assert!(at_place(&file, place).contains("Кодом из СМС: 481920"));
    }
    file.check();
}

#[test]
fn a_seal_for_another_document_or_place_is_refused() {
    let (contract, _) = &*SEALED;
    let (mark, protocol) = (demo::mark(), demo::protocol(contract));
    let attempt = |original: &[u8], places: &[SignaturePlace], protocol| {
        seal(&SealInput { original, places, mark: &mark, protocol }).expect_err("refused")
    };
    let mut changed = contract.pdf.clone();
    changed[2000] ^= 1;
    assert_eq!(attempt(&changed, &contract.places, &protocol), SealError::OtherDocument);
    let fewer = agency_documents::Protocol { original_pages: 1, ..protocol.clone() };
    assert_eq!(attempt(&contract.pdf, &contract.places, &fewer), SealError::OtherDocument);
    assert_eq!(attempt(&contract.pdf, &[], &protocol), SealError::Place);
    for place in [
        SignaturePlace { page: 99, ..contract.places[0] },
        SignaturePlace { page: u32::MAX, ..contract.places[0] },
        SignaturePlace { x_mm: 190.0, ..contract.places[0] },
        SignaturePlace { y_mm: -5.0, ..contract.places[0] },
    ] {
        assert_eq!(attempt(&contract.pdf, &[place], &protocol), SealError::Place);
    }
    let text = b"not a pdf at all";
    let of_text = agency_documents::Protocol {
        original_sha256: sha256(text),
        original_bytes: text.len() as u64,
        ..protocol.clone()
    };
    assert_eq!(attempt(text, &contract.places, &of_text), SealError::Unreadable);
}

#[test]
fn a_flipped_byte_anywhere_is_found() {
    let (contract, sealed) = &*SEALED;
    let original = contract.pdf.len();
    for at in (5..original).step_by(9973) {
        let mut pdf = sealed.pdf.clone();
        pdf[at] ^= 0x20;
        assert_eq!(verify(&pdf), Err(VerifyError::OriginalChanged), "byte {at}");
    }
    for at in (original..sealed.pdf.len()).step_by(499).chain(sealed.pdf.len() - 8..sealed.pdf.len()) {
        let mut pdf = sealed.pdf.clone();
        pdf[at] ^= 0x01;
        assert!(verify(&pdf).is_err(), "byte {at}");
    }
}

#[test]
fn the_record_itself_cannot_be_changed_unnoticed() {
    let (contract, sealed) = &*SEALED;
    let update = &sealed.pdf[contract.pdf.len()..];
    let find = |wanted: &[u8], from: usize| {
        from + update[from..].windows(wanted.len()).position(|window| window == wanted).expect("a record")
    };
    let start = find(b"/Type/AgencySeal", 0);
    let end = find(b">>", start);
    assert!(end - start > 300);
    for at in (start..end).step_by(2).map(|at| contract.pdf.len() + at) {
        let mut pdf = sealed.pdf.clone();
        pdf[at] = if pdf[at] == b'7' { b'8' } else { b'7' };
        assert!(verify(&pdf).is_err(), "byte {at}");
    }
}

#[rstest]
#[case(b"\n".to_vec())]
#[case(b"\n% a remark".to_vec())]
#[case(vec![b' '; 5000])]
fn appended_bytes_are_found(#[case] more: Vec<u8>) {
    let mut pdf = SEALED.1.pdf.clone();
    pdf.extend_from_slice(&more);
    let error = VerifyError::Appended { extra: more.len() as u64 };
    assert_eq!(verify(&pdf), Err(error));
    assert!(error.reason().contains("добавили"));
}

#[rstest]
#[case(1)]
#[case(100)]
#[case(20_000)]
fn a_cut_file_is_found(#[case] missing: usize) {
    let pdf = &SEALED.1.pdf;
    assert_eq!(verify(&pdf[..pdf.len() - missing]), Err(VerifyError::Cut { missing: missing as u64 }));
}

#[test]
fn files_without_our_seal_are_told_apart() {
    let (contract, sealed) = &*SEALED;
    assert_eq!(verify(&contract.pdf), Err(VerifyError::NotSealed));
    assert_eq!(verify(&sealed.pdf[..contract.pdf.len() + 10]), Err(VerifyError::NotSealed));
    assert_eq!(verify(b"<html>"), Err(VerifyError::NotPdf));
    assert_eq!(verify(b""), Err(VerifyError::NotPdf));
    assert_eq!(verify(b"%PDF-1.7 /Type/AgencySeal"), Err(VerifyError::NotSealed));
}

#[test]
fn another_contract_under_the_seal_is_found() {
    let (contract, sealed) = &*SEALED;
    let mut order = demo::order();
    order.customer.first_name = "Олег".into();
    let other = demo::render_with(&order, template::CONTRACT);
    let mut swapped = other.pdf;
    swapped.truncate(contract.pdf.len());
    swapped.resize(contract.pdf.len(), b' ');
    swapped.extend_from_slice(&sealed.pdf[contract.pdf.len()..]);
    assert_eq!(verify(&swapped), Err(VerifyError::OriginalChanged));
}

#[test]
fn the_box_is_blue_and_the_rest_of_the_page_is_as_it_was() {
    let (contract, sealed) = &*SEALED;
    let place = contract.places[0];
    let page = |pdf: &[u8]| {
        let png = page_png(pdf, place.page, 1050).expect("a page");
        image::load_from_memory(&png).expect("a PNG").into_rgba8()
    };
    let (before, after) = (page(&contract.pdf), page(&sealed.pdf));
    assert_eq!(before.dimensions(), after.dimensions());
    let per_mm = 1050.0 / 210.0;
    let inside = |x: u32, y: u32| {
        let (x, y) = (x as f32 / per_mm, 297.0 - y as f32 / per_mm);
        (place.x_mm - 0.5..=place.x_mm + place.width_mm + 0.5).contains(&x)
            && (place.y_mm - 0.5..=place.y_mm + place.height_mm + 0.5).contains(&y)
    };
    let mut blue = 0;
    for (x, y, pixel) in after.enumerate_pixels() {
        if inside(x, y) {
            blue += u32::from(pixel[2] > 180 && pixel[0] < 90 && pixel[1] < 90);
        } else {
            assert_eq!(before.get_pixel(x, y), pixel, "at {x}, {y}");
        }
    }
    assert!(blue > 300, "{blue} blue pixels");
}
