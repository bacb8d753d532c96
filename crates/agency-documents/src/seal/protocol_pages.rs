//! Pages of «Протокол подписания» (signing-evidence.md § 11).

use crate::font::{Face, shown};
use crate::layout::text::Run;
use crate::layout::{Geometry, Seals, paginate, slabs};
use crate::paper::Sheet;
use crate::protocol::{Protocol, ProtocolParty};
use crate::template::markup::{Block, Table};
use agency_core::dates::moscow_second;
use agency_core::words::plural;
use chrono::{DateTime, Utc};

/// The pages, A4.
pub(super) fn sheets(protocol: &Protocol) -> Vec<Sheet> {
    let geometry = Geometry::A4;
    let footer = shown(&format!("Протокол подписания договора №\u{a0}{}", protocol.contract_number));
    paginate(slabs(&blocks(protocol), geometry.width(), &Seals::default()), &geometry, &footer).sheets
}

fn blocks(protocol: &Protocol) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(plain("ПРОТОКОЛ ПОДПИСАНИЯ")),
        Block::Centered(plain("Документ подписан простой электронной подписью — кодом из СМС")),
        document(protocol),
        Block::Subheading(plain("Стороны")),
        Block::Columns(party("Турагент", &protocol.agency), party("Заказчик", &protocol.customer)),
        Block::Subheading(plain("События")),
        events(protocol),
    ];
    if !protocol.sms.is_empty() {
        blocks.extend([Block::Subheading(plain("Сообщения СМС")), sms(protocol)]);
    }
    if !protocol.consents.is_empty() {
        blocks.extend([Block::Subheading(plain("Согласия заказчика")), consents(protocol)]);
    }
    blocks.push(Block::Subheading(plain("Как проверить документ")));
    blocks.extend(how_to_verify(protocol));
    blocks
}

fn document(protocol: &Protocol) -> Block {
    let bytes = protocol.original_bytes;
    fields(&[
        ("Документ", protocol.title.clone()),
        ("Договор и заявка", format!("договор № {}, заявка № {}", protocol.contract_number, protocol.order_number)),
        ("Номер подписания", protocol.signing_id.clone()),
        ("Страниц в исходном документе", protocol.original_pages.to_string()),
        ("Длина исходного документа", format!("{bytes} {}", plural(bytes, "байт", "байта", "байт"))),
        ("SHA-256 исходного документа", protocol.original_sha256.clone()),
        ("Последняя запись журнала", protocol.chain_head.clone()),
        ("Версия программы", protocol.app_version.clone()),
    ])
}

fn party(name: &str, party: &ProtocolParty) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(vec![Run::new(Face::Bold, name)])];
    blocks.extend(party.lines.iter().map(|(label, value)| Block::Paragraph(plain(&format!("{label}: {value}")))));
    blocks
}

fn events(protocol: &Protocol) -> Block {
    let rows = protocol.events.iter().enumerate().map(|(index, event)| {
        let origin: Vec<&str> = [event.address.as_deref(), event.device.as_deref()].into_iter().flatten().collect();
        vec![
            (index + 1).to_string(),
            format!("{}\n{}", moscow_second(event.at), utc(event.at)),
            event.what.clone(),
            if origin.is_empty() { "—".into() } else { origin.join("\n") },
        ]
    });
    table(&[5.0, 24.0, 37.0, 34.0], &["№", "Время", "Событие", "Адрес и устройство"], rows)
}

fn sms(protocol: &Protocol) -> Block {
    let rows = protocol.sms.iter().map(|sms| {
        let id = sms.message_id.as_deref().unwrap_or("—");
        vec![
            format!("{}\n№\u{a0}{id}", sms.service),
            format!("{}\n{}", moscow_second(sms.sent_at), utc(sms.sent_at)),
            sms.outcome.clone(),
            sms.masked_text.clone(),
        ]
    });
    table(&[18.0, 24.0, 20.0, 38.0], &["Сервис", "Отправлено", "Исход", "Текст, код скрыт"], rows)
}

fn consents(protocol: &Protocol) -> Block {
    let rows = protocol.consents.iter().map(|consent| {
        vec![
            format!("{}\nSHA-256 текста: {}", consent.text, consent.text_sha256),
            format!("{}\n{}", moscow_second(consent.given_at), utc(consent.given_at)),
        ]
    });
    table(&[76.0, 24.0], &["Текст, рядом с которым поставлена отметка", "Время"], rows)
}

fn how_to_verify(protocol: &Protocol) -> Vec<Block> {
    let bytes = protocol.original_bytes;
    let command = |system: &str, hash: &str| {
        vec![
            Run::new(Face::Regular, format!("{system}: ")),
            Run::new(Face::Bold, format!("head -c {bytes} файл.pdf | {hash}")),
        ]
    };
    vec![
        Block::Paragraph(plain(&format!(
            "Первые {bytes} {} этого файла — исходный документ, который видел и подписал заказчик. Их SHA-256 должна \
             совпасть с указанной выше. Проверка без интернета и без нашей программы:",
            plural(bytes, "байт", "байта", "байт")
        ))),
        Block::Item(command("Linux", "sha256sum")),
        Block::Item(command("macOS", "shasum -a 256")),
        Block::Paragraph(plain(
            "Журнал событий подписания хранит агентство; каждая запись содержит SHA-256 предыдущей. Последняя запись \
             перед этим протоколом указана в начале. Время указано по часам сервера подписания, метка времени \
             внешнего центра не запрашивалась.",
        )),
    ]
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%d.%m.%Y %H:%M:%S UTC").to_string()
}

/// Text in the regular face; each line of it stays a line.
fn plain(text: &str) -> Vec<Run> {
    let text: Vec<String> = text.split('\n').map(shown).collect();
    vec![Run::new(Face::Regular, text.join("\n"))]
}

fn fields(rows: &[(&str, String)]) -> Block {
    let rows = rows.iter().map(|(label, value)| vec![plain(label), plain(value)]).collect();
    Block::Table(Table { widths: vec![29.0, 71.0], has_header: false, rows })
}

fn table(widths: &[f32], header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Block {
    let header = header.iter().map(|cell| plain(cell)).collect();
    let rows = rows.map(|row| row.iter().map(|cell| plain(cell)).collect());
    let rows = std::iter::once(header).chain(rows).collect();
    Block::Table(Table { widths: widths.to_vec(), has_header: true, rows })
}
