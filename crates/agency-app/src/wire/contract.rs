//! Contract of an order: check, preview, signing.

use agency_core::check::CheckRow;
use agency_core::ids::OrderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows of «Проверка заполнения договора».
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CheckResult {
    /// Red first, by blocks, then orange, then warnings.
    pub rows: Vec<CheckRow>,
}

/// A preview ready to be looked at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Preview {
    /// «Договор 6083-1234.pdf».
    pub name: String,
    /// Number of pages.
    pub pages: u32,
    /// SHA-256 of the PDF; a page is asked for with it, so pages of two versions are never mixed.
    pub sha256: String,
}

/// Asks for a page of the preview as a picture.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewPage {
    /// The order.
    pub id: OrderId,
    /// From [`Preview`].
    pub sha256: String,
    /// Page, from 0.
    pub page: u32,
    /// Width in pixels, 200…2400.
    pub width: u32,
}

/// A PNG picture.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Picture {
    /// PNG in Base64.
    pub png_base64: String,
}

/// «Подписание электронного договора».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SigningDialog {
    /// ФИО заказчика.
    pub name: String,
    /// Phone as it will be used, or as typed while it is not right.
    pub phone: String,
    /// E-mail as it will be used, or as typed while it is not right.
    pub email: String,
    /// Why it cannot be sent yet; empty when it can.
    pub blocks: Vec<SigningBlock>,
    /// What the manager should know before sending, in Russian.
    pub notice: Option<String>,
}

/// A reason why the contract cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SigningBlock {
    /// The reason, in Russian.
    pub text: String,
    /// Where it is mended.
    pub place: BlockPlace,
    /// Field of the order, when the place is the order.
    pub anchor: Option<String>,
}

/// Where a reason is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockPlace {
    /// The order's page.
    Order,
    /// «Проверка заполнения договора».
    Check,
    /// «Реквизиты, печать и подпись».
    Agency,
    /// «Интеграции» → «СМС».
    Sms,
    /// «Интеграции» → «Почта».
    Mail,
    /// «Интеграции» → «Подписание договора по СМС»: the portal.
    Portal,
}

/// Takes an envelope back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RevokeSigning {
    /// The order.
    pub id: OrderId,
    /// Why; the tourist sees it.
    pub reason: String,
}

/// The evidence of a signing, as the portal kept it and the program mirrored it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// One JSON record a line, hash-chained.
    pub jsonl: String,
    /// Whether the chain holds.
    pub intact: bool,
}
