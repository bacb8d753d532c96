use super::*;
use crate::font::Face;
use crate::layout::text::Run;
use agency_core::ids::OrderId;
use agency_core::{Money, OrderStatus};
use proptest::prelude::*;
use rstest::rstest;

fn order() -> Order {
    let id: OrderId = "01a1f803-2c80-7875-bf55-75508d814ddc".parse().expect("an id");
    let mut order = Order::empty(id, "6083-1234");
    order.status = OrderStatus::Confirmed;
    order.contract.number = "6083-1234".into();
    order.contract.date = "2026-11-20".parse().ok();
    order.contract.docs_to_tourist_by = "2027-06-10T18:00:00".parse().ok();
    order.customer.last_name = "Щербаков".into();
    order.customer.first_name = "Иван".into();
    order.customer.phone = "8 906 6805555".into();
    order.price.total = Some(Money::rubles(218_500));
    order.tour.countries = vec!["TUR".into(), "GEO".into()];
    order
}

fn filled(source: &str) -> Result<String, TemplateError> {
    fill(source, &order(), &Agency::default()).map(|blocks| markup::plain(&blocks).join("\n"))
}

#[rstest]
#[case("{{ contract.date | date }}", "20.11.2026")]
#[case("{{ contract.date | date_words }}", "«20» ноября 2026\u{a0}г.")]
#[case("{{ contract.docs_to_tourist_by | date }}", "10.06.2027 18:00")]
#[case("{{ price.total | money }}", "218\u{a0}500,00\u{a0}₽")]
#[case("{{ price.total | words }}", "Двести восемнадцать тысяч пятьсот рублей 00 копеек")]
#[case("{{ customer.phone | phone }}", "+7\u{a0}906\u{a0}680-55-55")]
#[case("{{ tour.countries | country }}", "Турция, Грузия")]
#[case("{{ customer.citizenship | country }}", "Россия")]
#[case("{{ customer.full_name | short_name }}", "Щербаков\u{a0}И.")]
#[case("{{ customer.full_name | upper }}", "ЩЕРБАКОВ ИВАН")]
#[case("{{ customer.document.name | lower_first }}", "паспорт РФ")]
#[case("{{ tourists | length }} {{ 3 | plural('ночь', 'ночи', 'ночей') }}", "0 ночи")]
#[case("{{ contract.docs_from_tourist_by | date }}, {{ price.prepayment | money }}", "—, —")]
#[case("{{ price.prepayment | words }}, {{ customer.email }}, {{ operator.full_name }}", "—, —, —")]
#[case("{% if price.prepayment %}аванс{% else %}сразу{% endif %}", "сразу")]
#[case("{% set x %}**имя:** {{ customer.first_name }}{% endset %}{{ x }}", "имя: Иван")]
fn values_are_printed_as_contracts_need_them(#[case] source: &str, #[case] expected: &str) {
    assert_eq!(filled(source).as_deref(), Ok(expected));
}

#[rstest]
#[case("раз\n{% if %}", 2)]
#[case("{{ customer.full_name", 1)]
#[case("{% for t in tourists %}\n{{ t.full_name }}\n", 2)]
#[case("\n\n{% include 'x' %}{{", 3)]
fn a_syntax_error_has_its_line(#[case] source: &str, #[case] expected: usize) {
    let Err(TemplateError::Syntax { line, .. }) = placeholders(source) else { panic!("{:?}", placeholders(source)) };
    assert_eq!(line, expected);
    assert!(filled(source).expect_err("refused").reason().contains(&format!("строка {expected}")));
}

#[test]
fn placeholders_are_dotted_names() {
    let names = placeholders(
        "{{ contract.number }}{% for t in tourists %}{{ t.gender }}{% endfor %}{% if tour.start %}{% endif %}",
    );
    assert_eq!(names, Ok(["contract.number", "tour.start", "tourists"].map(String::from).into()));
}

#[test]
fn the_built_in_template_uses_only_known_fields() {
    let names = check(CONTRACT).expect("a right template");
    for name in ["contract.docs_from_tourist_by", "customer.document.issued_by", "operator.guarantees", "tourists"] {
        assert!(names.contains(name), "{name}");
    }
}

#[rstest]
#[case("раз\n{{ customer.shoe_size }}", "customer.shoe_size", 2)]
#[case("{{ tourist.full_name }}", "tourist.full_name", 1)]
#[case("{% if secrets %}{% endif %}", "secrets", 1)]
fn an_unknown_placeholder_is_named_with_its_line(#[case] source: &str, #[case] name: &str, #[case] line: usize) {
    let error = TemplateError::UnknownPlaceholder { name: name.into(), line };
    assert_eq!(check(source), Err(error.clone()));
    assert_eq!(filled(source), Err(error));
}

#[rstest]
#[case("{{ customer.full_name | safe }}")]
#[case("{{ customer.full_name | tojson }}")]
#[case("{{ range(10) }}")]
#[case("{% include 'contract' %}")]
#[case("{% for t in [1] %}{{ t.none_such }}{% endfor %}")]
#[case("{{ customer.full_name | money }}")]
#[case("{{ price.total | date }}")]
fn nothing_else_works_in_a_template(#[case] source: &str) {
    let error = filled(source).expect_err("refused");
    assert!(!error.reason().is_empty());
}

#[test]
fn a_template_that_works_too_long_is_stopped() {
    let nested = (0..8).fold(String::from("x"), |body, _| {
        format!("{{% for i in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}}{body}{{% endfor %}}")
    });
    assert_eq!(filled(&nested), Err(TemplateError::TooMuchWork));
}

#[rstest]
#[case("Осталось {{ '{{' }}", "{{")]
#[case("Подпись ____", "____")]
#[case("Адрес: Не указано", "не указано")]
fn leftovers_stop_the_document(#[case] source: &str, #[case] sign: &str) {
    assert!(matches!(filled(source), Err(TemplateError::Leftover { found, .. }) if found == sign));
}

#[rstest]
#[case("@unknown", "неизвестная команда")]
#[case("@table\n| а |", "ширина столбцов")]
#[case("@table 1 2\n| а |", "не столько ячеек")]
#[case("@table 1 2", "нет строк")]
#[case("@split а", "две части")]
#[case("@columns\nа\n@next\nб", "не закрыт")]
#[case("**жирный", "звёздочками")]
fn wrong_markup_is_explained(#[case] source: &str, #[case] words: &str) {
    let reason = filled(source).expect_err("refused").reason();
    assert!(reason.contains(words), "{reason}");
}

#[test]
fn the_markup_makes_blocks() {
    let run = |text: &str| vec![Run::new(Face::Regular, text)];
    let clause = |number: &str, depth, text: &str| Block::Clause { number: number.into(), depth, text: run(text) };
    let source = "# Т\n##. Раз\n+ а\n++ б\n++ в\n+ г\n##. Два\n+ д\n- е\nж\n**з** и\n\n> к\n@split л | м\n@page\n@columns\nн\n@next\nо\n@end";
    let blocks = fill(source, &order(), &Agency::default()).expect("blocks");
    assert_eq!(
        blocks,
        [
            Block::Title(run("Т")),
            Block::Heading(run("1. Раз")),
            clause("1.1.", 1, "а"),
            clause("1.1.1.", 2, "б"),
            clause("1.1.2.", 2, "в"),
            clause("1.2.", 1, "г"),
            Block::Heading(run("2. Два")),
            clause("2.1.", 1, "д"),
            Block::Item(run("е")),
            Block::Paragraph(vec![
                Run::new(Face::Regular, "ж "),
                Run::new(Face::Bold, "з"),
                Run::new(Face::Regular, " и")
            ]),
            Block::Right(run("к")),
            Block::Split(run("л"), run("м")),
            Block::PageBreak,
            Block::Columns(vec![Block::Paragraph(run("н"))], vec![Block::Paragraph(run("о"))]),
        ]
    );
}

/// A value in every kind of block.
const EVERYWHERE: &str = "# {{ tour.program }}
##. {{ tour.program }}
+ {{ tour.program }}
- {{ tour.program }}
{{ tour.program }}

> {{ tour.program }}
@split {{ tour.program }} | {{ tour.program }}
@table 1 1
| {{ tour.program }} | *{{ tour.program }}* |
| {{ tour.program }}\\n{{ tour.program }} | |
@signatures {{ tour.program }} | {{ tour.program }}";

proptest! {
    #[test]
    fn no_value_changes_the_blocks(value in "[ -~а-яё№«»\\n\\t]{0,40}") {
        let blocks = |value: &str| {
            let mut order = order();
            order.tour.program = value.into();
            fill(EVERYWHERE, &order, &Agency::default())
        };
        let model = blocks("x").expect("blocks");
        match blocks(&value) {
            Ok(found) => {
                let shape = |blocks: &[Block]| blocks.iter().map(std::mem::discriminant).collect::<Vec<_>>();
                prop_assert_eq!(shape(&found), shape(&model));
                let printed = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let printed = if printed.is_empty() { "—".to_owned() } else { printed };
                let expected: Vec<String> =
                    markup::plain(&model).iter().map(|text| text.replace('x', &printed)).collect();
                prop_assert_eq!(markup::plain(&found), expected);
            }
            Err(error) => prop_assert!(matches!(error, TemplateError::Leftover { .. }), "{:?}", error),
        }
    }
}
