//! What a template sees: the order, the agency and a few computed names.
//!
//! Keys are the field names of agency-core (`contract.number`,
//! `customer.document.issued_by`, `price.total`), sums are kopecks and dates
//! ISO texts for the filters. Added to them:
//! `order.number`, `contract.booking_status` in words, `customer.full_name`, `customer.signs_as`,
//! `customer.signer_phone`, `customer.signer_email`, `customer.is_person`,
//! `customer.is_organisation`, `customer.living_address`,
//! `customer.is_male`, `customer.is_female`, the same name and
//! `latin_name`, `gender`, `visa` in words for each of `tourists`;
//! `document.name` and `document.full_number` for every document;
//! `tour.kind` in words, `tour.is_outbound`, `tour.nights`; `price.method` in
//! words, `price.balance`; `services.<kind>` lists and
//! `services.not_included.<kind>`, `nights` of each accommodation,
//! `insured` names of each policy; `operator.guarantees[].name`;
//! `agency.is_organisation`.

use agency_core::order::TourKind;
use agency_core::services::{ServiceDetails, ServiceKind};
use agency_core::{
    Agency, BookingStatus, CustomerKind, Gender, GuaranteeKind, IdentityDocument, LegalForm, Order, Organisation,
    PaymentMethod, TourOperator, Tourist, Visa,
};
use serde_json::{Map, Value as Json, json};

/// The tree of names every order has; lists are empty.
pub(super) fn names() -> Json {
    let order = Order::empty(agency_core::ids::OrderId(Default::default()), "");
    of(&order, &Agency::default())
}

/// Whether a dotted name is in the tree.
pub(super) fn resolves(tree: &Json, name: &str) -> bool {
    name.split('.').try_fold(tree, |node, key| node.get(key)).is_some()
}

/// The values of one order.
pub(super) fn of(order: &Order, agency: &Agency) -> Json {
    json!({
        "order": { "number": order.number, "manager": order.manager },
        "contract": with(
            &order.contract,
            json!({ "booking_status": order.contract.booking_status.map(BookingStatus::label) }),
        ),
        "customer": customer(order),
        "tourists": order.tourists.iter().map(tourist).collect::<Vec<_>>(),
        "tour": tour(order),
        "services": services(order),
        "price": price(order),
        "operator": operator(order.operator.as_ref()),
        "agency": with(agency, json!({ "is_organisation": agency.form == LegalForm::Organisation })),
    })
}

/// A serialised value with more keys.
fn with(value: &impl serde::Serialize, more: Json) -> Json {
    let mut object = serde_json::to_value(value).expect("domain types have only text keys");
    if let (Json::Object(object), Json::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

fn customer(order: &Order) -> Json {
    let customer = &order.customer;
    with(
        customer,
        json!({
            "full_name": customer.full_name(),
            "is_person": customer.kind == CustomerKind::Person,
            "is_organisation": customer.kind == CustomerKind::Organisation,
            "signs_as": customer.signs_as(),
            "signer_phone": customer.signer_phone(),
            "signer_email": customer.signer_email(),
            "organisation": organisation(&customer.organisation),
            "living_address": customer.living_address(),
            "is_male": customer.gender == Some(Gender::Male),
            "is_female": customer.gender == Some(Gender::Female),
            "document": document(&customer.document),
        }),
    )
}

/// The post address is the legal one while no other is given.
fn organisation(organisation: &Organisation) -> Json {
    let post = [&organisation.post_address, &organisation.legal_address].map(|address| address.trim());
    with(organisation, json!({ "post_address": post.into_iter().find(|address| !address.is_empty()) }))
}

fn tourist(tourist: &Tourist) -> Json {
    let gender = match tourist.gender {
        Some(Gender::Male) => "М",
        Some(Gender::Female) => "Ж",
        None => "",
    };
    with(
        tourist,
        json!({
            "full_name": tourist.full_name(),
            "latin_name": tourist.latin_name(),
            "gender": gender,
            "visa": tourist.visa.map(Visa::label),
            "document": document(&tourist.document),
        }),
    )
}

fn document(document: &IdentityDocument) -> Json {
    with(document, json!({ "name": document.kind.label(), "full_number": document.series_and_number() }))
}

fn tour(order: &Order) -> Json {
    let tour = &order.tour;
    with(
        tour,
        json!({
            "kind": tour.kind.map(TourKind::label),
            "is_outbound": tour.kind == Some(TourKind::Outbound),
            "nights": tour.nights(),
        }),
    )
}

fn price(order: &Order) -> Json {
    let price = &order.price;
    with(price, json!({ "method": price.method.map(PaymentMethod::label), "balance": price.balance() }))
}

fn services(order: &Order) -> Json {
    let mut services = Map::new();
    let mut not_included = Map::new();
    for kind in ServiceKind::ALL {
        let list = order.services_of(kind).map(|service| fields(order, &service.details)).collect::<Vec<_>>();
        services.insert(kind.key().into(), list.into());
        not_included.insert(kind.key().into(), order.services_not_included.contains(&kind).into());
    }
    services.insert("not_included".into(), not_included.into());
    services.into()
}

fn fields(order: &Order, details: &ServiceDetails) -> Json {
    match details {
        ServiceDetails::Accommodation(stay) => {
            let nights = stay.check_in.zip(stay.check_out).map(|(from, to)| (to - from).num_days());
            with(details, json!({ "nights": nights }))
        }
        ServiceDetails::Insurance(policy) => {
            let is_insured = |tourist: &&Tourist| policy.insured.contains(&tourist.id);
            let names: Vec<String> = order.tourists.iter().filter(is_insured).map(Tourist::full_name).collect();
            with(details, json!({ "insured": names.join(", ") }))
        }
        _ => with(details, json!({})),
    }
}

/// The operator's names are there also before one is chosen, so that a
/// template is the same for every order.
fn operator(operator: Option<&TourOperator>) -> Json {
    let empty = TourOperator {
        id: agency_core::ids::OperatorId(Default::default()),
        full_name: String::new(),
        short_name: String::new(),
        registry_number: String::new(),
        inn: String::new(),
        ogrn: String::new(),
        address: String::new(),
        post_address: String::new(),
        phone: String::new(),
        email: String::new(),
        site: String::new(),
        scope: Vec::new(),
        guarantees: Vec::new(),
        association: String::new(),
        personal_liability_fund: String::new(),
        agency_agreement_number: String::new(),
        agency_agreement_date: None,
    };
    let operator = operator.unwrap_or(&empty);
    let guarantees: Vec<Json> = operator
        .guarantees
        .iter()
        .map(|guarantee| with(guarantee, json!({ "name": GuaranteeKind::label(guarantee.kind) })))
        .collect();
    let scope: Vec<&str> = operator.scope.iter().map(|kind| TourKind::label(*kind)).collect();
    with(operator, json!({ "guarantees": guarantees, "scope": scope.join(", ") }))
}
