//! Stream Telecom's REST codes in words a person can act on.

use crate::sms::{RejectKind, reply::Refusal};

/// What a code means and what to do about it.
pub(super) fn meaning(code: &str, said: Option<&str>) -> Refusal {
    let (kind, message, advice) = match code {
        "3" | "4" => (
            RejectKind::Credentials,
            "Stream Telecom не принял логин или пароль.",
            "Проверьте в «Интеграции → СМС» логин и пароль API: его задают в кабинете во вкладке «Настройки API», он \
             отличается от пароля кабинета.",
        ),
        "5" => (
            RejectKind::Money,
            "На счёте Stream Telecom не хватает денег, сообщение не отправлено.",
            "Пополните баланс в кабинете Stream Telecom и отправьте сообщение ещё раз.",
        ),
        "7" => (
            RejectKind::Forbidden,
            "Stream Telecom запретил сообщение.",
            "Проверьте в кабинете, что имя отправителя одобрено, и текст сообщения.",
        ),
        "8" | "9" => (
            RejectKind::TooOften,
            "Stream Telecom сообщил о внутреннем сбое, сообщение не принято.",
            "Повторите через несколько минут.",
        ),
        "10" => (
            RejectKind::Duplicate,
            "Stream Telecom отклонил повтор: такой же текст этому номеру уже отправлен. Первая копия могла быть принята.",
            "Спросите получателя, пришло ли сообщение; повторяйте, только если не пришло.",
        ),
        "1" | "2" | "6" => (
            RejectKind::Request,
            "Stream Telecom не принял запрос: ошибка в параметрах.",
            "Проверьте имя отправителя в «Интеграции → СМС» и номер телефона получателя.",
        ),
        _ => {
            let said = said.map_or_else(|| format!("код {code}"), str::to_owned);
            return Refusal::new(
                RejectKind::Request,
                format!("Stream Telecom отклонил запрос: {said}."),
                "Посмотрите ответ сервиса в «Истории СМС» и обратитесь в поддержку Stream Telecom.",
            );
        }
    };
    Refusal::new(kind, message, advice)
}
