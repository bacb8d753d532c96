//! Unisender's error codes in words a person can act on.

use crate::sms::{RejectKind, reply::Refusal};

/// What a code means and what to do about it.
pub(super) fn meaning(code: &str, said: Option<&str>) -> Refusal {
    match code {
        "invalid_api_key" => Refusal::new(
            RejectKind::Credentials,
            "Unisender не принял API-ключ.",
            "Скопируйте ключ заново в кабинете Unisender: «Настройки → Интеграция и API», и сохраните в «Интеграции → СМС».",
        ),
        "access_denied" => Refusal::new(
            RejectKind::Credentials,
            "Unisender не даёт доступ: API выключен или у ключа нет прав.",
            "Включите доступ к API в кабинете Unisender; на части тарифов его нет.",
        ),
        "not_enough_money" => Refusal::new(
            RejectKind::Money,
            "На счёте Unisender не хватает денег, сообщение не отправлено.",
            "Пополните баланс в кабинете Unisender и отправьте сообщение ещё раз.",
        ),
        "src_invalid" => Refusal::new(
            RejectKind::Forbidden,
            "Unisender не принял имя отправителя.",
            "Проверьте имя в «Интеграции → СМС»: 3–11 латинских букв и цифр, зарегистрировано в кабинете Unisender.",
        ),
        "invalid_arg" => Refusal::new(
            RejectKind::Forbidden,
            "Unisender не принял значение: чаще всего имя отправителя не зарегистрировано.",
            "Зарегистрируйте имя отправителя в кабинете Unisender и дождитесь проверки.",
        ),
        "dest_invalid" => Refusal::new(
            RejectKind::Number,
            "Unisender не принял номер телефона.",
            "Проверьте номер телефона получателя.",
        ),
        "unsubscribed_globally" => Refusal::new(
            RejectKind::Number,
            "Получатель отказался от сообщений через Unisender.",
            "Попросите получателя снять отказ или используйте другой СМС-сервис.",
        ),
        "has_been_sent" => Refusal::new(
            RejectKind::Duplicate,
            "Unisender отклонил повтор: этому номеру сообщение отправлено меньше минуты назад. Первая копия могла быть принята.",
            "Подождите минуту и спросите получателя, пришло ли сообщение; повторяйте, только если не пришло.",
        ),
        "retry_later" => Refusal::new(
            RejectKind::TooOften,
            "Unisender временно не принимает сообщения.",
            "Повторите через несколько минут.",
        ),
        "api_call_limit_exceeded_for_api_key" | "api_call_limit_exceeded_for_ip" => Refusal::new(
            RejectKind::TooOften,
            "Unisender ограничил частоту запросов: их было слишком много за минуту.",
            "Подождите минуту и повторите.",
        ),
        _ => Refusal::new(
            RejectKind::Request,
            match said {
                Some(said) => format!("Unisender отклонил запрос: {said}"),
                None => format!("Unisender отклонил запрос (код {code})."),
            },
            "Посмотрите ответ сервиса в «Истории СМС» и обратитесь в поддержку Unisender.",
        ),
    }
}
