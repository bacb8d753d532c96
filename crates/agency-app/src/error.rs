//! Every refusal a person can meet, with its Russian text: one table.
//!
//! Code never matches texts; it matches [`Code`]. The window shows `title` and
//! `advice` as they come and acts on `code` only where it has something to do.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident: $title:literal, $advice:literal;)+) => {
        /// Kind of a refusal.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $($(#[doc = $doc])+ $code,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// What happened, in Russian.
            pub fn title(self) -> &'static str {
                match self { $(Self::$code => $title,)+ }
            }

            /// What to do next, in Russian.
            pub fn advice(self) -> &'static str {
                match self { $(Self::$code => $advice,)+ }
            }
        }
    };
}

codes! {
    /// The window asked for something the program does not know.
    BadRequest: "Программа не поняла запрос", "Обновите окно (F5). Если повторится, переустановите программу.";
    /// No agency is open.
    NotOpen: "Агентство не открыто", "Выберите демо-агентство или откройте своё.";
    /// Nobody has signed in, or the screen is locked.
    ScreenLocked: "Программа заблокирована", "Выберите, кто работает, и введите PIN. Введённое на экране не потеряно.";
    /// The person lacks a right.
    Forbidden: "Недостаточно прав", "Права даёт руководитель: «Сотрудники и офисы» в меню.";
    /// The PIN is another one.
    WrongPin: "PIN не подходит", "Проверьте раскладку и повторите. Забытый PIN сбросит руководитель, а PIN руководителя — ключ восстановления.";
    /// There were too many wrong PINs.
    PinClosed: "Слишком много неверных PIN", "Подождите и повторите. Забытый PIN сбросит руководитель, а PIN руководителя — ключ восстановления.";
    /// The record is not there.
    NotFound: "Запись не найдена", "Возможно, её удалили. Обновите список.";
    /// Somebody saved the order meanwhile.
    OrderChanged: "Заявку изменили, пока вы её правили", "Сравните изменения и сохраните свою версию ещё раз или возьмите новую.";
    /// Somebody saved the card of an operator meanwhile.
    OperatorChanged: "Карточку туроператора изменили, пока вы её правили", "Откройте карточку заново и внесите свои изменения ещё раз.";
    /// Somebody saved the client meanwhile.
    ClientChanged: "Клиента изменили, пока вы его правили", "Обновите карточку и внесите изменения ещё раз.";
    /// A table is not read.
    TableRefused: "Таблица не читается", "Исправьте файл или выберите другой.";
    /// The person stopped it.
    Cancelled: "Остановлено", "Ничего не сохранено.";
    /// A value cannot be saved as it is.
    Invalid: "Данные не приняты", "Исправьте отмеченное и повторите.";
    /// Another order has this number.
    NumberTaken: "Такой номер уже занят", "Укажите другой номер.";
    /// The contract is signed: its text cannot change.
    ContractSigned: "Договор уже подписан", "Подписанный договор не меняется. Чтобы изменить условия, оформите новую версию договора.";
    /// Red rows or readiness steps are open.
    NotReady: "Договор ещё нельзя отправить", "Исправьте перечисленное и повторите.";
    /// The contract is out and may be signed.
    AlreadySent: "Договор уже отправлен на подписание", "Дождитесь подписи или отзовите ссылку и отправьте новую.";
    /// There is nothing to revoke or to retry.
    NothingSent: "Отправки, которую можно изменить, нет", "Обновите заявку: возможно, договор уже подписан или отозван.";
    /// The PDF could not be made.
    RenderFailed: "Договор не удалось сформировать", "Исправьте указанное место в данных или в шаблоне.";
    /// The picture was refused.
    ImageRefused: "Картинка не подходит", "Загрузите PNG или JPEG с печатью или подписью.";
    /// The base cannot be opened: no such key.
    WrongKey: "Ключ не подходит к этой базе", "Проверьте ключ восстановления: его напечатали при настройке агентства.";
    /// There is no keyring, or it is closed.
    Keyring: "Хранилище паролей системы недоступно", "Войдите в систему под своим именем или включите службу паролей (на Linux — GNOME Keyring или KWallet) и запустите программу снова.";
    /// The data folder cannot be read or written.
    Storage: "Не удалось прочитать или записать данные", "Проверьте место на диске и права на папку данных. Введённое не потеряно: повторите сохранение.";
    /// The base is from a newer program.
    NewerBase: "База создана более новой версией программы", "Обновите программу и откройте её снова.";
    /// The base is damaged.
    DamagedBase: "База повреждена", "Восстановите последнюю копию. Повреждённый файл программа отложит в папку damaged, а не удалит.";
    /// The base is gone, its name and copies are there.
    MissingBase: "Файл базы не найден", "Верните файл base.db в папку данных и нажмите «Повторить» или восстановите последнюю копию.";
    /// The disk takes nothing more.
    DiskFull: "Диск не принимает запись: нет места или диск отключён", "Освободите место и повторите. Введённое осталось в окне.";
    /// The data folder may only be read.
    ReadOnly: "Папка данных закрыта для записи", "Снимите с папки и её файлов пометку «только чтение» или дайте себе права на запись и повторите.";
    /// Another program works with the data folder.
    InUse: "База уже открыта", "Программа работает в другом окне или ещё закрывается. Она откроется здесь сама, как только база освободится.";
    /// Another long work is under way.
    Busy: "Программа занята", "Дождитесь конца начатой работы или остановите её.";
    /// The person stopped a work.
    Stopped: "Остановлено", "Ничего не изменилось.";
    /// The copy cannot be restored.
    CopyRefused: "Копия не подходит", "Выберите другую копию.";
    /// The export cannot be read.
    ImportRefused: "Выгрузка не загружена", "Выберите файл, который программа сохранила командой «Выгрузить базу». Ваши данные не изменились.";
    /// The SMS service is not set up.
    SmsNotSet: "СМС-сервис не подключён", "Откройте «Интеграции» → «СМС» и заполните логин, пароль и имя отправителя.";
    /// The SMS service refused.
    SmsRefused: "СМС-сервис отказал", "Проверьте настройки во вкладке «СМС».";
    /// The mail account is not set up.
    MailNotSet: "Почта не подключена", "Откройте «Интеграции» → «Почта» и заполните настройки.";
    /// The mail server refused.
    MailRefused: "Письмо не отправлено", "Проверьте настройки во вкладке «Почта».";
    /// The mail server does not answer.
    MailAway: "Почтовый сервер не отвечает", "Программа повторит отправку сама.";
    /// The file could do harm when opened.
    DangerousFile: "Такой файл программа не открывает", "Сохраните его и проверьте антивирусом: файл может запустить чужую программу.";
    /// The file is larger than what is kept.
    FileTooLarge: "Файл слишком большой", "В заявке хранятся файлы до 100 МБ. Сожмите файл или разделите его.";
    /// A file that only the office sees is about to be sent to the tourist.
    NotForTourist: "Среди файлов есть видимые только вам", "Подтвердите отправку или отметьте файлы «для туриста».";
    /// The portal does not answer.
    PortalAway: "Портал подписания недоступен", "Программа повторит сама, как только портал ответит.";
    /// The portal refused.
    PortalRefused: "Портал подписания отказал", "Обновите программу. Если повторится, обратитесь в поддержку.";
    /// The host cannot do this.
    NotHere: "В этом окне это недоступно", "Откройте программу на компьютере или сохраните файл.";
    /// Something broke inside.
    Internal: "Внутренняя ошибка", "Повторите. Если не поможет, сообщите в поддержку номер ошибки.";
}

/// A refusal as it crosses the line to the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Error {
    /// Kind, for code.
    pub code: Code,
    /// What happened, in Russian.
    pub title: String,
    /// What to do, in Russian.
    pub advice: String,
    /// What exactly, in Russian: a line for each reason.
    pub details: Vec<String>,
    /// Number that is also in the log; for inner errors only.
    pub reference: Option<String>,
}

impl Error {
    /// The refusal with the texts of its code.
    pub fn new(code: Code) -> Self {
        Self { code, title: code.title().into(), advice: code.advice().into(), details: Vec::new(), reference: None }
    }

    /// Adds a Russian line that says what exactly.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// A refusal whose advice the other side gave.
    #[must_use]
    pub fn advising(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Something broke inside: the cause goes to the log under a reference the person sees.
    pub fn internal(cause: impl fmt::Display) -> Self {
        let id = uuid::Uuid::now_v7().simple().to_string();
        let reference = id[id.len() - 8..].to_uppercase();
        tracing::error!(%reference, %cause, "internal error");
        Self { reference: Some(reference), ..Self::new(Code::Internal) }
    }

    /// A kept value that cannot be read: the category only, since the message could quote it.
    pub(crate) fn unreadable(cause: &serde_json::Error) -> Self {
        Self::internal(format_args!("unreadable JSON: {:?} at line {}", cause.classify(), cause.line()))
    }

    /// A request of another shape than the command's.
    pub(crate) fn bad_request(cause: serde_json::Error) -> Self {
        // the category only: the message itself could quote a typed value
        tracing::warn!(category = ?cause.classify(), "request of a wrong shape");
        Self::new(Code::BadRequest)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        for detail in &self.details {
            write!(f, "; {detail}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
