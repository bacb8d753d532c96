//! Block «Заказчик»: a person, or an organisation with its requisites.

use super::{CheckLevel, Rows};
use crate::{CustomerKind, Order, PaymentMethod};

pub(super) fn check(order: &Order, rows: &mut Rows) {
    match order.customer.kind {
        CustomerKind::Person => person(order, rows),
        CustomerKind::Organisation | CustomerKind::Entrepreneur => organisation(order, rows),
    }
}

fn person(order: &Order, rows: &mut Rows) {
    let customer = &order.customer;
    rows.text(order, "customer.last_name", &customer.last_name);
    rows.text(order, "customer.first_name", &customer.first_name);
    if !customer.no_middle_name {
        rows.text(order, "customer.middle_name", &customer.middle_name);
    }
    rows.known(order, "customer.birth_date", customer.birth_date.is_some());
    rows.text(order, "customer.citizenship", &customer.citizenship);
    rows.text(order, "customer.document.number", &customer.document.number);
    rows.text(order, "customer.document.issued_by", &customer.document.issued_by);
    rows.known(order, "customer.document.issued_on", customer.document.issued_on.is_some());
    rows.text(order, "customer.registration_address", &customer.registration_address);
    if !customer.lives_at_registration {
        rows.text(order, "customer.actual_address", &customer.actual_address);
    }
    rows.text(order, "customer.phone", &customer.phone);
    rows.text(order, "customer.email", &customer.email);
}

fn organisation(order: &Order, rows: &mut Rows) {
    let organisation = &order.customer.organisation;
    let is_entrepreneur = order.customer.kind == CustomerKind::Entrepreneur;
    let by_bank = order.price.method == Some(PaymentMethod::BankTransfer);
    for (key, value, is_required) in [
        ("form", &organisation.form, !is_entrepreneur),
        ("full_name", &organisation.full_name, true),
        ("inn", &organisation.inn, true),
        ("kpp", &organisation.kpp, !is_entrepreneur),
        ("ogrn", &organisation.ogrn, true),
        ("legal_address", &organisation.legal_address, true),
        ("account", &organisation.account, by_bank),
        ("bik", &organisation.bik, by_bank),
        ("bank", &organisation.bank, by_bank),
        ("correspondent_account", &organisation.correspondent_account, by_bank),
        ("signer_name", &organisation.signer_name, true),
        ("signer_name_genitive", &organisation.signer_name_genitive, !is_entrepreneur),
        ("signer_position", &organisation.signer_position, !is_entrepreneur),
        ("signer_position_genitive", &organisation.signer_position_genitive, !is_entrepreneur),
        ("signer_basis", &organisation.signer_basis, !is_entrepreneur),
        ("signer_phone", &organisation.signer_phone, true),
        ("signer_email", &organisation.signer_email, true),
    ] {
        if is_required {
            rows.text(order, &format!("customer.organisation.{key}"), value);
        }
    }
    rows.field(
        order,
        CheckLevel::Warning,
        "customer.kind",
        "Код из СМС — подпись человека: с организацией надёжнее КЭП или бумага; сохраните устав или доверенность",
    );
}
