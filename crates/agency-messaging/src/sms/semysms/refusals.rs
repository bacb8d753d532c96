//! SemySMS's refusals: no catalogue of codes is published, so none is guessed.

use crate::sms::{RejectKind, reply::Refusal};

/// What a refusal means, as far as the service's own sentence tells.
pub(super) fn meaning(code: &str, said: Option<&str>) -> Refusal {
    let message = match said {
        Some(said) => format!("SemySMS отклонил запрос: {said}"),
        None => format!("SemySMS отклонил запрос (код {code})."),
    };
    Refusal::new(
        RejectKind::Request,
        message,
        "Проверьте токен в «Интеграции → СМС» и его ограничения в кабинете SemySMS, а также что телефон включён, \
         в сети и приложение SemySMS на нём запущено.",
    )
}
