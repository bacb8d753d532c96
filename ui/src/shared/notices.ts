import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import type { CommandError } from '../lib/backend/error';
import { newId } from './ids';
import { NoticeAction } from './NoticeAction';

/** A short confirmation, with a way back where there is one. */
export function tell(text: string, undo?: { label: string; run: () => void }): void {
  const id = newId();
  const message = undo
    ? createElement(NoticeAction, {
        text,
        label: undo.label,
        onClick: () => {
          notifications.hide(id);
          undo.run();
        },
      })
    : text;
  notifications.show({ id, message, color: 'sea', autoClose: undo ? 10_000 : 4_000 });
}

/** A refusal: stays until it is read. */
export function complain(error: CommandError): void {
  notifications.show({
    title: error.title,
    message: [...error.details, error.advice].join(' '),
    color: 'red',
    autoClose: false,
  });
}
