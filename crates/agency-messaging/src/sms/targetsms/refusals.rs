//! TargetSMS's sentences in words a person can act on. The service has no codes,
//! so its sentences are compared, without case and closing dots.

use crate::sms::{RejectKind, reply::Refusal};

/// The message is kept and goes when the account is filled: it may still be sent.
pub(super) fn is_held(said: &str) -> bool {
    plain(said).starts_with("недостаточно средств для отправки sms. sms будет отправлена")
}

fn plain(said: &str) -> String {
    said.trim().trim_end_matches('.').to_lowercase()
}

/// What a sentence means and what to do about it.
pub(super) fn meaning(_: &str, said: Option<&str>) -> Refusal {
    let said = said.unwrap_or_default();
    let (kind, message, advice) = match plain(said).as_str() {
        "неправильный логин или пароль" => (
            RejectKind::Credentials,
            "TargetSMS не принял логин, пароль или токен.",
            "Проверьте их в «Интеграции → СМС». У токена есть срок действия: при необходимости создайте новый в кабинете TargetSMS.",
        ),
        "аккаунт заблокирован" | "ваш аккаунт заблокирован" => {
            (RejectKind::Credentials, "Аккаунт TargetSMS заблокирован.", "Обратитесь к менеджеру TargetSMS.")
        }
        "закончились sms" => (
            RejectKind::Money,
            "На счёте TargetSMS закончились СМС, сообщение не отправлено.",
            "Пополните баланс в кабинете TargetSMS и отправьте сообщение ещё раз.",
        ),
        "у нас закончились sms. для разрешения проблемы свяжитесь с менеджером" => {
            (
                RejectKind::TooOften,
                "TargetSMS сейчас не может отправлять сообщения.",
                "Свяжитесь с менеджером TargetSMS или отправьте через другой сервис.",
            )
        }
        "нет отправителя" | "такого отправителя нет" | "отправитель не прошел модерацию" => {
            (
                RejectKind::Forbidden,
                "TargetSMS не принял имя отправителя: оно не одобрено.",
                "Проверьте в кабинете TargetSMS, что имя отправителя прошло модерацию, и укажите его в «Интеграции → СМС».",
            )
        }
        "отправитель не должен превышать 15 символов для цифровых номеров и 11 символов для буквенно-числовых" => {
            (
                RejectKind::Forbidden,
                "Имя отправителя слишком длинное.",
                "Укажите в «Интеграции → СМС» имя до 11 латинских знаков или до 15 цифр.",
            )
        }
        "текст sms отклонен модератором" => (
            RejectKind::Forbidden,
            "Модератор TargetSMS отклонил текст сообщения.",
            "Измените текст или согласуйте его с менеджером TargetSMS.",
        ),
        "номер телефона присутствует в стоп-листе" => (
            RejectKind::Number,
            "Номер в стоп-листе TargetSMS.",
            "Уберите номер из стоп-листа в кабинете TargetSMS, если получатель согласен на сообщения.",
        ),
        "данное направление закрыто для вас" | "данное направление закрыто" => {
            (
                RejectKind::Number,
                "TargetSMS не отправляет на этот номер: направление закрыто.",
                "Проверьте номер или попросите менеджера TargetSMS открыть направление.",
            )
        }
        "укажите номер телефона" | "номер телефона должен быть меньше 15 символов" => {
            (RejectKind::Number, "TargetSMS не принял номер телефона.", "Проверьте номер телефона получателя.")
        }
        "данное сообщение уже было отправлено" => (
            RejectKind::Duplicate,
            "TargetSMS уже принимал это сообщение.",
            "Спросите получателя, пришло ли сообщение; повторяйте, только если не пришло.",
        ),
        _ => {
            return Refusal::new(
                RejectKind::Request,
                format!("TargetSMS отклонил запрос: {said}"),
                "Посмотрите ответ сервиса в «Истории СМС» и обратитесь к менеджеру TargetSMS.",
            );
        }
    };
    Refusal::new(kind, message, advice)
}
