import type { AuditKind } from '../bindings/AuditKind';
import type { BookingStatus } from '../bindings/BookingStatus';
import type { ContractKind } from '../bindings/ContractKind';
import type { ContractStatus } from '../bindings/ContractStatus';
import type { CustomerKind } from '../bindings/CustomerKind';
import type { Direction } from '../bindings/Direction';
import type { DocumentKind } from '../bindings/DocumentKind';
import type { DocumentsGiven } from '../bindings/DocumentsGiven';
import type { Gender } from '../bindings/Gender';
import type { GuaranteeKind } from '../bindings/GuaranteeKind';
import type { IdentityCheckWay } from '../bindings/IdentityCheckWay';
import type { LegalForm } from '../bindings/LegalForm';
import type { MailSecurity } from '../bindings/MailSecurity';
import type { OrderStatus } from '../bindings/OrderStatus';
import type { PaymentMethod } from '../bindings/PaymentMethod';
import type { PaymentStatus } from '../bindings/PaymentStatus';
import type { Rights } from '../bindings/Rights';
import type { Role } from '../bindings/Role';
import type { ServiceKind } from '../bindings/ServiceKind';
import type { SmsOutcome } from '../bindings/SmsOutcome';
import type { TourKind } from '../bindings/TourKind';
import type { Visa } from '../bindings/Visa';

export const orderStatus: Record<OrderStatus, string> = {
  new: 'Новая',
  in_progress: 'В работе',
  confirmed: 'Подтверждена',
  documents_ready: 'Документы готовы к выдаче',
  documents_issued: 'Документы выданы',
  closed: 'Заявка закрыта',
  refused: 'Отказ',
  cancelled: 'Аннулирована',
};

export const contractStatus: Record<ContractStatus, string> = {
  draft: 'На формировании',
  prepared: 'Сформирован',
  sent: 'Отправлен на подписание',
  viewed: 'Просмотрен',
  code_sent: 'Код отправлен',
  signed: 'Согласован и подписан электронно',
  signed_on_paper: 'Подписан на бумаге',
  declined: 'Отклонён заказчиком',
  revoked: 'Отозван агентством',
  expired: 'Истёк срок ссылки',
  send_failed: 'Ошибка отправки',
};

/** The statuses a manager sets by hand; the rest follows from signing. */
export const manualContractStatuses: ContractStatus[] = ['draft', 'prepared', 'signed_on_paper'];

export const contractKind: Record<ContractKind, string> = {
  tour_product: 'Турпродукт',
  separate_services: 'Отдельные услуги',
};

export const bookingStatus: Record<BookingStatus, string> = {
  requested: 'Запрошена',
  confirmed: 'Подтверждена',
  not_confirmed: 'Не подтверждена',
  cancelled: 'Аннулирована',
};

export const documentsGiven: Record<DocumentsGiven, string> = {
  not_given: 'Не выданы',
  partly: 'Выданы частично',
  given: 'Выданы',
};

export const customerKind: Record<CustomerKind, string> = {
  person: 'Физическое лицо',
  organisation: 'Организация',
  entrepreneur: 'Индивидуальный предприниматель',
};

export const identityCheckWay: Record<IdentityCheckWay, string> = {
  in_person: 'Лично, по документу',
  scan: 'Скан документа и селфи',
  payment: 'Оплата с именной карты или счёта',
  qualified_signature: 'УКЭП или Госключ',
};

export const documentKind: Record<DocumentKind, string> = {
  russian_passport: 'Паспорт РФ',
  travel_passport: 'Загранпаспорт',
  birth_certificate: 'Свидетельство о рождении',
  foreign_passport: 'Иностранный паспорт',
  residence_permit: 'Вид на жительство',
  other: 'Иной документ',
};

export const gender: Record<Gender, string> = { male: 'Мужской', female: 'Женский' };

export const visa: Record<Visa, string> = {
  not_required: 'Не требуется',
  present: 'Есть',
  by_agency: 'Оформляет агентство',
  by_tourist: 'Оформляет турист',
};

export const tourKind: Record<TourKind, string> = {
  outbound: 'Выездной',
  domestic: 'Внутренний',
  inbound: 'Въездной',
};

export const paymentMethod: Record<PaymentMethod, string> = {
  cash: 'Наличные',
  card: 'Банковская карта',
  bank_transfer: 'Безналичный расчёт',
  sbp: 'Система быстрых платежей',
  credit: 'Кредит или рассрочка',
};

export const paymentDirection: Record<Direction, string> = {
  from_tourist: 'Оплата от туриста',
  to_operator: 'Оплата туроператору',
  refund_to_tourist: 'Возврат туристу',
  refund_from_operator: 'Возврат от туроператора',
};

export const paymentStatus: Record<PaymentStatus, string> = {
  unpaid: 'Не оплачена',
  partly: 'Частично оплачена',
  paid: 'Полностью оплачена',
  overpaid: 'Переплата',
};

export const serviceKind: Record<ServiceKind, string> = {
  accommodation: 'Средство размещения',
  transport: 'Услуги по перевозке',
  transfer: 'Услуги по перевозке в стране временного пребывания',
  insurance: 'Страхование',
  excursions: 'Экскурсионная программа',
  meals: 'Питание',
  guide: 'Гид, гид-переводчик, инструктор-проводник',
  visa: 'Визовая поддержка',
  other: 'Дополнительные услуги',
};

export const guaranteeKind: Record<GuaranteeKind, string> = {
  insurance: 'Договор страхования ответственности',
  bank_guarantee: 'Банковская гарантия',
};

export const legalForm: Record<LegalForm, string> = {
  organisation: 'Организация (ООО, АО)',
  entrepreneur: 'Индивидуальный предприниматель',
};

export const mailSecurity: Record<MailSecurity, string> = {
  tls: 'SSL/TLS',
  start_tls: 'STARTTLS',
  none: 'Без шифрования (только этот компьютер)',
};

export const smsOutcome: Record<SmsOutcome, string> = {
  accepted: 'Принято',
  rejected: 'Отказ',
  unknown: 'Неизвестно',
};

/** What every row of its kind in the check says anyway. */
export const USUAL_REASONS = ['Поле не заполнено', 'Услуга не добавлена'];

/** Options of a select, in the order they are declared. */
export function options<K extends string>(labels: Record<K, string>): { value: K; label: string }[] {
  return (Object.entries(labels) as [K, string][]).map(([value, label]) => ({ value, label }));
}

export const role: Record<Role, string> = { manager: 'Менеджер', head: 'Руководитель' };

export const right: Record<keyof Rights, string> = {
  export: 'Выгрузка в Excel и файлы',
  delete: 'Удаление заявок, клиентов и файлов',
  integrations: 'Интеграции, реквизиты, печать и подпись',
  others_read: 'Просмотр чужих заявок',
  others_edit: 'Изменение чужих заявок',
  money: 'Деньги: платежи и отчёты',
};

export const auditKind: Record<AuditKind, string> = {
  order: 'Заявки',
  signing: 'Подписание',
  client: 'Клиенты',
  money: 'Деньги',
  file: 'Файлы',
  operator: 'Туроператоры',
  staff: 'Сотрудники',
  sign_in: 'Входы',
  refusal: 'Отказы',
  settings: 'Настройки',
  export: 'Выгрузки',
  data: 'Данные',
};
