//! Журнал изменений: what an entry says.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// Заявки.
    Order,
    /// Подписание договоров.
    Signing,
    /// Клиенты.
    Client,
    /// Деньги.
    Money,
    /// Файлы.
    File,
    /// Туроператоры.
    Operator,
    /// Сотрудники и офисы.
    Staff,
    /// Входы и блокировки.
    SignIn,
    /// Отказы: a right was missing.
    Refusal,
    /// Настройки: integrations, requisites, stamp, signature.
    Settings,
    /// Выгрузки.
    Export,
    /// Данные и копии: import, restore.
    Data,
}

impl AuditKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Order,
        Self::Signing,
        Self::Client,
        Self::Money,
        Self::File,
        Self::Operator,
        Self::Staff,
        Self::SignIn,
        Self::Refusal,
        Self::Settings,
        Self::Export,
        Self::Data,
    ];

    /// The kind as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Order => "Заявки",
            Self::Signing => "Подписание",
            Self::Client => "Клиенты",
            Self::Money => "Деньги",
            Self::File => "Файлы",
            Self::Operator => "Туроператоры",
            Self::Staff => "Сотрудники",
            Self::SignIn => "Входы",
            Self::Refusal => "Отказы",
            Self::Settings => "Настройки",
            Self::Export => "Выгрузки",
            Self::Data => "Данные",
        }
    }
}

/// What has a page of its own that an entry can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// Заявка.
    Order,
    /// Клиент.
    Client,
    /// Туроператор.
    Operator,
    /// Сотрудник.
    Staff,
    /// Офис.
    Office,
}

/// The thing an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditSubject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its identity.
    pub id: String,
}

/// One field before and after, as shown. Never a password; a passport masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// Field in Russian.
    pub field: String,
    /// Before; empty when there was nothing.
    pub before: String,
    /// After; empty when nothing is left.
    pub after: String,
}

impl Change {
    /// A changed field, or nothing when it is the same.
    pub fn of(field: &str, before: &str, after: &str) -> Option<Self> {
        (before != after).then(|| Self { field: field.into(), before: before.into(), after: after.into() })
    }
}

/// A new entry; who and when are known to the transaction that records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// What it is about.
    pub kind: AuditKind,
    /// What happened: a Russian sentence without a full stop.
    pub text: String,
    /// The thing it is about, if it has a page.
    pub subject: Option<AuditSubject>,
    /// Fields before and after.
    pub changes: Vec<Change>,
}

impl AuditEntry {
    /// An entry with a sentence only.
    pub fn new(kind: AuditKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), subject: None, changes: Vec::new() }
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, kind: SubjectKind, id: impl fmt::Display) -> Self {
        self.subject = Some(AuditSubject { kind, id: id.to_string() });
        self
    }

    /// Says which fields changed.
    #[must_use]
    pub fn with(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        self.changes.extend(changes);
        self
    }
}
