//! The check of a sealed file, offline.

use super::record::{self, Record};
use crate::contract::sha256;
use lopdf::{Document, Object};

/// Longest content of a page that is read, bytes; ours is a few thousand.
const MAX_PAGE_TEXT: usize = 8 * 1024 * 1024;

/// What a whole sealed file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealReport {
    /// Identity of the signing.
    pub signing_id: String,
    /// SHA-256 of the original, recomputed, lower-case hex.
    pub original_sha256: String,
    /// Length of the original in bytes.
    pub original_bytes: u64,
    /// SHA-256 of the whole file, lower-case hex.
    pub sha256: String,
    /// Pages with the protocol.
    pub pages: u32,
    /// Pages of the original.
    pub original_pages: u32,
}

/// Why a file is not a whole sealed contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Not a PDF at all.
    #[error("not a PDF")]
    NotPdf,
    /// A PDF without our seal: of somebody else, not yet signed, or cut before the seal.
    #[error("the document has no seal of this program")]
    NotSealed,
    /// The end of the file is missing.
    #[error("the file is cut: {missing} bytes are missing")]
    Cut {
        /// How many.
        missing: u64,
    },
    /// Something was appended after the seal.
    #[error("{extra} bytes were appended after the seal")]
    Appended {
        /// How many.
        extra: u64,
    },
    /// The bytes the customer signed were changed.
    #[error("the signed document was changed")]
    OriginalChanged,
    /// The marks or the protocol were changed.
    #[error("the signing marks or the protocol were changed")]
    MarksChanged,
    /// The record, the catalog and the protocol page do not agree.
    #[error("the protocol does not belong to this document")]
    ProtocolDiffers,
}

impl VerifyError {
    /// The finding for a person.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NotPdf => "Это не документ PDF.",
            Self::NotSealed => "В документе нет отметок о подписании: он не подписан в этой программе или повреждён.",
            Self::Cut { .. } => "Файл обрезан: его конец отсутствует. Возьмите файл из заявки или из письма заново.",
            Self::Appended { .. } => "После подписания к файлу что-то добавили.",
            Self::OriginalChanged => "Текст договора изменён после подписания.",
            Self::MarksChanged => "Отметки о подписании или протокол изменены после подписания.",
            Self::ProtocolDiffers => "Протокол подписания относится к другому документу.",
        }
    }
}

/// Checks a sealed file: hash of the original inside it, hash and length of the
/// whole, and that the protocol page speaks of the same original.
pub fn verify(signed: &[u8]) -> Result<SealReport, VerifyError> {
    if !signed.starts_with(b"%PDF-") {
        return Err(VerifyError::NotPdf);
    }
    let record = record::read(signed).ok_or(VerifyError::NotSealed)?;
    let total = signed.len();
    if total < record.file_bytes {
        return Err(VerifyError::Cut { missing: (record.file_bytes - total) as u64 });
    }
    if total > record.file_bytes {
        return Err(VerifyError::Appended { extra: (total - record.file_bytes) as u64 });
    }
    let original = signed.get(..record.original_bytes).ok_or(VerifyError::MarksChanged)?;
    if sha256(original) != record.original_sha256 {
        return Err(VerifyError::OriginalChanged);
    }
    if record.hash_of(signed) != record.file_sha256 {
        return Err(VerifyError::MarksChanged);
    }
    let (pages, original_pages) = pages(signed, original, &record).ok_or(VerifyError::ProtocolDiffers)?;
    Ok(SealReport {
        signing_id: record.signing_id,
        original_sha256: record.original_sha256,
        original_bytes: record.original_bytes as u64,
        sha256: sha256(signed),
        pages,
        original_pages,
    })
}

/// Page counts, if the catalog names the record and the protocol states its hash.
fn pages(signed: &[u8], original: &[u8], record: &Record) -> Option<(u32, u32)> {
    let document = Document::load_mem(signed).ok()?;
    let seal = document.catalog().ok()?.get(b"AgencySeal").ok()?;
    let seal = document.dereference(seal).ok()?.1.as_dict().ok()?;
    let named = seal.get(b"OriginalSHA256").and_then(Object::as_str).ok()?;
    let count = u32::try_from(document.get_pages().len()).ok()?;
    let before = u32::try_from(Document::load_mem(original).ok()?.get_pages().len()).ok()?;
    let protocol: Vec<u32> = (before + 1..=count).collect();
    let text: String = document.extract_text_with_limit(&protocol, MAX_PAGE_TEXT).ok()?.split_whitespace().collect();
    (named == record.original_sha256.as_bytes() && text.contains(&record.original_sha256)).then_some((count, before))
}

#[cfg(test)]
mod tests {
    use super::super::{SealInput, mark, protocol_pages, record, update};
    use super::*;
    use crate::contract::{RenderInput, render};
    use crate::protocol::{Protocol, ProtocolParty, StampBox};
    use agency_core::ids::OrderId;
    use agency_core::{Agency, Order, Phone};

    /// A protocol of another document, put under a right record: everything
    /// agrees but what the page says.
    #[test]
    fn a_protocol_page_of_another_document_is_found() {
        let id: OrderId = "01a1f803-2c80-7875-bf55-75508d814ddc".parse().expect("an id");
        let at = "2026-11-20T08:13:40Z".parse().expect("a time");
        let contract = render(&RenderInput {
            order: &Order::empty(id, "1"),
            agency: &Agency::default(),
            template: "# Договор\n@signatures Турагент | Заказчик",
            stamp: None,
            signature: None,
            created_at: at,
        })
        .expect("a contract");
        let party = ProtocolParty { lines: Vec::new() };
        let right = Protocol {
            signing_id: "1".into(),
            order_number: "1".into(),
            contract_number: "1".into(),
            title: "Договор".into(),
            original_pages: 1,
            original_sha256: contract.sha256.clone(),
            original_bytes: contract.pdf.len() as u64,
            app_version: "0.1.0".into(),
            agency: party.clone(),
            customer: party,
            events: Vec::new(),
            sms: Vec::new(),
            consents: Vec::new(),
            chain_head: "0".repeat(63) + "1",
        };
        let wrong = Protocol { original_sha256: sha256(b"another"), ..right.clone() };
        let phone = Phone::parse("+79066805555").expect("a phone");
        let mark = StampBox { signed_at: at, code: None, phone, name: "Щербаков Иван".into() };
        for (shown, expected) in [(&right, None), (&wrong, Some(VerifyError::ProtocolDiffers))] {
            let input = SealInput { original: &contract.pdf, places: &contract.places, mark: &mark, protocol: &right };
            let sheet = mark::sheet(&mark, &contract.places).expect("a box");
            let (mut pdf, _) = update::append(&input, sheet, protocol_pages::sheets(shown)).expect("a file");
            record::complete(&mut pdf, contract.pdf.len()).expect("a record");
            assert_eq!(verify(&pdf).err(), expected);
        }
    }
}
