//! The service's error codes in words a person can act on.

use crate::sms::RejectKind;

pub(super) const UNREACHABLE: &str = "Не удалось связаться с SMSC.ru: сообщение не отправлено.";
pub(super) const CHECK_INTERNET: &str = "Проверьте подключение к интернету и повторите попытку.";
pub(super) const TRY_LATER: &str = "Повторите запрос через несколько минут.";

/// What a code means and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: RejectKind,
    pub(super) message: String,
    pub(super) advice: &'static str,
}

/// A refusal of `send.php`.
pub(super) fn of_message(code: i64) -> Refusal {
    let (kind, message, advice) = match code {
        1 => (
            RejectKind::Request,
            "SMSC.ru не принял запрос: ошибка в параметрах.",
            "Проверьте имя отправителя в «Интеграции → СМС»: до 11 латинских букв и знаков или до 15 цифр.",
        ),
        3 => (
            RejectKind::Money,
            "На счёте SMSC.ru не хватает денег, сообщение не отправлено.",
            "Пополните баланс на сайте smsc.ru и отправьте сообщение ещё раз.",
        ),
        5 => (
            RejectKind::Request,
            "SMSC.ru не принял время отправки.",
            "Проверьте дату и время на компьютере и отправьте сообщение ещё раз.",
        ),
        6 => (
            RejectKind::Forbidden,
            "SMSC.ru запретил сообщение: по тексту или по имени отправителя.",
            "Скорее всего, подключение к SMSC.ru пройдено не полностью. Проверьте на сайте smsc.ru, что договор заключён, \
             имя отправителя создано и разрешено операторами и документы приложены.",
        ),
        7 => (
            RejectKind::Number,
            "SMSC.ru не принял номер телефона: неверный формат.",
            "Проверьте номер телефона получателя.",
        ),
        8 => (
            RejectKind::Number,
            "SMSC.ru не может доставить сообщение на этот номер.",
            "Проверьте номер. Если он верен, имя отправителя может быть не разрешено оператором получателя: посмотрите \
             раздел имён отправителей на сайте smsc.ru.",
        ),
        9 => (
            RejectKind::Duplicate,
            "SMSC.ru отклонил повтор: такое же сообщение отправлено меньше минуты назад или запросов слишком много. \
             Первая копия могла быть принята.",
            "Подождите минуту и спросите получателя, пришло ли сообщение; повторяйте, только если не пришло.",
        ),
        _ => return of_question(code),
    };
    Refusal { kind, message: message.into(), advice }
}

/// A refusal of a script that sends nothing, or one common to all scripts.
pub(super) fn of_question(code: i64) -> Refusal {
    let (kind, message, advice) = match code {
        1 => (
            RejectKind::Request,
            "SMSC.ru не принял запрос: ошибка в параметрах.".into(),
            "Проверьте логин и пароль в «Интеграции → СМС».",
        ),
        2 => (
            RejectKind::Credentials,
            "SMSC.ru не принял логин или пароль, либо вход с этого IP-адреса запрещён.".into(),
            "Проверьте логин и пароль (или пароль для API) в «Интеграции → СМС». Если на сайте smsc.ru задан список \
             разрешённых IP-адресов, добавьте в него адрес офиса.",
        ),
        4 => (
            RejectKind::TooOften,
            "SMSC.ru временно заблокировал IP-адрес офиса из-за частых ошибок.".into(),
            "Исправьте логин и пароль, если они неверны, и повторите через 10–15 минут.",
        ),
        9 => (
            RejectKind::TooOften,
            "SMSC.ru ограничил частоту запросов: их было слишком много за минуту.".into(),
            "Подождите минуту и повторите.",
        ),
        _ => (
            RejectKind::Request,
            format!("SMSC.ru отклонил запрос (код {code})."),
            "Посмотрите ответ сервиса в «Истории СМС» и обратитесь в поддержку SMSC.ru.",
        ),
    };
    Refusal { kind, message, advice }
}
