import type { ConsentAction } from '../../bindings/ConsentAction';
import type { ConsentKind } from '../../bindings/ConsentKind';
import type { ConsentWay } from '../../bindings/ConsentWay';

export const consentKind: Record<ConsentKind, string> = {
  personal_data: 'Обработка персональных данных',
  advertising: 'Рекламные сообщения',
};

export const consentWay: Record<ConsentWay, string> = {
  paper: 'На бумаге, с подписью',
  code: 'Электронно, кодом из СМС',
  site: 'На сайте',
  message: 'Письмом или сообщением',
  spoken: 'Устно',
};

export const consentAction: Record<ConsentAction, string> = { given: 'Дано', withdrawn: 'Отозвано' };

/** The usual words of a consent; what the client really agreed to is written over them. */
export const usualText: Record<ConsentKind, string> = {
  personal_data: 'Согласие на обработку персональных данных для заключения и исполнения договора',
  advertising: 'Согласие на получение рекламных сообщений по телефону, СМС и e-mail',
};
