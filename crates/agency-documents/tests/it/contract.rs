use crate::demo;
use crate::poppler::File;
use agency_core::ids::{PaymentDueId, ServiceId, TouristId};
use agency_core::services::{Guide, Meals, OtherService, ServiceDetails};
use agency_core::{
    BookingStatus, CustomerKind, LegalForm, Money, Order, Organisation, PaymentDue, Service, ServiceKind, Tourist,
};
use agency_documents::contract::{RenderError, RenderInput, render, sha256};
use agency_documents::template::{self, TemplateError};
use agency_documents::{SignaturePlace, UnsupportedCharacter};
use rstest::rstest;

const MM: f32 = 72.0 / 25.4;

/// Text inside a place, with its neighbourhood given in millimetres.
fn around(file: &File, place: &SignaturePlace, above: f32, below: f32) -> String {
    let top = 297.0 - place.y_mm - place.height_mm - above;
    let height = place.height_mm + above + below;
    file.text_within(place.page, place.x_mm * MM, top * MM, place.width_mm * MM, height * MM)
}

#[test]
fn the_demo_contract_reads_as_it_should() {
    let contract = demo::contract();
    assert!((5..=8).contains(&contract.pages), "{} pages", contract.pages);
    insta::assert_snapshot!(File::of(&contract.pdf).layout());
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let (first, second) = (demo::contract(), &demo::make_contract());
    assert_eq!(first, second);
    assert_eq!(first.sha256, sha256(&first.pdf));
}

#[test]
fn other_programs_find_nothing_wrong() {
    let contract = demo::render_with(&demo::order(), &format!("{}\n*курсив*", template::CONTRACT));
    let file = File::of(&contract.pdf);
    file.check();
    let fonts = file.fonts();
    let faces: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(faces.len(), 3, "{fonts}");
    for face in faces {
        let columns: Vec<&str> = face.split_whitespace().collect();
        let (name, flags) = (columns[0], &columns[columns.len() - 5..columns.len() - 2]);
        assert_eq!(name.find('+'), Some(6), "a subset tag: {name}");
        assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, unicode: {face}");
    }
    let info = file.info();
    for line in [
        "Title:           ДОГОВОР № 6083-1234 о реализации туристского продукта",
        "Author:          ООО «Ромашка Тур»",
        "CreationDate:    Fri Nov 20 08:13:40 2026",
        "Page size:       595.276 x 841.89 pts (A4)",
        "PDF version:     1.7",
    ] {
        assert!(info.contains(line), "{line} in {info}");
    }
    assert!(!info.contains("PDF subtype"), "no standard is claimed: {info}");
    let text = String::from_utf8_lossy(&contract.pdf);
    assert!(text.contains("/Lang(ru-RU)") && !text.contains("GTS_PDFX"));
}

#[test]
fn every_field_is_in_the_text_as_typed() {
    let order = demo::order();
    let text = File::of(&demo::contract().pdf).text().replace('\u{a0}', " ");
    let operator = order.operator.as_ref().expect("an operator");
    let agency = demo::agency();
    let mut fields = vec![
        order.customer.full_name(),
        order.customer.document.issued_by.clone(),
        order.customer.registration_address.clone(),
        order.customer.email.clone(),
        order.customer.document.series_and_number().replace('\u{a0}', " "),
        order.tour.route.clone(),
        agency.full_name,
        agency.account,
        agency.correspondent_account,
        agency.ogrn,
        operator.full_name.clone(),
        operator.guarantees[0].number.clone(),
        operator.association.clone(),
        "218 500,00 ₽ (Двести восемнадцать тысяч пятьсот рублей 00 копеек)".into(),
        "«20» ноября 2026 г.".into(),
        "не позднее 15.12.2026".into(),
        "12.06.2027 06:35".into(),
        "Турция, Кемер".into(),
        "10 ночей".into(),
    ];
    fields.extend(order.tourists.iter().flat_map(|t| [t.full_name(), t.latin_name(), t.document.number.clone()]));
    for field in fields {
        assert!(text.contains(&field), "«{field}» is not in the contract");
    }
}

/// Everything the catalogue of fields added to an order is printed, what is internal is not.
#[test]
fn every_service_the_schedule_and_the_details_are_printed() {
    let mut order = demo::order();
    let due = |sum, by: &str, note: &str| PaymentDue {
        id: PaymentDueId::new(),
        sum: Some(Money::rubles(sum)),
        by: by.parse().ok(),
        note: note.into(),
    };
    order.price.schedule = vec![due(100_000, "2026-11-23", "бронь"), due(118_500, "2027-05-20", "")];
    order.price.discount = Some(Money::rubles(1_500));
    order.price.in_currency = "2 215,00".into();
    order.price.currency = "EUR".into();
    order.price.rate = "98,65".into();
    order.price.included = "курортный сбор оплачивается на месте".into();
    order.price.commission = Some(Money::rubles(13_131));
    order.notes = "внутренняя заметка".into();
    order.tour.purpose = "туризм и лечение".into();
    order.contract.confirm_by = None;
    order.contract.confirm_within = "3 рабочих дня".into();
    order.contract.booking_status = Some(BookingStatus::Confirmed);
    order.tourists[0].visa_number = "TR 7788".into();
    order.tourists[0].birth_place = "г. Тверь".into();
    let services = [
        ServiceDetails::Meals(Meals { meal: "трёхразовое".into(), ..Default::default() }),
        ServiceDetails::Guide(Guide {
            role: "гид-переводчик".into(),
            language: "турецкий".into(),
            ..Default::default()
        }),
        ServiceDetails::Other(OtherService { name: "VIP-зал".into(), quantity: Some(3), ..Default::default() }),
    ];
    order.services.extend(services.map(|details| Service { id: ServiceId::new(), details }));
    order.services_not_included.insert(ServiceKind::Visa);
    let insured = order.tourists[2].id;
    for service in &mut order.services {
        match &mut service.details {
            ServiceDetails::Insurance(policy) => {
                policy.insured = vec![insured];
                policy.deductible = "30 EUR".into();
            }
            ServiceDetails::Transport(ride) => ride.tickets = "555 6123456789".into(),
            _ => {}
        }
    }
    let text = flat(&demo::render_with(&order, template::CONTRACT).pdf);
    for printed in [
        "по графику",
        "100 000,00 ₽ не позднее 23.11.2026 — бронь",
        "118 500,00 ₽ до 20.05.2027",
        "Скидка, учтена в цене 1 500,00 ₽",
        "2 215,00 EUR по курсу 98,65 ₽",
        "курортный сбор оплачивается на месте",
        "туризм и лечение",
        "в срок: 3 рабочих дня",
        "TP-2706-48151, подтверждена",
        "TR 7788",
        "г. Тверь",
        "Питание: трёхразовое",
        "Сопровождение: гид-переводчик",
        "язык: турецкий",
        "VIP-зал, 3 шт.",
        "Визовая поддержка не входит в состав",
        "франшиза: 30 EUR",
        "555 6123456789",
        "почтовый адрес: 115054, г. Москва, а/я 12",
    ] {
        assert!(text.contains(printed), "«{printed}» is not in {text}");
    }
    for hidden in ["13 131", "внутренняя заметка"] {
        assert!(!text.contains(hidden), "«{hidden}» is internal");
    }
}

/// The text of a document with single spaces.
fn flat(pdf: &[u8]) -> String {
    File::of(pdf).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case(
    CustomerKind::Organisation,
    "в лице директора Орловой Веры Павловны на основании Устава, далее «Заказчик»",
    "ИНН/КПП 7707083893/773601001, ОГРН 1027700132195"
)]
#[case(CustomerKind::Entrepreneur, "ОГРНИП 1027700132195), далее «Заказчик»", "ИНН 7707083893, ОГРНИП 1027700132195")]
fn a_company_buys_with_its_requisites(#[case] kind: CustomerKind, #[case] party: &str, #[case] numbers: &str) {
    let mut order = demo::order();
    order.customer.kind = kind;
    order.customer.organisation = Organisation {
        full_name: "Общество с ограниченной ответственностью «Фирма Пример»".into(),
        short_name: "ООО «Фирма Пример»".into(),
        inn: "7707083893".into(),
        kpp: "773601001".into(),
        ogrn: "1027700132195".into(),
        legal_address: "101000, г. Москва, ул. Мясницкая, д. 1".into(),
        account: "40702810938000000001".into(),
        bik: "044525225".into(),
        bank: "ПАО «Банк»".into(),
        correspondent_account: "30101810400000000225".into(),
        signer_name: "Орлова Вера Павловна".into(),
        signer_name_genitive: "Орловой Веры Павловны".into(),
        signer_position: "Директор".into(),
        signer_position_genitive: "директора".into(),
        signer_basis: "Устава".into(),
        signer_phone: "+7 906 111-22-33".into(),
        signer_email: "orlova@firma.example".into(),
        ..Organisation::default()
    };
    let contract = demo::render_with(&order, template::CONTRACT);
    let text = flat(&contract.pdf);
    for printed in [
        party,
        numbers,
        "Местонахождение: 101000, г. Москва, ул. Мясницкая, д. 1",
        "р/с 40702810938000000001",
        "+7 906 111-22-33",
        "Орлова Вера Павловна (ООО «Фирма Пример»)",
    ] {
        assert!(text.contains(printed), "«{printed}» is not in {text}");
    }
    assert!(!text.contains("45 08"), "no passport of a person");
    assert_eq!(contract.places.len(), 3);
}

#[test]
fn an_empty_field_is_a_visible_dash() {
    let mut order = demo::order_with_gaps();
    order.contract.booking_number = "  ".into();
    let text = File::of(&demo::render_with(&order, template::CONTRACT).pdf).text();
    assert!(text.contains("не позднее —;"), "{text}");
    assert!(text.contains("Номер брони —"));
    assert!(text.contains("3. Проживание —"));
}

#[test]
fn the_customer_has_free_room_to_sign_on_the_contract_and_its_annexes() {
    let contract = demo::contract();
    let file = File::of(&contract.pdf);
    assert_eq!(contract.places.len(), 3);
    for place in &contract.places {
        assert!(place.width_mm >= 74.0 && place.height_mm >= 24.0, "{place:?}");
        assert!(place.page < contract.pages);
        assert!(place.x_mm + place.width_mm <= 210.0 - 10.0);
        assert_eq!(around(&file, place, 0.0, 0.0).trim(), "");
        assert!(around(&file, place, 0.0, 10.0).contains("Подпись заказчика"), "the caption is under the line");
    }
}

#[test]
fn forty_tourists_break_the_table_with_its_header_and_no_row_is_cut() {
    let mut order = demo::order();
    let model = order.tourists[0].clone();
    order.tourists = (1..=40)
        .map(|number| Tourist {
            id: format!("00000000-0000-7000-8000-{number:012}").parse::<TouristId>().expect("an id"),
            first_name: format!("Турист{number:02}"),
            first_name_latin: format!("TOURIST{number:02}"),
            ..model.clone()
        })
        .collect();
    let contract = demo::render_with(&order, template::CONTRACT);
    let file = File::of(&contract.pdf);
    let layout = file.layout();
    let mut with_rows = 0;
    for page in layout.split('\u{c}') {
        let names = (1..=40).filter(|number| page.contains(&format!("Турист{number:02}"))).count();
        let latin = (1..=40).filter(|number| page.contains(&format!("TOURIST{number:02}"))).count();
        assert_eq!(names, latin, "both lines of a row are on one page");
        if names > 0 {
            with_rows += 1;
            assert_eq!(page.matches("Фамилия, имя, отчество").count(), 1, "{page}");
        }
    }
    assert!(with_rows >= 3, "the table takes {with_rows} pages");
    let text = file.text();
    assert!((1..=40).all(|number| text.contains(&format!("Турист{number:02}"))));
    file.check();
}

#[rstest]
#[case("Алёна", "Д’Артаньян-Ёлкина")]
#[case("Мария-Антуанетта", "О'Коннор")]
#[case("Зөһрә", "Ғабдуллаұлы")]
fn unusual_names_are_printed_as_typed(#[case] first: &str, #[case] last: &str) {
    let mut order = demo::order();
    order.customer.first_name = first.into();
    order.customer.last_name = last.into();
    let text = File::of(&demo::render_with(&order, template::CONTRACT).pdf).text();
    assert!(text.contains(&format!("{last} {first} Сергеевич")), "{text}");
}

#[rstest]
#[case("Константинопольский ".repeat(10).trim().to_owned())]
#[case("Ы".repeat(200))]
fn a_name_of_two_hundred_letters_stays_inside_the_page(#[case] name: String) {
    let mut order = demo::order();
    order.customer.last_name.clone_from(&name);
    order.tourists[0].last_name.clone_from(&name);
    let contract = demo::render_with(&order, template::CONTRACT);
    let file = File::of(&contract.pdf);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert!(letters(&file.text()).contains(&letters(&name)));
    for page in 0..contract.pages {
        let margin = file.text_within(page, 0.0, 0.0, 20.0 * MM, 297.0 * MM)
            + &file.text_within(page, 196.0 * MM, 0.0, 14.0 * MM, 297.0 * MM);
        assert_eq!(margin.trim(), "", "nothing in the margins of page {page}");
    }
    for place in &contract.places {
        assert_eq!(around(&file, place, 0.0, 0.0).trim(), "");
    }
}

#[rstest]
#[case("| # ** _ \\ @page + ^ >")]
#[case("# заголовок\n@page\n| ячейка |")]
#[case("- пункт")]
#[case("*курсив* **жирный**")]
#[case("\\n \\\\ \\")]
#[case("{ x } % #")]
fn data_is_never_markup(#[case] value: &str) {
    let plain = demo::contract();
    let mut order = demo::order();
    order.tour.program = value.into();
    order.customer.document.issued_by = value.into();
    order.tour.resorts = value.into();
    let contract = demo::render_with(&order, template::CONTRACT);
    assert_eq!(contract.pages, plain.pages);
    assert_eq!(contract.places.len(), plain.places.len());
    let printed = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = File::of(&contract.pdf).text();
    assert!(text.matches(&printed).count() >= 3, "«{printed}» in {text}");
}

fn refused(order: &Order, template: &str) -> RenderError {
    render(&RenderInput {
        order,
        agency: &demo::agency(),
        template,
        stamp: None,
        signature: None,
        created_at: demo::created_at(),
    })
    .expect_err("no contract")
}

#[rstest]
#[case("{{ customer.phone }}", "{{")]
#[case("ул. ____", "____")]
#[case("адрес Не Указано", "не указано")]
fn what_is_left_unresolved_stops_the_contract(#[case] value: &str, #[case] sign: &str) {
    let mut order = demo::order();
    order.customer.registration_address = value.into();
    let error = refused(&order, template::CONTRACT);
    assert!(
        matches!(&error, RenderError::Template(TemplateError::Leftover { found, .. }) if *found == sign),
        "{error:?}"
    );
    assert!(error.reason().contains(sign));
    for logged in [error.to_string(), format!("{error:?}")] {
        assert!(!logged.contains("ул."), "what is logged has no data of the customer: {logged}");
    }
}

#[test]
fn a_character_without_a_glyph_stops_the_contract_and_is_named() {
    let mut order = demo::order();
    order.tour.program = "Пляж 🏖 и море".into();
    let error = refused(&order, template::CONTRACT);
    assert_eq!(error, RenderError::Template(TemplateError::Character(UnsupportedCharacter('🏖'))));
    assert!(error.reason().contains('🏖'));
}

#[test]
fn a_template_without_a_place_to_sign_is_refused() {
    assert_eq!(refused(&demo::order(), "# Договор\nТекст"), RenderError::NoSignaturePlace);
}

#[test]
fn an_entrepreneur_signs_without_a_stamp() {
    let mut agency = demo::agency();
    agency.form = LegalForm::Entrepreneur;
    agency.full_name = "Индивидуальный предприниматель Лебедева Анна Викторовна".into();
    agency.ogrn = "304500116000157".into();
    let signature = demo::signature();
    let contract = render(&RenderInput {
        order: &demo::order(),
        agency: &agency,
        template: template::CONTRACT,
        stamp: None,
        signature: Some(&signature),
        created_at: demo::created_at(),
    })
    .expect("a contract");
    let text = File::of(&contract.pdf).text();
    assert!(text.contains("ОГРНИП 304500116000157"));
    assert!(!text.contains("КПП"));
    assert!(text.contains("м. п."));
}

/// The signature block with a growing text above it: wherever the page ends,
/// line and caption stay together, inside the margins.
#[test]
fn the_signature_block_is_never_split() {
    for paragraphs in 30..48 {
        let template = format!("{}@signatures Слева | Подпись заказчика", "Абзац.\n\n".repeat(paragraphs));
        let contract = demo::render_with(&demo::order(), &template);
        let [place] = contract.places[..] else { panic!("one place") };
        let file = File::of(&contract.pdf);
        assert_eq!(place.page + 1, contract.pages);
        assert!(place.y_mm >= 17.0);
        let around = around(&file, &place, 0.0, 10.0);
        assert_eq!(around.trim(), "Подпись заказчика", "after {paragraphs} paragraphs");
    }
}
