//! Refusals in words.

use agency_core::dates::moscow_minute;
use agency_signing::Refusal;

/// For the manager, as the answer to a call of the desktop.
pub(crate) fn for_agency(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AlreadySigned => "Договор уже подписан заказчиком".into(),
        Refusal::Declined => "Заказчик уже отказался от подписания".into(),
        Refusal::Revoked => "Договор уже отозван".into(),
        Refusal::Expired => "Срок ссылки уже истёк".into(),
        _ => "Сейчас это действие невозможно".into(),
    }
}

/// For the tourist: why no code can be asked for just now. A pause needs no
/// words, the page shows it by itself.
pub(crate) fn why_no_code(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::LinkDailyLimit { until } => Some(format!(
            "За сутки отправлено наибольшее число кодов. Следующий можно запросить {}.",
            moscow_minute(*until)
        )),
        Refusal::PhoneDailyLimit { until } => Some(format!(
            "На этот номер за сутки отправлено наибольшее число кодов. Следующий можно запросить {}.",
            moscow_minute(*until)
        )),
        Refusal::Locked { until } => Some(format!(
            "Ввод закрыт на сутки и откроется снова {}. Если это были не вы, позвоните в агентство.",
            moscow_minute(*until)
        )),
        _ => None,
    }
}
