//! The command list: everything a window can ask of the program, in one place.
//!
//! `query` reads, `mutation` changes. Both transports — the desktop shell and
//! the loopback development server — call [`dispatch`]; the TypeScript list is
//! generated from the same lines by [`bindings`].

use crate::app::App;
use crate::error::{Code, Error};
use crate::wire::Empty;
use crate::wire::agency::{AgencyDetails, ImageRef, Images, SaveAgency, UploadImage};
use crate::wire::audit::{AuditCheck, AuditLines, AuditWish, ListAudit};
use crate::wire::client::{
    ClientDetails, ClientDuplicates, ClientForOrder, ClientMergeRef, ClientRef, ClientRefs, ClientRows, ClientSnapshot,
    ClientTags, ClientWish, KeepPeople, KeptPeople, ListClients, MergeClients, MovedClients, RecordConsent, SaveClient,
    UndoneMerge,
};
use crate::wire::client_import::{
    ClientImportRef, ClientImportRow, ClientImports, ClientTable, ColumnMeanings, ImportPreview, PreviewClientImport,
    ReadClientTable, RunClientImport, UndoneClientImport,
};
use crate::wire::contract::{CheckResult, Evidence, Picture, Preview, PreviewPage, RevokeSigning, SigningDialog};
use crate::wire::data::{
    BaseCheck, DataState, Exported, FilePath, Imported, OpenDataFolder, RestoreCopy, SetSecondFolder,
};
use crate::wire::files::{
    BeginUpload, ChangeFile, DraftLetter, FilePage, FilePreview, FileRefs, LetterDraft, OrderFiles, RetryLetter,
    SendFiles, UploadPart, Uploaded,
};
use crate::wire::found::{Find, Found};
use crate::wire::grid::{
    ChangeOrders, CountOrders, ExportOrders, ListOrders, OrderCount, OrderIds, OrderRows, OrderValues, OrdersChanged,
    OrdersDeleted, OrdersUndone,
};
use crate::wire::history::{ListVersions, OlderOrder, OrderVersions, RestoreVersion, SaveDraft, VersionRef};
use crate::wire::integration::{
    ListSmsHistory, MailSettings, SaveMailSettings, SaveSmsSettings, SendTestLetter, SendTestSms, SmsCheck, SmsHistory,
    SmsSettings, Steps, TestSms,
};
use crate::wire::money::{
    AddPayment, CancelPayment, CommissionLines, DebtLines, ExportFinance, Finance, FinanceChoices, FinanceSlice,
    GetFinance, ListDebts, OrderPayments, PaymentLines, PaymentRef,
};
use crate::wire::operator::{
    ArchiveOperator, CompareOperator, Directory, ListDirectory, OperatorComparison, OperatorDetails, OperatorFile,
    OperatorImport, OperatorRef, Operators, SaveOperator,
};
use crate::wire::order::{CheckDraft, DraftCheck, FileContents, FileRef, OrderDetails, OrderRef, SaveOrder};
use crate::wire::staff::{ResetPin, SaveLock, SaveMember, SaveOfficeCard, SetPin, SignIn, SignInPeople, Staff};
use crate::wire::start::{CreateOffice, OpenWithRecoveryKey, RecoveryKey, Start};
use crate::wire::today::{GetToday, Today};
use crate::wire::view::{SaveView, View, ViewRef};
use crate::{
    access, agency, audit, client_import, clients, contract, data, file_letters, files, finance, found, grid, history,
    integration, operators, order_files, orders, payments, session, signing, sms_service, staff, start, today, views,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::pin::Pin;

/// Whether a command changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reads.
    Query,
    /// Changes.
    Mutation,
}

/// A command on its way. Its state is on the heap: the frame of [`dispatch`]
/// would else hold the states of all commands side by side.
fn run<'a, Request, Response, Work>(
    request: Value,
    handler: impl FnOnce(Request) -> Work + Send + 'a,
) -> Pin<Box<dyn Future<Output = Result<Value, Error>> + Send + 'a>>
where
    Request: DeserializeOwned + Send + 'a,
    Response: Serialize,
    Work: Future<Output = Result<Response, Error>> + Send + 'a,
{
    Box::pin(async move {
        let request = serde_json::from_value(request).map_err(Error::bad_request)?;
        let response = handler(request).await?;
        serde_json::to_value(response).map_err(Error::internal)
    })
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $kind:ident $name:ident($request:ty) -> $response:ty = $handler:path;)+) => {
        /// Name and kind of every command.
        pub const COMMANDS: &[(&str, Kind)] = &[$((stringify!($name), commands!(@kind $kind))),+];

        /// Runs the command `name` with a JSON request and returns its JSON response.
        ///
        /// # Errors
        /// [`Code::BadRequest`] for an unknown name or a request of another
        /// shape; [`Code::NotOpen`], [`Code::ScreenLocked`] or
        /// [`Code::Forbidden`] at the door; else what the command itself refuses.
        pub async fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, Error> {
            let app = &access::admit(app, name, &request).await?;
            match name {
                $(stringify!($name) => {
                    run::<$request, $response, _>(request, |request| $handler(app, request)).await
                })+
                _ => Err(Error::new(Code::BadRequest)),
            }
        }

        /// TypeScript of every type the commands speak, and the list itself.
        pub mod bindings {
            use super::*;
            use std::path::Path;
            use ts_rs::{Config, ExportError, TS};

            /// Writes the TypeScript files into `folder`.
            ///
            /// # Errors
            /// The folder cannot be written.
            pub fn write(folder: &Path) -> Result<(), ExportError> {
                let config = Config::new().with_out_dir(folder).with_large_int("number");
                let mut names = std::collections::BTreeSet::new();
                let mut lines = String::new();
                $(
                    <$request>::export_all(&config)?;
                    <$response>::export_all(&config)?;
                    names.insert(<$request>::name(&config));
                    names.insert(<$response>::name(&config));
                    for doc in [$($doc),+] {
                        lines.push_str(&format!("  /** {} */\n", doc.trim()));
                    }
                    lines.push_str(&format!(
                        "  {}: {{ kind: \"{}\"; request: {}; response: {} }};\n",
                        stringify!($name), stringify!($kind), <$request>::name(&config), <$response>::name(&config),
                    ));
                )+
                crate::wire::event::AppEvent::export_all(&config)?;
                Error::export_all(&config)?;
                let imports: String =
                    names.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
                let text = format!(
                    "// Generated from the command list of agency-app. Do not edit.\n{imports}\nexport interface Commands {{\n{lines}}}\n"
                );
                std::fs::write(folder.join("commands.ts"), text)?;
                let countries: String = agency_core::countries::all()
                    .map(|(code, name)| format!("  ['{code}', '{name}'],\n"))
                    .collect();
                let text = format!(
                    "// Generated from the countries of agency-core. Do not edit.\n\n/** ISO 3166-1 alpha-3 codes with short Russian names. */\nexport const COUNTRIES: readonly (readonly [code: string, name: string])[] = [\n{countries}];\n"
                );
                std::fs::write(folder.join("countries.ts"), text)?;
                Ok(())
            }
        }
    };
    (@kind query) => { Kind::Query };
    (@kind mutation) => { Kind::Mutation };
}

commands! {
    /// Where the program stands: welcome, locked, broken or an open agency.
    query get_start(Empty) -> Start = start::get_start;
    /// Opens the demo agency, making it on first use.
    mutation start_demo(Empty) -> Start = start::start_demo;
    /// Closes the demo agency and returns to the own one or to the welcome screen.
    mutation leave_demo(Empty) -> Start = start::leave_demo;
    /// Makes the base of an own agency and returns its recovery key.
    mutation create_office(CreateOffice) -> RecoveryKey = start::create_office;
    /// Opens a base whose key is not in the keyring.
    mutation open_with_recovery_key(OpenWithRecoveryKey) -> Start = start::open_with_recovery_key;

    /// Tries again to open what could not be opened.
    mutation retry_start(Empty) -> Start = start::retry_start;
    /// The recovery key of the open own agency.
    query get_recovery_key(Empty) -> RecoveryKey = start::get_recovery_key;

    /// «Данные и копии».
    query get_data(Empty) -> DataState = data::get_data;
    /// «Сделать копию сейчас».
    mutation make_copy(Empty) -> DataState = data::make_copy;
    /// Chooses where each copy is put a second time.
    mutation set_second_folder(SetSecondFolder) -> DataState = data::set_second_folder;
    /// Shows the folder of the data or of the copies.
    mutation open_data_folder(OpenDataFolder) -> Empty = data::open_data_folder;
    /// Goes back to a copy; the present state is copied first.
    mutation restore_copy(RestoreCopy) -> Start = data::restore_copy;
    /// Looks through the whole base.
    mutation check_base(Empty) -> BaseCheck = data::check_base;
    /// Writes the whole base into a file of JSON and files.
    mutation export_base(FilePath) -> Exported = data::export_base;
    /// Makes a base of such a file, in the place of the present one if there is one.
    mutation import_base(FilePath) -> Imported = data::import_base;
    /// Stops the long work that is under way.
    mutation stop_work(Empty) -> Empty = data::stop_work;
    /// Who can be chosen on the screen «Кто работает?».
    query list_sign_in(Empty) -> SignInPeople = session::list_sign_in;
    /// Signs in, or takes the lock off.
    mutation sign_in(SignIn) -> Start = session::sign_in;
    /// Sets a forgotten PIN with the recovery key.
    mutation reset_pin(ResetPin) -> SignInPeople = session::reset_pin;
    /// Leaves the program to another person.
    mutation sign_out(Empty) -> Start = session::sign_out;
    /// Covers the screen until the PIN.
    mutation lock(Empty) -> Start = session::lock;
    /// Сотрудники и офисы.
    query list_staff(Empty) -> Staff = staff::list_staff;
    /// Adds a member of the staff or changes one.
    mutation save_member(SaveMember) -> Staff = staff::save_member;
    /// Adds an office or changes one.
    mutation save_office(SaveOfficeCard) -> Staff = staff::save_office;
    /// Sets or removes a PIN.
    mutation set_pin(SetPin) -> Staff = session::set_pin;
    /// When the window locks by itself.
    mutation save_lock(SaveLock) -> Start = session::save_lock;
    /// A slice of «Журнал изменений».
    query list_audit(ListAudit) -> AuditLines = audit::list_audit;
    /// The journal as a table for Excel.
    mutation export_audit(AuditWish) -> FileContents = audit::export_audit;
    /// Whether anybody changed the journal past the program.
    query check_audit(Empty) -> AuditCheck = audit::check_audit;

    /// A slice of the grid «Заявки».
    query list_orders(ListOrders) -> OrderRows = grid::list_orders;
    /// How many orders a filter of the grid lets through.
    query count_orders(CountOrders) -> OrderCount = grid::count_orders;
    /// Values of the drop-downs of the grid's filters.
    query list_order_values(Empty) -> OrderValues = grid::list_order_values;
    /// Sets status or manager of many orders, archives, trashes, brings back.
    mutation change_orders(ChangeOrders) -> OrdersChanged = grid::change_orders;
    /// Undoes a change of many orders.
    mutation undo_orders(OrdersChanged) -> OrdersUndone = grid::undo_orders;
    /// Deletes orders of the trash for ever.
    mutation delete_orders(OrderIds) -> OrdersDeleted = grid::delete_orders;
    /// The grid as it is shown, as an Excel file.
    mutation export_orders(ExportOrders) -> FileContents = grid::export_orders;
    /// Search through everything (Ctrl+K).
    query find(Find) -> Found = found::find;
    /// A screen as the person who works left it.
    query get_view(ViewRef) -> View = views::get_view;
    /// Keeps a screen as it is.
    mutation save_view(SaveView) -> Empty = views::save_view;

    /// One order with its check, files and signing.
    query get_order(OrderRef) -> OrderDetails = orders::get_order;
    /// A new order with the next number.
    mutation create_order(Empty) -> OrderDetails = orders::create_order;
    /// Saves an order; refused when somebody saved it meanwhile.
    mutation save_order(SaveOrder) -> OrderDetails = orders::save_order;
    /// Keeps unsaved edits; they come back with the order until it is saved.
    mutation save_draft(SaveDraft) -> Empty = history::save_draft;
    /// Throws unsaved edits away.
    mutation discard_draft(OrderRef) -> Empty = history::discard_draft;
    /// Who saved the order, when, and what changed.
    query list_versions(ListVersions) -> OrderVersions = history::list_versions;
    /// An older state, and what restoring it would change.
    query get_version(VersionRef) -> OlderOrder = history::get_version;
    /// Saves an older state as a new version.
    mutation restore_version(RestoreVersion) -> OrderDetails = history::restore_version;
    /// «Скопировать заявку».
    mutation copy_order(OrderRef) -> OrderDetails = history::copy_order;
    /// «Повторить тур».
    mutation repeat_order(OrderRef) -> OrderDetails = history::repeat_order;
    /// What is missing and what is wrong in an order while it is typed.
    query check_draft(CheckDraft) -> DraftCheck = orders::check_draft;

    /// The tour operators that an order can choose.
    query list_operators(Empty) -> Operators = operators::list_operators;
    /// «Туроператоры»: the directory, searched and sorted.
    query list_directory(ListDirectory) -> Directory = operators::list_directory;
    /// The card of an operator with its check.
    query get_operator(OperatorRef) -> OperatorDetails = operators::get_operator;
    /// Adds an operator or changes one.
    mutation save_operator(SaveOperator) -> OperatorDetails = operators::save_operator;
    /// Puts an operator into the archive or takes it out.
    mutation archive_operator(ArchiveOperator) -> OperatorDetails = operators::archive_operator;
    /// Deletes an operator that no order names.
    mutation remove_operator(OperatorRef) -> Empty = operators::remove_operator;
    /// Compares an order's snapshot of an operator with the directory.
    query compare_operator(CompareOperator) -> OperatorComparison = operators::compare_operator;
    /// The directory as a JSON file.
    mutation export_operators(Empty) -> FileContents = operators::export_operators;
    /// What an import of such a file would do.
    mutation preview_operators(OperatorFile) -> OperatorImport = operators::preview_operators;
    /// Imports such a file.
    mutation import_operators(OperatorFile) -> OperatorImport = operators::import_operators;

    /// «Оплаты» of an order: plan and fact.
    query list_payments(OrderRef) -> OrderPayments = payments::list_payments;
    /// Adds a payment.
    mutation add_payment(AddPayment) -> OrderPayments = payments::add_payment;
    /// Takes a payment back, with the reason.
    mutation cancel_payment(CancelPayment) -> OrderPayments = payments::cancel_payment;
    /// Makes the receipt of a payment, once, among the order's files.
    mutation issue_receipt(PaymentRef) -> FileRef = payments::issue_receipt;

    /// «Финансы»: sums of the office and its months.
    query get_finance(GetFinance) -> Finance = finance::get_finance;
    /// What the filters of «Финансы» offer.
    query get_finance_choices(Empty) -> FinanceChoices = finance::get_finance_choices;
    /// A slice of «Платежи».
    query list_finance_payments(FinanceSlice) -> PaymentLines = finance::list_finance_payments;
    /// A slice of a table of debts.
    query list_debts(ListDebts) -> DebtLines = finance::list_debts;
    /// A slice of «Комиссия».
    query list_commission(FinanceSlice) -> CommissionLines = finance::list_commission;
    /// A table of «Финансы» as a workbook of Excel.
    mutation export_finance(ExportFinance) -> FileContents = finance::export_finance;

    /// «Сегодня»: what needs a hand.
    query get_today(GetToday) -> Today = today::get_today;

    /// A slice of the list «Клиенты».
    query list_clients(ListClients) -> ClientRows = clients::list_clients;
    /// Tags of clients in use.
    query list_client_tags(Empty) -> ClientTags = clients::list_client_tags;
    /// One client with orders, messages, consents and merges.
    query get_client(ClientRef) -> ClientDetails = clients::get_client;
    /// Adds or saves a client; refused when somebody saved it meanwhile.
    mutation save_client(SaveClient) -> ClientDetails = clients::save_client;
    /// Puts clients into the trash.
    mutation trash_clients(ClientRefs) -> MovedClients = clients::trash_clients;
    /// Takes clients out of the trash.
    mutation restore_clients(ClientRefs) -> MovedClients = clients::restore_clients;
    /// Deletes clients of the trash for good.
    mutation delete_clients(ClientRefs) -> MovedClients = clients::delete_clients;
    /// Adds a line to the journal of consents.
    mutation record_consent(RecordConsent) -> ClientDetails = clients::record_consent;
    /// Groups of clients that may be one.
    query list_client_duplicates(Empty) -> ClientDuplicates = clients::list_client_duplicates;
    /// Makes several clients one.
    mutation merge_clients(MergeClients) -> ClientDetails = clients::merge_clients;
    /// Parts merged clients again.
    mutation undo_client_merge(ClientMergeRef) -> UndoneMerge = clients::undo_client_merge;
    /// Notes that clients who look alike are different people.
    mutation set_clients_different(ClientRefs) -> Empty = clients::set_clients_different;
    /// A client as customer and tourist of an order.
    query client_for_order(ClientForOrder) -> ClientSnapshot = clients::client_for_order;
    /// «Сохранить в клиенты»: records of the people of an order.
    mutation keep_order_people(KeepPeople) -> KeptPeople = clients::keep_order_people;
    /// The clients shown, as a workbook.
    mutation export_clients(ClientWish) -> FileContents = clients::export_clients;
    /// What a column of a table of clients can mean.
    query list_column_meanings(Empty) -> ColumnMeanings = client_import::list_column_meanings;
    /// Reads a table of clients and guesses its columns.
    mutation read_client_table(ReadClientTable) -> ClientTable = client_import::read_client_table;
    /// Tries an import without storing anything.
    mutation preview_client_import(PreviewClientImport) -> ImportPreview = client_import::preview_client_import;
    /// Imports the new rows of a table.
    mutation run_client_import(RunClientImport) -> ClientImportRow = client_import::run_client_import;
    /// Stops the check or the import that is under way.
    mutation cancel_client_import(Empty) -> Empty = client_import::cancel_client_import;
    /// Rows that were left out, with the reasons, as a workbook.
    mutation refused_client_rows(ClientImportRef) -> FileContents = client_import::refused_client_rows;
    /// Imports of clients, newest first.
    query list_client_imports(Empty) -> ClientImports = client_import::list_client_imports;
    /// Takes back an import.
    mutation undo_client_import(ClientImportRef) -> UndoneClientImport = client_import::undo_client_import;

    /// «Проверка заполнения договора» of the order as saved.
    query check_contract(OrderRef) -> CheckResult = contract::check_contract;
    /// Makes the PDF of the contract as it would be sent now.
    query preview_contract(OrderRef) -> Preview = contract::preview_contract;
    /// A page of that PDF as a picture.
    query preview_page(PreviewPage) -> Picture = contract::preview_page;

    /// «Подписание электронного договора»: who gets the link, or why it cannot be sent.
    query get_signing_dialog(OrderRef) -> SigningDialog = signing::get_signing_dialog;
    /// «Отправить ссылку».
    mutation send_for_signing(OrderRef) -> OrderDetails = signing::send_for_signing;
    /// Takes the link back.
    mutation revoke_signing(RevokeSigning) -> OrderDetails = signing::revoke_signing;
    /// Tries again what failed in sending.
    mutation retry_signing(OrderRef) -> OrderDetails = signing::retry_signing;

    /// The evidence of the last sending, one JSON record a line.
    query read_evidence(OrderRef) -> Evidence = signing::read_evidence;

    /// A file with its contents.
    query read_file(FileRef) -> FileContents = files::read_file;
    /// «Файлы» of an order: files, trash, letters with them.
    query list_files(OrderRef) -> OrderFiles = order_files::list_files;
    /// Begins to take a file in.
    mutation begin_upload(BeginUpload) -> FileRef = order_files::begin_upload;
    /// A part of a file on its way in.
    mutation upload_part(UploadPart) -> Empty = order_files::upload_part;
    /// Makes a file of its parts.
    mutation finish_upload(FileRef) -> Uploaded = order_files::finish_upload;
    /// Forgets a file on its way in.
    mutation cancel_upload(FileRef) -> Empty = order_files::cancel_upload;
    /// Changes name, kind and who a file is meant for.
    mutation change_file(ChangeFile) -> Empty = order_files::change_file;
    /// Puts files into the trash.
    mutation trash_files(FileRefs) -> Empty = order_files::trash_files;
    /// Takes files out of the trash.
    mutation restore_files(FileRefs) -> Empty = order_files::restore_files;
    /// Files as one archive.
    query zip_files(FileRefs) -> FileContents = order_files::zip_files;
    /// How a file can be looked at.
    query preview_file(FileRef) -> FilePreview = order_files::preview_file;
    /// A page of a PDF file as a picture.
    query preview_file_page(FilePage) -> Picture = order_files::preview_file_page;
    /// A letter with files as it would be written.
    query get_file_letter(DraftLetter) -> LetterDraft = file_letters::get_file_letter;
    /// Sends files to the tourist.
    mutation send_files(SendFiles) -> Empty = file_letters::send_files;
    /// Tries a letter again that was refused.
    mutation retry_letter(RetryLetter) -> Empty = file_letters::retry_letter;
    /// Opens a file in the system's own program.
    mutation open_file(FileRef) -> Empty = files::open_file;

    /// «Реквизиты агентства».
    query get_agency(Empty) -> AgencyDetails = agency::get_agency;
    /// Saves the requisites.
    mutation save_agency(SaveAgency) -> AgencyDetails = agency::save_agency;
    /// Stamp and signature.
    query get_images(Empty) -> Images = agency::get_images;
    /// Uploads the stamp or the signature.
    mutation upload_image(UploadImage) -> Images = agency::upload_image;
    /// Removes the stamp or the signature.
    mutation remove_image(ImageRef) -> Images = agency::remove_image;

    /// Steps 1–4 of «Подписание договора по СМС».
    query get_integration_steps(Empty) -> Steps = integration::get_integration_steps;
    /// The SMS services and the accounts at them.
    query get_sms_settings(Empty) -> SmsSettings = sms_service::get_sms_settings;
    /// Saves the account at a service and lets that service send.
    mutation save_sms_settings(SaveSmsSettings) -> SmsSettings = sms_service::save_sms_settings;
    /// Asks the service for balance and sender names.
    query check_sms(Empty) -> SmsCheck = sms_service::check_sms;
    /// Sends a test message to a number of the office.
    mutation send_test_sms(SendTestSms) -> TestSms = sms_service::send_test_sms;
    /// The mail account.
    query get_mail_settings(Empty) -> MailSettings = integration::get_mail_settings;
    /// Saves the mail account.
    mutation save_mail_settings(SaveMailSettings) -> MailSettings = integration::save_mail_settings;
    /// Sends a test letter with the saved account.
    mutation send_test_letter(SendTestLetter) -> Empty = integration::send_test_letter;
    /// A slice of «История СМС».
    query list_sms_history(ListSmsHistory) -> SmsHistory = integration::list_sms_history;
}
