import type { ReactNode } from 'react';
import type { SmsServiceName } from '../../bindings/SmsServiceName';
import { ExternalLink } from './ExternalLink';

/** How a service is shown: its form and the way to connect it. */
export interface SmsServiceForm {
  title: string;
  /** Label of the sender's field. */
  sender: string;
  senderHint: string;
  /** Label of the login's field; none: the service has no login. */
  login?: string;
  password?: string;
  token?: string;
  /** How the fields belong together, where that is not plain. */
  note?: string;
  steps: ReactNode[];
}

const NAME = 'Имя отправителя';
const LAST = 'Заполните поля слева, сохраните, проверьте подключение и отправьте себе тестовое СМС.';

/** Every service, in the order of the list. */
export const SMS_SERVICES: Record<SmsServiceName, SmsServiceForm> = {
  unisender: {
    title: 'Unisender',
    sender: NAME,
    senderHint: '3–11 латинских букв и цифр',
    token: 'API-ключ',
    steps: [
      <>
        <ExternalLink href="https://www.unisender.com/ru/registration/">Зарегистрируйте</ExternalLink> аккаунт агентства
        на тарифе с доступом к API.
      </>,
      'Пополните баланс: имя отправителя платное и проверяется вручную.',
      'Закажите регистрацию имени отправителя и дождитесь одобрения.',
      'В настройках кабинета откройте «Интеграция и API», включите доступ и скопируйте ключ.',
      LAST,
    ],
  },
  smsc: {
    title: 'SMSC.ru',
    sender: NAME,
    senderHint: 'Пусто: имя по умолчанию',
    login: 'Логин',
    password: 'Пароль',
    token: 'API-ключ',
    note: 'Нужны логин и пароль или только API-ключ: если есть ключ, используется он.',
    steps: [
      <>
        <ExternalLink href="https://smsc.ru/reg/">Зарегистрируйте</ExternalLink> аккаунт агентства.
      </>,
      <>
        <ExternalLink href="https://smsc.ru/contract/info/">Заключите договор</ExternalLink>: без него ИП и организациям
        СМС не отправляются. Для пробы хватит номера Билайн.
      </>,
      <>
        <ExternalLink href="https://smsc.ru/pay/">Пополните баланс</ExternalLink>.
      </>,
      <>
        Создайте <ExternalLink href="https://smsc.ru/senders/">имя отправителя</ExternalLink>, приложите документы и
        дождитесь одобрения операторов.
      </>,
      <>
        Задайте <ExternalLink href="https://smsc.ru/passwords/">отдельный пароль для API</ExternalLink>, чтобы не
        хранить здесь пароль от кабинета.
      </>,
      LAST,
    ],
  },
  semysms: {
    title: 'SemySMS',
    sender: 'Устройство',
    senderHint: 'Номер устройства или active: любое включённое',
    token: 'API-токен',
    steps: [
      <>
        <ExternalLink href="https://semysms.net">Зарегистрируйтесь</ExternalLink> и подтвердите почту.
      </>,
      'Установите приложение SemySMS на телефон Android с сим-картой и добавьте его в кабинете как устройство.',
      'Создайте API-токен; ему можно задать срок и лимиты.',
      'Телефон должен быть включён и в сети: СМС уходят с его номера и по его тарифу.',
      LAST,
    ],
  },
  targetsms: {
    title: 'TargetSMS',
    sender: NAME,
    senderHint: 'До 11 латинских букв и цифр или до 15 цифр',
    login: 'Логин',
    password: 'Пароль',
    token: 'Токен',
    note: 'Нужны логин и пароль или только токен: если есть токен, используется он.',
    steps: [
      <>
        <ExternalLink href="https://targetsms.ru">Зарегистрируйтесь</ExternalLink>: менеджер позвонит и включит аккаунт.
      </>,
      'Заключите договор и согласуйте с менеджером имя отправителя. До этого доступно тестовое имя targettele.',
      <>
        <ExternalLink href="https://sms.targetsms.ru/ru/cabinet/pay.html">Пополните баланс</ExternalLink>.
      </>,
      'По желанию создайте в кабинете токен: он заменит логин и пароль и имеет срок действия.',
      LAST,
    ],
  },
  smsru: {
    title: 'SMS.ru',
    sender: NAME,
    senderHint: '3–11 латинских букв; пусто: имя по умолчанию',
    token: 'api_id',
    steps: [
      <>
        <ExternalLink href="https://sms.ru">Зарегистрируйте</ExternalLink> аккаунт агентства.
      </>,
      <>
        Создайте имя отправителя, приложите документы,{' '}
        <ExternalLink href="https://sms.ru/?panel=dogs">договор</ExternalLink> и гарантийные письма операторам.
      </>,
      'Пополните баланс.',
      'Скопируйте api_id на главной странице кабинета.',
      LAST,
    ],
  },
  stream_telecom: {
    title: 'Stream Telecom',
    sender: NAME,
    senderHint: 'До 11 латинских букв и цифр',
    login: 'Логин',
    password: 'Пароль API',
    steps: [
      <>
        <ExternalLink href="https://stream-telecom.ru">Зарегистрируйтесь</ExternalLink> и подтвердите почту.
      </>,
      'Заполните реквизиты и заключите договор в кабинете.',
      'Зарегистрируйте имя отправителя: временное имя исчезнет, как только вы запросите своё.',
      <>
        <ExternalLink href="https://lk.omnicom.pro/balance/">Пополните баланс</ExternalLink>.
      </>,
      'Задайте пароль API во вкладке «Настройки API»: пароль от кабинета не подойдёт. Логин — это телефон аккаунта.',
      LAST,
    ],
  },
  smsint: {
    title: 'SMSint',
    sender: NAME,
    senderHint: 'Пусто: имя по умолчанию',
    token: 'Токен X-Token',
    login: 'Логин протокола',
    password: 'Пароль протокола',
    note: 'Для отправки нужен только токен. Логин и пароль «XML и JSON протокола» нужны, чтобы видеть баланс и имена.',
    steps: [
      <>
        <ExternalLink href="https://smsint.ru">Зарегистрируйте</ExternalLink> аккаунт агентства и заключите договор.
      </>,
      'Согласуйте имя отправителя: в рабочее время это занимает несколько минут.',
      'Пополните баланс.',
      'В кабинете создайте токен для отправки сообщений.',
      LAST,
    ],
  },
};

/** The services in the order of the list. */
export const SMS_SERVICE_NAMES = Object.keys(SMS_SERVICES) as SmsServiceName[];
