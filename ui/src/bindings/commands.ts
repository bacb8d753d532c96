// Generated from the command list of agency-app. Do not edit.
import type { AddPayment } from "./AddPayment";
import type { AgencyDetails } from "./AgencyDetails";
import type { ArchiveOperator } from "./ArchiveOperator";
import type { AuditCheck } from "./AuditCheck";
import type { AuditLines } from "./AuditLines";
import type { AuditWish } from "./AuditWish";
import type { BaseCheck } from "./BaseCheck";
import type { BeginUpload } from "./BeginUpload";
import type { CancelPayment } from "./CancelPayment";
import type { ChangeFile } from "./ChangeFile";
import type { ChangeOrders } from "./ChangeOrders";
import type { CheckDraft } from "./CheckDraft";
import type { CheckResult } from "./CheckResult";
import type { ClientDetails } from "./ClientDetails";
import type { ClientDuplicates } from "./ClientDuplicates";
import type { ClientForOrder } from "./ClientForOrder";
import type { ClientImportRef } from "./ClientImportRef";
import type { ClientImportRow } from "./ClientImportRow";
import type { ClientImports } from "./ClientImports";
import type { ClientMergeRef } from "./ClientMergeRef";
import type { ClientRef } from "./ClientRef";
import type { ClientRefs } from "./ClientRefs";
import type { ClientRows } from "./ClientRows";
import type { ClientSnapshot } from "./ClientSnapshot";
import type { ClientTable } from "./ClientTable";
import type { ClientTags } from "./ClientTags";
import type { ClientWish } from "./ClientWish";
import type { ColumnMeanings } from "./ColumnMeanings";
import type { CommissionLines } from "./CommissionLines";
import type { CompareOperator } from "./CompareOperator";
import type { CountOrders } from "./CountOrders";
import type { CreateOffice } from "./CreateOffice";
import type { DataState } from "./DataState";
import type { DebtLines } from "./DebtLines";
import type { Directory } from "./Directory";
import type { DraftCheck } from "./DraftCheck";
import type { DraftLetter } from "./DraftLetter";
import type { Empty } from "./Empty";
import type { Evidence } from "./Evidence";
import type { ExportFinance } from "./ExportFinance";
import type { ExportOrders } from "./ExportOrders";
import type { Exported } from "./Exported";
import type { FileContents } from "./FileContents";
import type { FilePage } from "./FilePage";
import type { FilePath } from "./FilePath";
import type { FilePreview } from "./FilePreview";
import type { FileRef } from "./FileRef";
import type { FileRefs } from "./FileRefs";
import type { Finance } from "./Finance";
import type { FinanceChoices } from "./FinanceChoices";
import type { FinanceSlice } from "./FinanceSlice";
import type { Find } from "./Find";
import type { Found } from "./Found";
import type { GetFinance } from "./GetFinance";
import type { GetToday } from "./GetToday";
import type { ImageRef } from "./ImageRef";
import type { Images } from "./Images";
import type { ImportPreview } from "./ImportPreview";
import type { Imported } from "./Imported";
import type { KeepPeople } from "./KeepPeople";
import type { KeptPeople } from "./KeptPeople";
import type { LetterDraft } from "./LetterDraft";
import type { ListAudit } from "./ListAudit";
import type { ListClients } from "./ListClients";
import type { ListDebts } from "./ListDebts";
import type { ListDirectory } from "./ListDirectory";
import type { ListOrders } from "./ListOrders";
import type { ListSmsHistory } from "./ListSmsHistory";
import type { ListVersions } from "./ListVersions";
import type { MailSettings } from "./MailSettings";
import type { MergeClients } from "./MergeClients";
import type { MovedClients } from "./MovedClients";
import type { OlderOrder } from "./OlderOrder";
import type { OpenDataFolder } from "./OpenDataFolder";
import type { OpenWithRecoveryKey } from "./OpenWithRecoveryKey";
import type { OperatorComparison } from "./OperatorComparison";
import type { OperatorDetails } from "./OperatorDetails";
import type { OperatorFile } from "./OperatorFile";
import type { OperatorImport } from "./OperatorImport";
import type { OperatorRef } from "./OperatorRef";
import type { Operators } from "./Operators";
import type { OrderCount } from "./OrderCount";
import type { OrderDetails } from "./OrderDetails";
import type { OrderFiles } from "./OrderFiles";
import type { OrderIds } from "./OrderIds";
import type { OrderPayments } from "./OrderPayments";
import type { OrderRef } from "./OrderRef";
import type { OrderRows } from "./OrderRows";
import type { OrderValues } from "./OrderValues";
import type { OrderVersions } from "./OrderVersions";
import type { OrdersChanged } from "./OrdersChanged";
import type { OrdersDeleted } from "./OrdersDeleted";
import type { OrdersUndone } from "./OrdersUndone";
import type { PaymentLines } from "./PaymentLines";
import type { PaymentRef } from "./PaymentRef";
import type { Picture } from "./Picture";
import type { Preview } from "./Preview";
import type { PreviewClientImport } from "./PreviewClientImport";
import type { PreviewPage } from "./PreviewPage";
import type { ReadClientTable } from "./ReadClientTable";
import type { RecordConsent } from "./RecordConsent";
import type { RecoveryKey } from "./RecoveryKey";
import type { ResetPin } from "./ResetPin";
import type { RestoreCopy } from "./RestoreCopy";
import type { RestoreVersion } from "./RestoreVersion";
import type { RetryLetter } from "./RetryLetter";
import type { RevokeSigning } from "./RevokeSigning";
import type { RunClientImport } from "./RunClientImport";
import type { SaveAgency } from "./SaveAgency";
import type { SaveClient } from "./SaveClient";
import type { SaveDraft } from "./SaveDraft";
import type { SaveLock } from "./SaveLock";
import type { SaveMailSettings } from "./SaveMailSettings";
import type { SaveMember } from "./SaveMember";
import type { SaveOfficeCard } from "./SaveOfficeCard";
import type { SaveOperator } from "./SaveOperator";
import type { SaveOrder } from "./SaveOrder";
import type { SaveSmsSettings } from "./SaveSmsSettings";
import type { SaveView } from "./SaveView";
import type { SendFiles } from "./SendFiles";
import type { SendTestLetter } from "./SendTestLetter";
import type { SendTestSms } from "./SendTestSms";
import type { SetPin } from "./SetPin";
import type { SetSecondFolder } from "./SetSecondFolder";
import type { SignIn } from "./SignIn";
import type { SignInPeople } from "./SignInPeople";
import type { SigningDialog } from "./SigningDialog";
import type { SmsCheck } from "./SmsCheck";
import type { SmsHistory } from "./SmsHistory";
import type { SmsSettings } from "./SmsSettings";
import type { Staff } from "./Staff";
import type { Start } from "./Start";
import type { Steps } from "./Steps";
import type { TestSms } from "./TestSms";
import type { Today } from "./Today";
import type { UndoneClientImport } from "./UndoneClientImport";
import type { UndoneMerge } from "./UndoneMerge";
import type { UploadImage } from "./UploadImage";
import type { UploadPart } from "./UploadPart";
import type { Uploaded } from "./Uploaded";
import type { VersionRef } from "./VersionRef";
import type { View } from "./View";
import type { ViewRef } from "./ViewRef";

export interface Commands {
  /** Where the program stands: welcome, locked, broken or an open agency. */
  get_start: { kind: "query"; request: Empty; response: Start };
  /** Opens the demo agency, making it on first use. */
  start_demo: { kind: "mutation"; request: Empty; response: Start };
  /** Closes the demo agency and returns to the own one or to the welcome screen. */
  leave_demo: { kind: "mutation"; request: Empty; response: Start };
  /** Makes the base of an own agency and returns its recovery key. */
  create_office: { kind: "mutation"; request: CreateOffice; response: RecoveryKey };
  /** Opens a base whose key is not in the keyring. */
  open_with_recovery_key: { kind: "mutation"; request: OpenWithRecoveryKey; response: Start };
  /** Tries again to open what could not be opened. */
  retry_start: { kind: "mutation"; request: Empty; response: Start };
  /** The recovery key of the open own agency. */
  get_recovery_key: { kind: "query"; request: Empty; response: RecoveryKey };
  /** «Данные и копии». */
  get_data: { kind: "query"; request: Empty; response: DataState };
  /** «Сделать копию сейчас». */
  make_copy: { kind: "mutation"; request: Empty; response: DataState };
  /** Chooses where each copy is put a second time. */
  set_second_folder: { kind: "mutation"; request: SetSecondFolder; response: DataState };
  /** Shows the folder of the data or of the copies. */
  open_data_folder: { kind: "mutation"; request: OpenDataFolder; response: Empty };
  /** Goes back to a copy; the present state is copied first. */
  restore_copy: { kind: "mutation"; request: RestoreCopy; response: Start };
  /** Looks through the whole base. */
  check_base: { kind: "mutation"; request: Empty; response: BaseCheck };
  /** Writes the whole base into a file of JSON and files. */
  export_base: { kind: "mutation"; request: FilePath; response: Exported };
  /** Makes a base of such a file, in the place of the present one if there is one. */
  import_base: { kind: "mutation"; request: FilePath; response: Imported };
  /** Stops the long work that is under way. */
  stop_work: { kind: "mutation"; request: Empty; response: Empty };
  /** Who can be chosen on the screen «Кто работает?». */
  list_sign_in: { kind: "query"; request: Empty; response: SignInPeople };
  /** Signs in, or takes the lock off. */
  sign_in: { kind: "mutation"; request: SignIn; response: Start };
  /** Sets a forgotten PIN with the recovery key. */
  reset_pin: { kind: "mutation"; request: ResetPin; response: SignInPeople };
  /** Leaves the program to another person. */
  sign_out: { kind: "mutation"; request: Empty; response: Start };
  /** Covers the screen until the PIN. */
  lock: { kind: "mutation"; request: Empty; response: Start };
  /** Сотрудники и офисы. */
  list_staff: { kind: "query"; request: Empty; response: Staff };
  /** Adds a member of the staff or changes one. */
  save_member: { kind: "mutation"; request: SaveMember; response: Staff };
  /** Adds an office or changes one. */
  save_office: { kind: "mutation"; request: SaveOfficeCard; response: Staff };
  /** Sets or removes a PIN. */
  set_pin: { kind: "mutation"; request: SetPin; response: Staff };
  /** When the window locks by itself. */
  save_lock: { kind: "mutation"; request: SaveLock; response: Start };
  /** A slice of «Журнал изменений». */
  list_audit: { kind: "query"; request: ListAudit; response: AuditLines };
  /** The journal as a table for Excel. */
  export_audit: { kind: "mutation"; request: AuditWish; response: FileContents };
  /** Whether anybody changed the journal past the program. */
  check_audit: { kind: "query"; request: Empty; response: AuditCheck };
  /** A slice of the grid «Заявки». */
  list_orders: { kind: "query"; request: ListOrders; response: OrderRows };
  /** How many orders a filter of the grid lets through. */
  count_orders: { kind: "query"; request: CountOrders; response: OrderCount };
  /** Values of the drop-downs of the grid's filters. */
  list_order_values: { kind: "query"; request: Empty; response: OrderValues };
  /** Sets status or manager of many orders, archives, trashes, brings back. */
  change_orders: { kind: "mutation"; request: ChangeOrders; response: OrdersChanged };
  /** Undoes a change of many orders. */
  undo_orders: { kind: "mutation"; request: OrdersChanged; response: OrdersUndone };
  /** Deletes orders of the trash for ever. */
  delete_orders: { kind: "mutation"; request: OrderIds; response: OrdersDeleted };
  /** The grid as it is shown, as an Excel file. */
  export_orders: { kind: "mutation"; request: ExportOrders; response: FileContents };
  /** Search through everything (Ctrl+K). */
  find: { kind: "query"; request: Find; response: Found };
  /** A screen as the person who works left it. */
  get_view: { kind: "query"; request: ViewRef; response: View };
  /** Keeps a screen as it is. */
  save_view: { kind: "mutation"; request: SaveView; response: Empty };
  /** One order with its check, files and signing. */
  get_order: { kind: "query"; request: OrderRef; response: OrderDetails };
  /** A new order with the next number. */
  create_order: { kind: "mutation"; request: Empty; response: OrderDetails };
  /** Saves an order; refused when somebody saved it meanwhile. */
  save_order: { kind: "mutation"; request: SaveOrder; response: OrderDetails };
  /** Keeps unsaved edits; they come back with the order until it is saved. */
  save_draft: { kind: "mutation"; request: SaveDraft; response: Empty };
  /** Throws unsaved edits away. */
  discard_draft: { kind: "mutation"; request: OrderRef; response: Empty };
  /** Who saved the order, when, and what changed. */
  list_versions: { kind: "query"; request: ListVersions; response: OrderVersions };
  /** An older state, and what restoring it would change. */
  get_version: { kind: "query"; request: VersionRef; response: OlderOrder };
  /** Saves an older state as a new version. */
  restore_version: { kind: "mutation"; request: RestoreVersion; response: OrderDetails };
  /** «Скопировать заявку». */
  copy_order: { kind: "mutation"; request: OrderRef; response: OrderDetails };
  /** «Повторить тур». */
  repeat_order: { kind: "mutation"; request: OrderRef; response: OrderDetails };
  /** What is missing and what is wrong in an order while it is typed. */
  check_draft: { kind: "query"; request: CheckDraft; response: DraftCheck };
  /** The tour operators that an order can choose. */
  list_operators: { kind: "query"; request: Empty; response: Operators };
  /** «Туроператоры»: the directory, searched and sorted. */
  list_directory: { kind: "query"; request: ListDirectory; response: Directory };
  /** The card of an operator with its check. */
  get_operator: { kind: "query"; request: OperatorRef; response: OperatorDetails };
  /** Adds an operator or changes one. */
  save_operator: { kind: "mutation"; request: SaveOperator; response: OperatorDetails };
  /** Puts an operator into the archive or takes it out. */
  archive_operator: { kind: "mutation"; request: ArchiveOperator; response: OperatorDetails };
  /** Deletes an operator that no order names. */
  remove_operator: { kind: "mutation"; request: OperatorRef; response: Empty };
  /** Compares an order's snapshot of an operator with the directory. */
  compare_operator: { kind: "query"; request: CompareOperator; response: OperatorComparison };
  /** The directory as a JSON file. */
  export_operators: { kind: "mutation"; request: Empty; response: FileContents };
  /** What an import of such a file would do. */
  preview_operators: { kind: "mutation"; request: OperatorFile; response: OperatorImport };
  /** Imports such a file. */
  import_operators: { kind: "mutation"; request: OperatorFile; response: OperatorImport };
  /** «Оплаты» of an order: plan and fact. */
  list_payments: { kind: "query"; request: OrderRef; response: OrderPayments };
  /** Adds a payment. */
  add_payment: { kind: "mutation"; request: AddPayment; response: OrderPayments };
  /** Takes a payment back, with the reason. */
  cancel_payment: { kind: "mutation"; request: CancelPayment; response: OrderPayments };
  /** Makes the receipt of a payment, once, among the order's files. */
  issue_receipt: { kind: "mutation"; request: PaymentRef; response: FileRef };
  /** «Финансы»: sums of the office and its months. */
  get_finance: { kind: "query"; request: GetFinance; response: Finance };
  /** What the filters of «Финансы» offer. */
  get_finance_choices: { kind: "query"; request: Empty; response: FinanceChoices };
  /** A slice of «Платежи». */
  list_finance_payments: { kind: "query"; request: FinanceSlice; response: PaymentLines };
  /** A slice of a table of debts. */
  list_debts: { kind: "query"; request: ListDebts; response: DebtLines };
  /** A slice of «Комиссия». */
  list_commission: { kind: "query"; request: FinanceSlice; response: CommissionLines };
  /** A table of «Финансы» as a workbook of Excel. */
  export_finance: { kind: "mutation"; request: ExportFinance; response: FileContents };
  /** «Сегодня»: what needs a hand. */
  get_today: { kind: "query"; request: GetToday; response: Today };
  /** A slice of the list «Клиенты». */
  list_clients: { kind: "query"; request: ListClients; response: ClientRows };
  /** Tags of clients in use. */
  list_client_tags: { kind: "query"; request: Empty; response: ClientTags };
  /** One client with orders, messages, consents and merges. */
  get_client: { kind: "query"; request: ClientRef; response: ClientDetails };
  /** Adds or saves a client; refused when somebody saved it meanwhile. */
  save_client: { kind: "mutation"; request: SaveClient; response: ClientDetails };
  /** Puts clients into the trash. */
  trash_clients: { kind: "mutation"; request: ClientRefs; response: MovedClients };
  /** Takes clients out of the trash. */
  restore_clients: { kind: "mutation"; request: ClientRefs; response: MovedClients };
  /** Deletes clients of the trash for good. */
  delete_clients: { kind: "mutation"; request: ClientRefs; response: MovedClients };
  /** Adds a line to the journal of consents. */
  record_consent: { kind: "mutation"; request: RecordConsent; response: ClientDetails };
  /** Groups of clients that may be one. */
  list_client_duplicates: { kind: "query"; request: Empty; response: ClientDuplicates };
  /** Makes several clients one. */
  merge_clients: { kind: "mutation"; request: MergeClients; response: ClientDetails };
  /** Parts merged clients again. */
  undo_client_merge: { kind: "mutation"; request: ClientMergeRef; response: UndoneMerge };
  /** Notes that clients who look alike are different people. */
  set_clients_different: { kind: "mutation"; request: ClientRefs; response: Empty };
  /** A client as customer and tourist of an order. */
  client_for_order: { kind: "query"; request: ClientForOrder; response: ClientSnapshot };
  /** «Сохранить в клиенты»: records of the people of an order. */
  keep_order_people: { kind: "mutation"; request: KeepPeople; response: KeptPeople };
  /** The clients shown, as a workbook. */
  export_clients: { kind: "mutation"; request: ClientWish; response: FileContents };
  /** What a column of a table of clients can mean. */
  list_column_meanings: { kind: "query"; request: Empty; response: ColumnMeanings };
  /** Reads a table of clients and guesses its columns. */
  read_client_table: { kind: "mutation"; request: ReadClientTable; response: ClientTable };
  /** Tries an import without storing anything. */
  preview_client_import: { kind: "mutation"; request: PreviewClientImport; response: ImportPreview };
  /** Imports the new rows of a table. */
  run_client_import: { kind: "mutation"; request: RunClientImport; response: ClientImportRow };
  /** Stops the check or the import that is under way. */
  cancel_client_import: { kind: "mutation"; request: Empty; response: Empty };
  /** Rows that were left out, with the reasons, as a workbook. */
  refused_client_rows: { kind: "mutation"; request: ClientImportRef; response: FileContents };
  /** Imports of clients, newest first. */
  list_client_imports: { kind: "query"; request: Empty; response: ClientImports };
  /** Takes back an import. */
  undo_client_import: { kind: "mutation"; request: ClientImportRef; response: UndoneClientImport };
  /** «Проверка заполнения договора» of the order as saved. */
  check_contract: { kind: "query"; request: OrderRef; response: CheckResult };
  /** Makes the PDF of the contract as it would be sent now. */
  preview_contract: { kind: "query"; request: OrderRef; response: Preview };
  /** A page of that PDF as a picture. */
  preview_page: { kind: "query"; request: PreviewPage; response: Picture };
  /** «Подписание электронного договора»: who gets the link, or why it cannot be sent. */
  get_signing_dialog: { kind: "query"; request: OrderRef; response: SigningDialog };
  /** «Отправить ссылку». */
  send_for_signing: { kind: "mutation"; request: OrderRef; response: OrderDetails };
  /** Takes the link back. */
  revoke_signing: { kind: "mutation"; request: RevokeSigning; response: OrderDetails };
  /** Tries again what failed in sending. */
  retry_signing: { kind: "mutation"; request: OrderRef; response: OrderDetails };
  /** The evidence of the last sending, one JSON record a line. */
  read_evidence: { kind: "query"; request: OrderRef; response: Evidence };
  /** A file with its contents. */
  read_file: { kind: "query"; request: FileRef; response: FileContents };
  /** «Файлы» of an order: files, trash, letters with them. */
  list_files: { kind: "query"; request: OrderRef; response: OrderFiles };
  /** Begins to take a file in. */
  begin_upload: { kind: "mutation"; request: BeginUpload; response: FileRef };
  /** A part of a file on its way in. */
  upload_part: { kind: "mutation"; request: UploadPart; response: Empty };
  /** Makes a file of its parts. */
  finish_upload: { kind: "mutation"; request: FileRef; response: Uploaded };
  /** Forgets a file on its way in. */
  cancel_upload: { kind: "mutation"; request: FileRef; response: Empty };
  /** Changes name, kind and who a file is meant for. */
  change_file: { kind: "mutation"; request: ChangeFile; response: Empty };
  /** Puts files into the trash. */
  trash_files: { kind: "mutation"; request: FileRefs; response: Empty };
  /** Takes files out of the trash. */
  restore_files: { kind: "mutation"; request: FileRefs; response: Empty };
  /** Files as one archive. */
  zip_files: { kind: "query"; request: FileRefs; response: FileContents };
  /** How a file can be looked at. */
  preview_file: { kind: "query"; request: FileRef; response: FilePreview };
  /** A page of a PDF file as a picture. */
  preview_file_page: { kind: "query"; request: FilePage; response: Picture };
  /** A letter with files as it would be written. */
  get_file_letter: { kind: "query"; request: DraftLetter; response: LetterDraft };
  /** Sends files to the tourist. */
  send_files: { kind: "mutation"; request: SendFiles; response: Empty };
  /** Tries a letter again that was refused. */
  retry_letter: { kind: "mutation"; request: RetryLetter; response: Empty };
  /** Opens a file in the system's own program. */
  open_file: { kind: "mutation"; request: FileRef; response: Empty };
  /** «Реквизиты агентства». */
  get_agency: { kind: "query"; request: Empty; response: AgencyDetails };
  /** Saves the requisites. */
  save_agency: { kind: "mutation"; request: SaveAgency; response: AgencyDetails };
  /** Stamp and signature. */
  get_images: { kind: "query"; request: Empty; response: Images };
  /** Uploads the stamp or the signature. */
  upload_image: { kind: "mutation"; request: UploadImage; response: Images };
  /** Removes the stamp or the signature. */
  remove_image: { kind: "mutation"; request: ImageRef; response: Images };
  /** Steps 1–4 of «Подписание договора по СМС». */
  get_integration_steps: { kind: "query"; request: Empty; response: Steps };
  /** The SMS services and the accounts at them. */
  get_sms_settings: { kind: "query"; request: Empty; response: SmsSettings };
  /** Saves the account at a service and lets that service send. */
  save_sms_settings: { kind: "mutation"; request: SaveSmsSettings; response: SmsSettings };
  /** Asks the service for balance and sender names. */
  check_sms: { kind: "query"; request: Empty; response: SmsCheck };
  /** Sends a test message to a number of the office. */
  send_test_sms: { kind: "mutation"; request: SendTestSms; response: TestSms };
  /** The mail account. */
  get_mail_settings: { kind: "query"; request: Empty; response: MailSettings };
  /** Saves the mail account. */
  save_mail_settings: { kind: "mutation"; request: SaveMailSettings; response: MailSettings };
  /** Sends a test letter with the saved account. */
  send_test_letter: { kind: "mutation"; request: SendTestLetter; response: Empty };
  /** A slice of «История СМС». */
  list_sms_history: { kind: "query"; request: ListSmsHistory; response: SmsHistory };
}
