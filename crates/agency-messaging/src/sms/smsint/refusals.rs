//! SMSint's refusals. Codes of the JSON interface are not published, so none is
//! guessed; those of the older protocol are.

use crate::sms::{RejectKind, reply::Refusal};

/// A refusal of the JSON interface, as far as the service's own sentence tells.
pub(super) fn meaning(code: &str, said: Option<&str>) -> Refusal {
    let message = match said {
        Some(said) => format!("SMSint отклонил запрос: {said}"),
        None => format!("SMSint отклонил запрос (код {code})."),
    };
    Refusal::new(
        RejectKind::Request,
        message,
        "Проверьте токен и имя отправителя в «Интеграции → СМС», баланс и модерацию имени в кабинете SMSint.",
    )
}

/// A refusal of the older protocol.
pub(super) fn of_protocol(code: &str, said: Option<&str>) -> Refusal {
    match code {
        "501" => Refusal::new(
            RejectKind::Credentials,
            "SMSint не принял логин или пароль «XML и JSON протокола».",
            "Проверьте их в «Интеграции → СМС»: они задаются в кабинете SMSint отдельно от входа в кабинет.",
        ),
        "511" => {
            Refusal::new(RejectKind::Credentials, "Аккаунт SMSint заблокирован.", "Обратитесь в поддержку SMSint.")
        }
        _ => meaning(code, said),
    }
}
