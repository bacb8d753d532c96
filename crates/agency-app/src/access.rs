//! Who may give which command, and what the journal says of it: one table.
//!
//! [`admit`] stands before every handler, so a right is never a matter of the
//! screens. A command without a line here does not compile.

use crate::app::App;
use crate::command::{COMMANDS, Kind};
use crate::desk::{Actor, Call, Desk};
use crate::error::{Code, Error};
use agency_core::ids::{FileId, OrderId};
use agency_core::{AuditEntry, AuditKind, Right, Role};
use agency_store::{audit, files, staff};
use serde_json::Value;

/// Who may give a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Anybody, also while nobody has signed in or the screen is locked.
    Anybody,
    /// Everybody who has signed in.
    Staff,
    /// The head only.
    Head,
}

/// What a command asks of the person beyond having signed in. Places are JSON
/// pointers into the request: an identity or a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// A right.
    Right(Right),
    /// Seeing the orders at this place.
    ReadOrder(&'static str),
    /// Changing the orders at this place.
    EditOrder(&'static str),
    /// Seeing the orders of the files at this place.
    ReadFile(&'static str),
    /// Changing the orders of the files at this place.
    EditFile(&'static str),
}

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Rule {
    command: &'static str,
    who: Who,
    needs: &'static [Need],
    pub(crate) trace: Trace,
}

/// What a command leaves in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// Nothing: it reads.
    Reads,
    /// This sentence, unless the handler says more.
    Usual(AuditKind, &'static str),
    /// What the handler says.
    Handler,
    /// Nothing, for this reason.
    Nothing(&'static str),
}

impl Rule {
    /// The journal's sentence for what the handler does not describe itself.
    const fn entry(self, kind: AuditKind, text: &'static str) -> Self {
        Self { trace: Trace::Usual(kind, text), ..self }
    }

    /// The handler alone tells the journal.
    const fn own_entry(self) -> Self {
        Self { trace: Trace::Handler, ..self }
    }

    /// A mutation that changes nothing worth an entry, and why.
    const fn silent(self, why: &'static str) -> Self {
        Self { trace: Trace::Nothing(why), ..self }
    }
}

const fn rule(command: &'static str, who: Who, needs: &'static [Need]) -> Rule {
    Rule { command, who, needs, trace: Trace::Reads }
}

const fn anybody(command: &'static str) -> Rule {
    rule(command, Who::Anybody, &[])
}

const fn everyone(command: &'static str) -> Rule {
    rule(command, Who::Staff, &[])
}

const fn needs(command: &'static str, needs: &'static [Need]) -> Rule {
    rule(command, Who::Staff, needs)
}

const fn head(command: &'static str) -> Rule {
    rule(command, Who::Head, &[])
}

use Need::{EditFile, EditOrder, ReadFile, ReadOrder};
const DELETE: &[Need] = &[Need::Right(Right::Delete)];
const EXPORT: &[Need] = &[Need::Right(Right::Export)];
const INTEGRATIONS: &[Need] = &[Need::Right(Right::Integrations)];

/// The table, in the order of the command list.
const RULES: &[Rule] = &[
    anybody("get_start"),
    anybody("start_demo").silent("opens a base, changes none"),
    anybody("leave_demo").silent("opens a base, changes none"),
    anybody("create_office").entry(AuditKind::Data, "Агентство создано"),
    anybody("open_with_recovery_key").silent("opens a base, changes none"),
    anybody("retry_start").silent("opens a base, changes none"),
    head("get_recovery_key"),
    anybody("get_data"),
    everyone("make_copy").silent("a copy changes nothing"),
    head("set_second_folder").entry(AuditKind::Data, "Вторая папка для копий изменена"),
    everyone("open_data_folder").silent("shows a folder"),
    anybody("restore_copy").own_entry(),
    everyone("check_base").silent("looks only"),
    needs("export_base", &[Need::Right(Right::Export)]).own_entry(),
    anybody("import_base").own_entry(),
    anybody("stop_work").silent("ends what was begun"),
    anybody("list_sign_in"),
    anybody("sign_in").own_entry(),
    anybody("reset_pin").own_entry(),
    everyone("sign_out").entry(AuditKind::SignIn, "Выход"),
    everyone("lock").entry(AuditKind::SignIn, "Программа заблокирована"),
    everyone("list_staff"),
    head("save_member").entry(AuditKind::Staff, "Сотрудник сохранён"),
    head("save_office").entry(AuditKind::Staff, "Офис сохранён"),
    everyone("set_pin").own_entry(),
    head("save_lock").entry(AuditKind::Settings, "Время до блокировки изменено"),
    head("list_audit"),
    head("export_audit").own_entry(),
    head("check_audit"),
    everyone("list_orders"),
    everyone("count_orders"),
    everyone("list_order_values"),
    needs("change_orders", &[EditOrder("/ids")]).own_entry(),
    everyone("undo_orders").own_entry(),
    needs("delete_orders", &[Need::Right(Right::Delete), EditOrder("/ids")]).own_entry(),
    needs("export_orders", &[Need::Right(Right::Export)]).own_entry(),
    everyone("find"),
    everyone("get_view"),
    everyone("save_view").silent("how a screen looks is no matter of the journal"),
    needs("get_order", &[ReadOrder("/id")]),
    everyone("create_order").entry(AuditKind::Order, "Заявка создана"),
    needs("save_order", &[EditOrder("/order/id")]).own_entry(),
    needs("save_draft", &[EditOrder("/order/id")]).silent("nothing is saved yet"),
    needs("discard_draft", &[ReadOrder("/id")]).silent("nothing was saved"),
    needs("list_versions", &[ReadOrder("/id")]),
    needs("get_version", &[ReadOrder("/id")]),
    needs("restore_version", &[EditOrder("/id")]).own_entry(),
    needs("copy_order", &[ReadOrder("/id")]).own_entry(),
    needs("repeat_order", &[ReadOrder("/id")]).own_entry(),
    everyone("check_draft"),
    everyone("list_operators"),
    everyone("list_directory"),
    everyone("get_operator"),
    everyone("save_operator").own_entry(),
    everyone("archive_operator").own_entry(),
    needs("remove_operator", &[Need::Right(Right::Delete)]).own_entry(),
    everyone("compare_operator"),
    needs("export_operators", &[Need::Right(Right::Export)]).own_entry(),
    everyone("preview_operators").silent("reads a file, changes nothing"),
    everyone("import_operators").entry(AuditKind::Operator, "Справочник туроператоров загружен: изменений нет"),
    needs("list_payments", &[Need::Right(Right::Money), ReadOrder("/id")]),
    needs("add_payment", &[Need::Right(Right::Money), EditOrder("/order_id")]).own_entry(),
    needs("cancel_payment", &[Need::Right(Right::Money), EditOrder("/order_id")]).own_entry(),
    needs("issue_receipt", &[Need::Right(Right::Money), EditOrder("/order_id")]).own_entry(),
    needs("get_finance", &[Need::Right(Right::Money)]),
    needs("get_finance_choices", &[Need::Right(Right::Money)]),
    needs("list_finance_payments", &[Need::Right(Right::Money)]),
    needs("list_debts", &[Need::Right(Right::Money)]),
    needs("list_commission", &[Need::Right(Right::Money)]),
    needs("export_finance", &[Need::Right(Right::Money), Need::Right(Right::Export)]).own_entry(),
    everyone("get_today"),
    everyone("list_clients"),
    everyone("list_client_tags"),
    everyone("get_client"),
    everyone("save_client").own_entry(),
    needs("trash_clients", DELETE).own_entry(),
    everyone("restore_clients").own_entry(),
    needs("delete_clients", DELETE).own_entry(),
    everyone("record_consent").own_entry(),
    everyone("list_client_duplicates"),
    everyone("merge_clients").own_entry(),
    everyone("undo_client_merge").own_entry(),
    everyone("set_clients_different").entry(AuditKind::Client, "Похожие клиенты отмечены как разные люди"),
    everyone("client_for_order"),
    everyone("keep_order_people").own_entry(),
    needs("export_clients", EXPORT).own_entry(),
    everyone("list_column_meanings"),
    everyone("read_client_table").silent("the table waits in memory"),
    everyone("preview_client_import").silent("stores nothing"),
    everyone("run_client_import").own_entry(),
    everyone("cancel_client_import").silent("leaves nothing behind"),
    everyone("refused_client_rows").silent("gives back rows of the person's own file"),
    everyone("list_client_imports"),
    needs("undo_client_import", DELETE).own_entry(),
    needs("check_contract", &[ReadOrder("/id")]),
    needs("preview_contract", &[ReadOrder("/id")]),
    needs("preview_page", &[ReadOrder("/id")]),
    needs("get_signing_dialog", &[ReadOrder("/id")]),
    needs("send_for_signing", &[EditOrder("/id")]).entry(AuditKind::Signing, "Договор отправлен на подписание"),
    needs("revoke_signing", &[EditOrder("/id")]).entry(AuditKind::Signing, "Ссылка на подписание отозвана"),
    needs("retry_signing", &[EditOrder("/id")]).entry(AuditKind::Signing, "Отправка договора повторена"),
    needs("read_evidence", &[ReadOrder("/id")]),
    needs("read_file", &[ReadFile("/id")]),
    needs("list_files", &[ReadOrder("/id")]),
    needs("begin_upload", &[EditOrder("/order_id")]).own_entry(),
    everyone("upload_part").silent("a part of a file on its way; its end is an entry"),
    everyone("finish_upload").own_entry(),
    everyone("cancel_upload").silent("nothing was kept"),
    needs("change_file", &[EditFile("/id")]).own_entry(),
    needs("trash_files", &[Need::Right(Right::Delete), EditFile("/ids")]).own_entry(),
    needs("restore_files", &[EditFile("/ids")]).own_entry(),
    needs("zip_files", &[ReadFile("/ids")]),
    needs("preview_file", &[ReadFile("/id")]),
    needs("preview_file_page", &[ReadFile("/id")]),
    needs("get_file_letter", &[ReadOrder("/order_id")]),
    needs("send_files", &[EditOrder("/order_id"), ReadFile("/ids")]).own_entry(),
    needs("retry_letter", &[EditOrder("/order_id")]).own_entry(),
    needs("open_file", &[ReadFile("/id")]).silent("shows a file, changes none"),
    everyone("get_agency"),
    needs("save_agency", INTEGRATIONS).entry(AuditKind::Settings, "Реквизиты агентства сохранены"),
    everyone("get_images"),
    needs("upload_image", INTEGRATIONS).entry(AuditKind::Settings, "Печать или подпись загружена"),
    needs("remove_image", INTEGRATIONS).entry(AuditKind::Settings, "Печать или подпись удалена"),
    everyone("get_integration_steps"),
    needs("get_sms_settings", INTEGRATIONS),
    needs("save_sms_settings", INTEGRATIONS).entry(AuditKind::Settings, "Настройки СМС-сервиса сохранены"),
    needs("check_sms", INTEGRATIONS),
    needs("send_test_sms", INTEGRATIONS).entry(AuditKind::Settings, "Отправлено тестовое СМС"),
    needs("get_mail_settings", INTEGRATIONS),
    needs("save_mail_settings", INTEGRATIONS).entry(AuditKind::Settings, "Настройки почты сохранены"),
    needs("send_test_letter", INTEGRATIONS).silent("a letter to oneself, no change"),
    everyone("list_sms_history"),
];

const _: () = {
    let mut index = 0;
    while index < COMMANDS.len() {
        let (name, kind) = COMMANDS[index];
        assert!(has_rule(name, matches!(kind, Kind::Mutation)), "a command has no complete line in access.rs");
        index += 1;
    }
};

/// Whether a command has a line and, when it changes something, an entry or a
/// reason for none.
const fn has_rule(name: &str, changes: bool) -> bool {
    let mut index = 0;
    while index < RULES.len() {
        let rule = &RULES[index];
        if is_same(rule.command, name) {
            return !changes || !matches!(rule.trace, Trace::Reads);
        }
        index += 1;
    }
    false
}

const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

/// Lets a command in, bound to the person who gives it.
///
/// # Errors
/// [`Code::BadRequest`] for an unknown name, [`Code::NotOpen`],
/// [`Code::ScreenLocked`] or [`Code::Forbidden`].
pub(crate) async fn admit(app: &App, name: &str, request: &Value) -> Result<App, Error> {
    let rule = RULES.iter().find(|rule| rule.command == name).ok_or_else(|| Error::new(Code::BadRequest))?;
    if rule.who == Who::Anybody {
        let actor = match app.office().await {
            Ok(office) => office.signed_in().await.ok(),
            Err(_) => None,
        };
        return Ok(app.on_call(Call::new(actor, rule)));
    }
    let office = app.office().await?;
    let actor = office.signed_in().await?;
    let refusal = match rule.who {
        Who::Head if actor.role != Role::Head => Some("Это может только руководитель.".to_owned()),
        _ => missing(&office, &actor, rule.needs, request).await?,
    };
    let app = app.on_call(Call::new(Some(actor), rule));
    let Some(refusal) = refusal else { return Ok(app) };
    let text = format!("Отказано: {}", refusal.trim_end_matches('.').to_lowercase());
    app.office().await?.write(move |write| audit::record(write, &AuditEntry::new(AuditKind::Refusal, text))).await?;
    Err(Error::new(Code::Forbidden).with(refusal))
}

/// What the person lacks, in Russian.
async fn missing(office: &Desk, actor: &Actor, needs: &[Need], request: &Value) -> Result<Option<String>, Error> {
    for need in needs {
        let (right, orders) = match *need {
            Need::Right(right) => (right, None),
            Need::ReadOrder(place) => (Right::OthersRead, Some(orders_at(request, place)?)),
            Need::EditOrder(place) => (Right::OthersEdit, Some(orders_at(request, place)?)),
            Need::ReadFile(place) => (Right::OthersRead, Some(orders_of_files(office, request, place).await?)),
            Need::EditFile(place) => (Right::OthersEdit, Some(orders_of_files(office, request, place).await?)),
        };
        if actor.may(right) {
            continue;
        }
        let is_own = match orders {
            None => false,
            Some(orders) => are_own(office, actor, orders).await?,
        };
        if !is_own {
            return Ok(Some(format!("Нет права «{}».", right.label())));
        }
    }
    Ok(None)
}

async fn are_own(office: &Desk, actor: &Actor, orders: Vec<OrderId>) -> Result<bool, Error> {
    let managers = office
        .read(move |read| orders.into_iter().map(|order| staff::manager_of(read, order)).collect::<Result<Vec<_>, _>>())
        .await?;
    Ok(managers.iter().all(|manager| actor.is_manager(manager)))
}

fn orders_at(request: &Value, place: &str) -> Result<Vec<OrderId>, Error> {
    ids_at(request, place)
}

async fn orders_of_files(office: &Desk, request: &Value, place: &str) -> Result<Vec<OrderId>, Error> {
    let ids: Vec<FileId> = ids_at(request, place)?;
    office.read(move |read| ids.into_iter().map(|id| files::order_of(read, id)).collect()).await
}

fn ids_at<T: serde::de::DeserializeOwned>(request: &Value, place: &str) -> Result<Vec<T>, Error> {
    let found = request.pointer(place).cloned().ok_or_else(|| Error::new(Code::BadRequest))?;
    let list = if found.is_array() { found } else { Value::Array(vec![found]) };
    serde_json::from_value(list).map_err(Error::bad_request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_a_command_and_of_its_kind() {
        for rule in RULES {
            let kind = COMMANDS.iter().find(|(name, _)| *name == rule.command).map(|(_, kind)| *kind);
            assert!(kind.is_some(), "{} is no command", rule.command);
            if let Trace::Nothing(why) = rule.trace {
                assert!(!why.is_empty(), "{} says why it leaves no entry", rule.command);
            }
        }
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.command).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len(), "a command has two lines");
    }

    #[test]
    fn a_place_names_one_thing_or_many() {
        let id = OrderId::new();
        let request = serde_json::json!({ "id": id, "ids": [id, id], "other": 5 });
        assert_eq!(orders_at(&request, "/id").expect("one"), [id]);
        assert_eq!(orders_at(&request, "/ids").expect("two"), [id, id]);
        for place in ["/none", "/other"] {
            assert_eq!(orders_at(&request, place).expect_err("nothing there").code, Code::BadRequest);
        }
    }
}
