//! Tables as agencies bring them.

use agency_core::Money;
use agency_documents::sheet::{Cell, Column, Epoch, Kind, Limits, Refusal, Sheet, Value, read, write};
use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

/// The workbook with parts of its files changed.
fn edited(book: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("XML");
        out.start_file(&*name, SimpleFileOptions::default()).expect("an entry");
        out.write_all(change(&name, text).as_bytes()).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

fn all(bytes: &[u8]) -> Result<Sheet, Refusal> {
    read(bytes, &Limits::default())
}

fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let cells = |row: &agency_documents::sheet::Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    sheet.rows.iter().map(|row| (row.number, cells(row))).collect()
}

#[test]
fn every_kind_of_cell_is_read_and_empty_rows_keep_their_numbers() {
    let bytes = workbook(|sheet| {
        let date = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write(0, 0, " ФИО ").expect("cell");
        sheet.write(3, 0, "Семёнова Анна").expect("cell");
        sheet.write(3, 1, 79066805555_f64).expect("cell");
        sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(1985, 3, 6).expect("day"), &date).expect("cell");
        sheet.write_formula(3, 3, Formula::new("=1+1").set_result("2")).expect("cell");
        sheet.write_formula(3, 4, Formula::new("=1/0").set_result("#DIV/0!")).expect("cell");
        sheet.write(3, 5, true).expect("cell");
        sheet.write(3, 6, 1250.5).expect("cell");
        sheet.write(3, 7, "   ").expect("cell");
    });
    let sheet = all(&bytes).expect("a table");
    let expected = ["Семёнова Анна", "79066805555", "06.03.1985", "2", "#DIV/0!", "да", "1250.5"];
    assert_eq!(texts(&sheet), [(1, vec!["ФИО".to_owned()]), (4, expected.map(str::to_owned).to_vec())]);
    assert_eq!(sheet.rows[1].cell(2).date(sheet.epoch), Some(day("1985-03-06")));
    assert!(matches!(sheet.rows[1].cell(4), Cell::Error(_)));
    assert_eq!(sheet.rows[1].cell(99), &Cell::Empty);
    assert_eq!(sheet.width(), 7);
}

#[test]
fn a_value_fills_its_merged_area() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "Клиенты агентства", &plain).expect("merge");
        sheet.merge_range(1, 0, 2, 0, "Семёновы", &plain).expect("merge");
        sheet.write(1, 1, "Анна").expect("cell");
        sheet.write(2, 1, "Пётр").expect("cell");
    });
    let rows: Vec<String> = texts(&all(&bytes).expect("a table")).into_iter().map(|(_, row)| row.join("|")).collect();
    assert_eq!(rows, ["Клиенты агентства|Клиенты агентства|Клиенты агентства", "Семёновы|Анна", "Семёновы|Пётр"]);
}

#[rstest]
#[case(Epoch::Year1900, 31_112.0)]
#[case(Epoch::Year1904, 29_650.0)]
fn serial_numbers_are_days_of_their_epoch(#[case] epoch: Epoch, #[case] serial: f64) {
    let plain = workbook(|sheet| {
        sheet.write_number_with_format(0, 0, serial, &Format::new().set_num_format("dd.mm.yyyy")).expect("cell");
        sheet.write(0, 1, serial).expect("cell");
        sheet.write(0, 2, "06.03.1985").expect("cell");
        sheet.write(0, 3, 1985).expect("cell");
    });
    let bytes = match epoch {
        Epoch::Year1900 => plain,
        Epoch::Year1904 => edited(&plain, |_, xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")),
    };
    let sheet = all(&bytes).expect("a table");
    assert_eq!(sheet.epoch, epoch);
    let days: Vec<_> = (0..4).map(|column| sheet.rows[0].cell(column).date(sheet.epoch)).collect();
    assert_eq!(days, [Some(day("1985-03-06")), Some(day("1985-03-06")), Some(day("1985-03-06")), None]);
}

#[test]
fn the_first_visible_sheet_with_something_in_it_is_taken() {
    let mut book = Workbook::new();
    book.add_worksheet().set_hidden(true).write(0, 0, "служебное").expect("cell");
    book.add_worksheet();
    book.add_worksheet().set_active(true).write(0, 0, "клиенты").expect("cell");
    let sheet = all(&book.save_to_buffer().expect("a workbook")).expect("a table");
    assert_eq!(texts(&sheet), [(1, vec!["клиенты".to_owned()])]);
}

#[test]
fn two_hundred_columns_are_read_and_one_more_is_refused_with_its_row() {
    let wide = |columns: u16| {
        workbook(|sheet| {
            sheet.write(0, 0, "первый").expect("cell");
            for column in 0..columns {
                sheet.write(6, column, column).expect("cell");
            }
        })
    };
    assert_eq!(all(&wide(200)).expect("a table").width(), 200);
    let refusal = all(&wide(201)).expect_err("too wide");
    assert_eq!(refusal, Refusal::TooManyColumns { row: 7, limit: 200 });
    assert!(refusal.reason().starts_with("В строке 7 "));
}

#[test]
fn a_hundred_thousand_rows_are_read_and_more_are_refused_with_the_row() {
    let columns = [
        Column { title: "ФИО", kind: Kind::Text, width: 30 },
        Column { title: "Телефон", kind: Kind::Text, width: 16 },
        Column { title: "Рождение", kind: Kind::Date, width: 12 },
    ];
    let long = |rows: u32| {
        let row = |n: u32| vec![format!("Клиент {n}").into(), format!("+7900{n:07}").into(), day("1985-03-06").into()];
        write("Клиенты", &columns, (0..rows).map(row)).expect("a workbook")
    };
    let sheet = all(&long(100_000)).expect("a table");
    assert_eq!(sheet.rows.len(), 100_001);
    assert_eq!(sheet.rows[100_000].cell(0).text(), "Клиент 99999");
    assert_eq!(all(&long(100_001)), Err(Refusal::TooManyRows { row: 100_002, limit: 100_001 }));
}

#[test]
fn a_zip_bomb_is_refused_even_when_its_directory_lies() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let book = workbook(|sheet| {
        sheet.write(0, 0, "a").expect("cell");
    });
    let bomb = edited(&book, |name, xml| {
        if name.ends_with("sheet1.xml") {
            xml.replace("<sheetData>", &format!("<!--{}--><sheetData>", " ".repeat(8 << 20)))
        } else {
            xml
        }
    });
    assert!(bomb.len() < 200_000, "it is small on disk");
    assert_eq!(read(&bomb, &limits), Err(Refusal::UnpackedTooBig));
    let mut liar = bomb;
    let mut at = 0;
    while let Some(found) = liar[at..].windows(4).position(|window| window == b"PK\x01\x02") {
        at += found;
        liar[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
        at += 4;
    }
    assert!(matches!(read(&liar, &limits), Err(Refusal::UnpackedTooBig | Refusal::Damaged(_))));
}

#[rstest]
#[case(vec![0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F'], Refusal::NotATable("картинка JPEG"))]
#[case(b"%PDF-1.7 ...".to_vec(), Refusal::NotATable("документ PDF"))]
#[case(b"\x00\x01\x02\x03".to_vec(), Refusal::NotATable("файл другой программы"))]
#[case(b"  <html><table>".to_vec(), Refusal::WebPage)]
#[case(b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), Refusal::WebPage)]
#[case(b"PK\x03\x04 cut".to_vec(), Refusal::Damaged(None))]
#[case(b"\xd0\xcf\x11\xe0 cut".to_vec(), Refusal::Damaged(None))]
#[case([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat(), Refusal::Encrypted)]
#[case(Vec::new(), Refusal::Empty)]
#[case(b" ; ;\n;;\n".to_vec(), Refusal::Empty)]
fn other_files_are_refused_with_a_reason(#[case] bytes: Vec<u8>, #[case] refusal: Refusal) {
    assert_eq!(all(&bytes), Err(refusal.clone()));
    assert!(refusal.reason().ends_with('.'));
}

#[test]
fn an_archive_of_something_else_is_no_table() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("фото.txt", SimpleFileOptions::default()).expect("an entry");
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(matches!(all(&bytes), Err(Refusal::NotATable(_))));
}

#[test]
fn a_workbook_damaged_in_the_middle_says_after_which_row() {
    let book = workbook(|sheet| {
        for row in 0..9 {
            sheet.write(row, 0, row).expect("cell");
        }
    });
    let broken = edited(
        &book,
        |name, xml| {
            if name.ends_with("sheet1.xml") { xml.replace("r=\"A6\"", "r=\"1 2\"") } else { xml }
        },
    );
    assert_eq!(all(&broken), Err(Refusal::Damaged(Some(5))));
}

#[rstest]
#[case("ФИО;Телефон\nСемёнова;8 906".as_bytes().to_vec())]
#[case("\u{feff}ФИО,Телефон\r\nСемёнова,8 906\r\n".as_bytes().to_vec())]
#[case("sep=;\r\nФИО;Телефон\r\n\"Семёнова\";8 906\r\n".as_bytes().to_vec())]
#[case("ФИО\tТелефон\nСемёнова\t8 906".as_bytes().to_vec())]
#[case(encoding_rs::WINDOWS_1251.encode("ФИО;Телефон\r\nСемёнова;8 906\r\n").0.into_owned())]
#[case([vec![0xff, 0xfe], "ФИО\tТелефон\r\nСемёнова\t8 906".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat())]
fn csv_is_read_in_every_usual_encoding_and_with_every_separator(#[case] bytes: Vec<u8>) {
    let rows: Vec<String> = texts(&all(&bytes).expect("a table")).into_iter().map(|(_, row)| row.join("|")).collect();
    assert_eq!(rows, ["ФИО|Телефон", "Семёнова|8 906"]);
}

#[rstest]
#[case("\n")]
#[case("\r\n")]
fn rows_of_a_csv_are_numbered_as_in_excel(#[case] newline: &str) {
    let text = "имя;заметка\n\n\nАнна;\"две\nстроки\"\n\nПётр;одна".replace('\n', newline);
    let numbers: Vec<u32> = all(text.as_bytes()).expect("a table").rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 4, 6]);
}

#[test]
fn a_quote_that_is_never_closed_is_refused_with_its_row() {
    let text = format!("имя;заметка\nАнна;\"начало\n{}", "Пётр;текст\n".repeat(5000));
    assert_eq!(all(text.as_bytes()), Err(Refusal::TextTooLong(2)));
}

#[test]
fn what_is_written_is_read_back_and_no_text_becomes_a_formula() {
    let columns = [
        Column { title: "=ФИО", kind: Kind::Text, width: 30 },
        Column { title: "Рождение", kind: Kind::Date, width: 12 },
        Column { title: "Сумма", kind: Kind::Money, width: 14 },
        Column { title: "Заявок", kind: Kind::Integer, width: 8 },
    ];
    let rows = [
        vec!["=HYPERLINK(\"http://x\")".into(), day("1985-03-06").into(), Money(12_500_050).into(), 3_u32.into()],
        vec!["+7 906 680-55-55".into(), day("1812-09-07").into(), Value::Empty, Value::Empty],
    ];
    let bytes = write("Клиенты: [все]/новые?", &columns, rows).expect("a workbook");
    let sheet = all(&bytes).expect("a table");
    let rows: Vec<String> = texts(&sheet).into_iter().map(|(_, row)| row.join("|")).collect();
    assert_eq!(
        rows,
        ["=ФИО|Рождение|Сумма|Заявок", "=HYPERLINK(\"http://x\")|06.03.1985|125000.5|3", "+7 906 680-55-55|07.09.1812"]
    );
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("the sheet").read_to_string(&mut xml).expect("XML");
    assert!(!xml.contains("<f>"), "no formulas");
    assert!(xml.contains("<autoFilter ref=\"A1:D3\"") && xml.contains("state=\"frozen\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A damaged file is read or refused, and never stops the program.
    #[test]
    fn any_damage_is_refused_or_read(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let mut bytes = workbook(|sheet| {
            for row in 0..20 {
                sheet.write(row, 0, format!("Клиент {row}")).expect("cell");
                sheet.write(row, 1, row).expect("cell");
            }
        });
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = all(&bytes);
    }

    #[test]
    fn any_text_is_a_csv_or_refused(text in "[а-яА-Я;,\t\"\n ]{0,200}") {
        if let Ok(sheet) = all(text.as_bytes()) {
            prop_assert!(sheet.rows.iter().all(|row| !row.cells.is_empty()));
        }
    }
}
