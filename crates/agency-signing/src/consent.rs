//! What the customer ticks before signing: exact texts and their hashes.

use crate::hex::sha256_hex;
use crate::terms::Terms;
use agency_core::dates::short_date;
use agency_core::words::plural;
use serde::{Deserialize, Serialize};

/// Version of the texts below; a change of wording changes it.
pub const TEXT_VERSION: &str = "2026-11";

/// One tick with the text beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Key: `ack.esign`, `ack.read`, `ack.safety`, `ack.on_behalf`.
    pub key: String,
    /// The text shown.
    pub text: String,
    /// SHA-256 of the text in UTF-8, lower-case hex.
    pub sha256: String,
}

impl Consent {
    fn new(key: &str, text: String) -> Self {
        Self { key: key.to_owned(), sha256: sha256_hex(text.as_bytes()), text }
    }
}

/// The ticks these terms require, each its own act; none may be given in advance.
/// Phones are masked: the texts go into the evidence.
pub fn consents(terms: &Terms) -> Vec<Consent> {
    let phone = terms.customer.phone.masked();
    let pages = terms.document.pages;
    let mut all = vec![
        Consent::new(
            "ack.esign",
            "Согласен(на) подписать договор простой электронной подписью — кодом из СМС. \
             С соглашением об электронной подписи ознакомлен(а)."
                .to_owned(),
        ),
        Consent::new(
            "ack.read",
            format!(
                "Я, {name}, прочитал(а) договор №\u{a0}{number} от {date} на сумму {sum}\u{a0}₽ \
                 с приложениями ({pages}\u{a0}{word}) и принимаю его условия. Ввод кода из СМС, отправленной на номер \
                 {phone}, — моя простая электронная подпись, равнозначная собственноручной.",
                name = terms.customer.name,
                number = terms.contract_number,
                date = short_date(terms.contract_date),
                sum = terms.total.short(),
                word = plural(u64::from(pages), "страница", "страницы", "страниц"),
            ),
        ),
        Consent::new(
            "ack.safety",
            "Получил(а) памятку туриста: сведения о правилах въезда и выезда, безопасности, медицинской помощи и \
             страховании, таможенных правилах и обычаях страны пребывания."
                .to_owned(),
        ),
    ];
    if terms.on_behalf {
        all.push(Consent::new(
            "ack.on_behalf",
            "Действую также в интересах других туристов, указанных в договоре, и имею на это полномочия.".to_owned(),
        ));
    }
    all
}

/// «Соглашение об использовании простой электронной подписи» as paragraphs:
/// 63-ФЗ ст. 6 ч. 2 and ст. 9 want the rules of determining the signer and the
/// duty to keep the key confidential.
pub fn agreement(terms: &Terms) -> Vec<String> {
    let agency = &terms.agency.name;
    let customer = &terms.customer.name;
    let phone = terms.customer.phone.masked();
    vec![
        format!(
            "{agency} (агентство) и {customer} (заказчик) договариваются, что документы по договору №\u{a0}{number}, \
             подписанные простой электронной подписью заказчика по правилам этого соглашения, равнозначны документам \
             на бумаге с его собственноручной подписью (статьи 6 и 9 Федерального закона №\u{a0}63-ФЗ \
             «Об электронной подписи»).",
            number = terms.contract_number,
        ),
        format!(
            "Ключ простой электронной подписи — одноразовый цифровой код из СМС, отправленной на номер {phone}. \
             Заказчик сам сообщил этот номер агентству и подтверждает, что пользуется им лично."
        ),
        "Кто подписал документ, определяется по совокупности записей: имя и документ заказчика, его номер телефона и \
         адрес почты, ссылка из письма, контрольная сумма SHA-256 документа, отправленный и введённый код, дата и \
         время, сетевой адрес и сведения о браузере. Записи хранятся в защищённом от изменения журнале; выписка из \
         него — протокол подписания — последняя страница подписанного файла."
            .to_owned(),
        "Заказчик хранит код в тайне, не передаёт телефон и код другим людям и сразу сообщает агентству о потере \
         телефона или смене номера. Сотрудники агентства не видят код и никогда его не спрашивают."
            .to_owned(),
        "Документ подписан в момент успешной проверки кода. Подписанный файл отправляется на адрес почты заказчика и \
         доступен по ссылке из письма."
            .to_owned(),
        "Неизменность документа проверяется по его контрольной сумме SHA-256, указанной в протоколе. Если заказчик \
         считает, что не подписывал документ, он обращается в агентство; спор решается на основании протокола и \
         журнала."
            .to_owned(),
        "Заказчик может отказаться от электронной формы и подписать договор на бумаге на тех же условиях.".to_owned(),
    ]
}

/// SHA-256 of the agreement: its paragraphs joined by a line feed.
pub fn agreement_sha256(terms: &Terms) -> String {
    sha256_hex(agreement(terms).join("\n").as_bytes())
}
