//! Квитанция: what a tourist gets for a payment.

use crate::contract::{RenderError, Sealed, sealed};
use crate::images::PreparedImage;
use crate::template;
use agency_core::finance::Payment;
use agency_core::{Agency, Order, PaymentMethod};
use chrono::{DateTime, Utc};
use serde_json::json;

/// All that a receipt is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptInput<'a> {
    /// Number of the receipt.
    pub number: u32,
    /// The payment: from the tourist.
    pub payment: &'a Payment,
    /// Its order.
    pub order: &'a Order,
    /// The agency that took the money.
    pub agency: &'a Agency,
    /// Stamp of the agency.
    pub stamp: Option<&'a PreparedImage>,
    /// Signature of the agency's signer.
    pub signature: Option<&'a PreparedImage>,
    /// Time written into the document.
    pub created_at: DateTime<Utc>,
}

const TEMPLATE: &str = include_str!("../templates/receipt.txt");

/// Makes the PDF of a receipt. The same input gives the same bytes.
///
/// # Errors
/// A name holds a character the document font lacks, or an image is damaged.
pub fn render(input: &ReceiptInput<'_>) -> Result<Vec<u8>, RenderError> {
    let ReceiptInput { payment, order, agency, .. } = input;
    let fields = json!({
        "organisation": agency.short_name.trim(),
        "requisites": requisites(agency),
        "number": input.number,
        "date": payment.date,
        "payer": order.customer.full_name(),
        "is_cash": payment.method == PaymentMethod::Cash,
        "method": payment.method.label(),
        "basis": basis(order),
        "sum": payment.sum,
        "document": payment.document.trim(),
        "cashier": payment.author.trim(),
    });
    let blocks = template::fill_with(TEMPLATE, fields)?;
    let footer = format!("Квитанция №\u{a0}{}", input.number);
    let seal = Sealed { stamp: input.stamp, signature: input.signature, agency, created_at: input.created_at };
    Ok(sealed(&blocks, &footer, &seal)?.pdf)
}

fn requisites(agency: &Agency) -> String {
    let parts = [("ИНН", &agency.inn), ("КПП", &agency.kpp)];
    let known = parts.into_iter().filter(|(_, value)| !value.trim().is_empty());
    known.map(|(name, value)| format!("{name}\u{a0}{}", value.trim())).collect::<Vec<_>>().join(", ")
}

fn basis(order: &Order) -> String {
    let contract = order.contract.number.trim();
    let order_number = order.number.trim();
    if contract.is_empty() {
        return format!("Оплата по заявке №\u{a0}{order_number}");
    }
    let from =
        order.contract.date.map_or_else(String::new, |date| format!(" от {}", agency_core::dates::short_date(date)));
    format!(
        "Оплата по договору №\u{a0}{contract}{from} о реализации туристского продукта, заявка №\u{a0}{order_number}"
    )
}
