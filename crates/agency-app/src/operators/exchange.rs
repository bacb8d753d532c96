//! The directory as a JSON file, out and in.
//!
//! ```json
//! { "format": "turoffice.operators", "version": 1, "operators": [ { "full_name": "…", … } ] }
//! ```
//! An operator has the fields of [`TourOperator`], sums in kopecks, dates as
//! `2026-09-01`; any field but a name may be missing. `id` is not read: the same
//! operator is told by its register number or ИНН.

use super::{is_twin, put};
use crate::app::App;
use crate::error::{Code, Error};
use crate::payments::today;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::operator::{ImportOutcome, OperatorFile, OperatorImport, OperatorImportRow};
use crate::wire::order::FileContents;
use agency_core::comparison::differences;
use agency_core::ids::OperatorId;
use agency_core::{AuditEntry, AuditKind, TourOperator, dates};
use agency_store::{StoreResult, audit, operators};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const FORMAT: &str = "turoffice.operators";
const VERSION: u32 = 1;
/// The whole federal register is smaller.
const LARGEST_FILE: usize = 16 << 20;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    operators: &'a [TourOperator],
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
    #[serde(default)]
    operators: Option<Vec<Value>>,
}

/// The directory without its archive.
pub(crate) async fn export_operators(app: &App, _: Empty) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    let operators = office
        .write(|write| {
            audit::record(write, &AuditEntry::new(AuditKind::Export, "Выгрузка справочника туроператоров"))?;
            operators::list(write)
        })
        .await?;
    let written = Written { format: FORMAT, version: VERSION, operators: &operators };
    let json = serde_json::to_vec_pretty(&written).map_err(|error| Error::unreadable(&error))?;
    Ok(FileContents {
        name: format!("Туроператоры {}.json", dates::short_date(today)),
        mime: "application/json".into(),
        base64: BASE64_STANDARD.encode(json),
    })
}

/// What an import of the file would do.
pub(crate) async fn preview_operators(app: &App, request: OperatorFile) -> Result<OperatorImport, Error> {
    let records = read(&request.base64)?;
    let known = app.office().await?.read(known).await?;
    Ok(OperatorImport { rows: plan(&records, &known).into_iter().map(|(row, _)| row).collect() })
}

/// Imports the file; all of it is stored, or nothing.
pub(crate) async fn import_operators(app: &App, request: OperatorFile) -> Result<OperatorImport, Error> {
    let records = read(&request.base64)?;
    let rows = app
        .office()
        .await?
        .write(move |write| {
            let planned = plan(&records, &known(write)?);
            for (_, operator) in &planned {
                if let Some(operator) = operator {
                    put(write, operator)?;
                }
            }
            Ok(planned.into_iter().map(|(row, _)| row).collect())
        })
        .await?;
    app.bus.stale(&[Tag::Operators]);
    Ok(OperatorImport { rows })
}

fn known(read: &agency_store::Read<'_>) -> StoreResult<Vec<TourOperator>> {
    Ok(operators::cards(read)?.into_iter().map(|card| card.operator).collect())
}

/// Records of a file, or why it is not taken.
fn read(base64: &str) -> Result<Vec<Value>, Error> {
    let refused = |reason: String| {
        Error::new(Code::Invalid)
            .with(reason)
            .advising("Нужен файл JSON, выгруженный кнопкой «Выгрузить» в справочнике туроператоров.")
    };
    if base64.len() > LARGEST_FILE {
        return Err(refused("Файл слишком большой.".into()));
    }
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| refused("Файл передан не целиком.".into()))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| {
        refused(if error.is_data() {
            "Это JSON другого вида: в нём нет справочника туроператоров.".into()
        } else {
            format!("Это не JSON: ошибка в строке {}, знак {}.", error.line(), error.column())
        })
    })?;
    if envelope.format != FORMAT {
        return Err(refused("Это JSON другого вида: в нём нет справочника туроператоров.".into()));
    }
    if envelope.version != VERSION {
        let text =
            format!("Версия файла {}, а программа читает версию {VERSION}. Обновите программу.", envelope.version);
        return Err(refused(text));
    }
    envelope.operators.ok_or_else(|| refused("В файле нет списка operators.".into()))
}

type Planned = (OperatorImportRow, Option<TourOperator>);

/// What to do with each record; a record that repeats an earlier one is left out.
fn plan(records: &[Value], known: &[TourOperator]) -> Vec<Planned> {
    let mut taken: Vec<TourOperator> = Vec::new();
    let mut planned = Vec::new();
    for (place, record) in (1..).zip(records) {
        let (row, operator) = one(place, record, known, &taken);
        if row.outcome != ImportOutcome::Refused
            && let Ok(operator) = parse(record)
        {
            taken.push(operator);
        }
        planned.push((row, operator));
    }
    planned
}

fn one(place: u32, record: &Value, known: &[TourOperator], taken: &[TourOperator]) -> Planned {
    let row = |name: &str, outcome| OperatorImportRow {
        place,
        name: name.to_owned(),
        outcome,
        reason: String::new(),
        changes: Vec::new(),
    };
    let refused = |name: &str, reason: &str| {
        (OperatorImportRow { reason: reason.to_owned(), ..row(name, ImportOutcome::Refused) }, None)
    };
    let operator = match parse(record) {
        Ok(operator) => operator,
        Err(reason) => return refused("", &reason),
    };
    let name = operator.name().to_owned();
    if name.is_empty() {
        return refused("", "Нет наименования: нужно full_name или short_name.");
    }
    if taken.iter().any(|other| is_twin(other, &operator)) {
        return refused(&name, "Повторяет запись выше: тот же номер в реестре или ИНН.");
    }
    let twins: Vec<&TourOperator> = known.iter().filter(|other| is_twin(other, &operator)).collect();
    match twins.as_slice() {
        [] => (row(&name, ImportOutcome::Added), Some(TourOperator { id: OperatorId::new(), ..operator })),
        [twin] => {
            let renewed = TourOperator { id: twin.id, ..operator };
            let changes = differences(twin, &renewed);
            if changes.is_empty() {
                return (row(&name, ImportOutcome::Same), None);
            }
            (OperatorImportRow { changes, ..row(&name, ImportOutcome::Changed) }, Some(renewed))
        }
        [one, other, ..] => refused(
            &name,
            &format!("Номер в реестре и ИНН принадлежат разным карточкам: {} и {}.", one.name(), other.name()),
        ),
    }
}

/// Reads a record; its id does not count, so any is put in.
fn parse(record: &Value) -> Result<TourOperator, String> {
    let mut record = record.clone();
    let Value::Object(fields) = &mut record else {
        return Err("Запись не похожа на туроператора.".into());
    };
    fields.insert("id".into(), Value::String(OperatorId::new().to_string()));
    serde_json::from_value(record).map_err(|error| {
        // the message names the field's kind and place, never more than the file itself
        format!("Поле заполнено неверно: {error}.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    fn file(text: &str) -> String {
        BASE64_STANDARD.encode(text)
    }

    #[rstest]
    #[case("{", "Это не JSON")]
    #[case("PK\u{3}\u{4}", "Это не JSON")]
    #[case("", "Это не JSON")]
    #[case("[]", "другого вида")]
    #[case("{}", "другого вида")]
    #[case(r#"{"format":"turoffice.orders","version":1,"operators":[]}"#, "другого вида")]
    #[case(r#"{"format":"turoffice.operators","version":2,"operators":[]}"#, "Версия файла 2")]
    #[case(r#"{"format":"turoffice.operators","version":1}"#, "нет списка")]
    #[case(r#"{"format":"turoffice.operators","version":1,"operators":7}"#, "другого вида")]
    fn a_wrong_file_is_refused_with_the_reason(#[case] text: &str, #[case] reason: &str) {
        let error = read(&file(text)).expect_err("refused");
        assert!(error.details[0].contains(reason), "{}", error.details[0]);
    }

    #[test]
    fn records_are_added_changed_left_or_refused() {
        let known: Vec<TourOperator> = [("А", "РТО 000001", "1"), ("Б", "РТО 000002", "2"), ("В", "РТО 000003", "3")]
            .map(|(name, number, inn)| TourOperator {
                short_name: name.into(),
                registry_number: number.into(),
                inn: inn.into(),
                ..TourOperator::empty(OperatorId::new())
            })
            .into();
        let records = [
            json!({ "short_name": "А", "registry_number": "РТО 000001", "inn": "1" }),
            json!({ "short_name": "Б", "registry_number": "рто000002", "inn": "2", "phone": "1" }),
            json!({ "short_name": "Г", "inn": "9" }),
            json!({ "short_name": "Г ещё раз", "inn": " 9 " }),
            json!({ "short_name": "Д", "registry_number": "РТО 000001", "inn": "3" }),
            json!({ "phone": "8" }),
            json!({ "short_name": "Е", "guarantees": [{ "amount": "много" }] }),
            json!(7),
        ];
        let planned = plan(&records, &known);
        use ImportOutcome::{Added, Changed, Refused, Same};
        let outcomes: Vec<ImportOutcome> = planned.iter().map(|(row, _)| row.outcome).collect();
        assert_eq!(outcomes, [Same, Changed, Added, Refused, Refused, Refused, Refused, Refused]);
        assert_eq!(planned[1].1.as_ref().map(|operator| operator.id), Some(known[1].id), "the card keeps its identity");
        assert!(!planned[1].0.changes.is_empty());
        for (row, operator) in &planned {
            let is_stored = matches!(row.outcome, Added | Changed);
            assert_eq!((operator.is_some(), row.reason.is_empty()), (is_stored, row.outcome != Refused), "{row:?}");
        }
    }
}
