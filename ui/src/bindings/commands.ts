// Generated from the command list of agency-app. Do not edit.
import type { AgencyDetails } from "./AgencyDetails";
import type { AuditCheck } from "./AuditCheck";
import type { AuditLines } from "./AuditLines";
import type { CheckDraft } from "./CheckDraft";
import type { CheckResult } from "./CheckResult";
import type { CreateOffice } from "./CreateOffice";
import type { DraftCheck } from "./DraftCheck";
import type { Empty } from "./Empty";
import type { Evidence } from "./Evidence";
import type { FileContents } from "./FileContents";
import type { FileRef } from "./FileRef";
import type { ImageRef } from "./ImageRef";
import type { Images } from "./Images";
import type { ListAudit } from "./ListAudit";
import type { ListOrders } from "./ListOrders";
import type { ListSmsHistory } from "./ListSmsHistory";
import type { MailSettings } from "./MailSettings";
import type { OpenWithRecoveryKey } from "./OpenWithRecoveryKey";
import type { Operators } from "./Operators";
import type { OrderDetails } from "./OrderDetails";
import type { OrderRef } from "./OrderRef";
import type { OrderRows } from "./OrderRows";
import type { Picture } from "./Picture";
import type { Preview } from "./Preview";
import type { PreviewPage } from "./PreviewPage";
import type { RecoveryKey } from "./RecoveryKey";
import type { ResetPin } from "./ResetPin";
import type { RevokeSigning } from "./RevokeSigning";
import type { SaveAgency } from "./SaveAgency";
import type { SaveLock } from "./SaveLock";
import type { SaveMailSettings } from "./SaveMailSettings";
import type { SaveMember } from "./SaveMember";
import type { SaveOfficeCard } from "./SaveOfficeCard";
import type { SaveOrder } from "./SaveOrder";
import type { SaveSmsSettings } from "./SaveSmsSettings";
import type { SendTestLetter } from "./SendTestLetter";
import type { SendTestSms } from "./SendTestSms";
import type { SetPin } from "./SetPin";
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
import type { UploadImage } from "./UploadImage";

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
  /** The recovery key of the open own agency. */
  get_recovery_key: { kind: "query"; request: Empty; response: RecoveryKey };
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
  /** Whether anybody changed the journal past the program. */
  check_audit: { kind: "query"; request: Empty; response: AuditCheck };
  /** A slice of the grid «Заявки». */
  list_orders: { kind: "query"; request: ListOrders; response: OrderRows };
  /** One order with its check, files and signing. */
  get_order: { kind: "query"; request: OrderRef; response: OrderDetails };
  /** A new order with the next number. */
  create_order: { kind: "mutation"; request: Empty; response: OrderDetails };
  /** Saves an order; refused when somebody saved it meanwhile. */
  save_order: { kind: "mutation"; request: SaveOrder; response: OrderDetails };
  /** What is missing and what is wrong in an order while it is typed. */
  check_draft: { kind: "query"; request: CheckDraft; response: DraftCheck };
  /** The directory of tour operators. */
  list_operators: { kind: "query"; request: Empty; response: Operators };
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
