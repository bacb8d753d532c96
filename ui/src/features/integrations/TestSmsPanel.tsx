import { Alert, Button, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { SmsOutcome } from '../../bindings/SmsOutcome';
import { Panel } from '../../shared/Panel';
import { FailureNote } from '../../shared/states';
import classes from './Integrations.module.css';

const OUTCOMES: Record<SmsOutcome, { color: string; title: string }> = {
  accepted: { color: 'green', title: 'Сообщение принято' },
  rejected: { color: 'red', title: 'Сервис отказал' },
  unknown: { color: 'orange', title: 'Неизвестно, принято ли сообщение' },
};

/** A message to oneself, with what the service answered. */
export function TestSmsPanel() {
  const [phone, setPhone] = useState('');
  const test = useCommand('send_test_sms');
  return (
    <Panel title="Тестовое СМС">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate({ phone });
        }}
      >
        <div className={classes.actions} style={{ alignItems: 'flex-end', marginTop: 0 }}>
          <TextInput
            label="Телефон"
            placeholder="+7 900 123-45-67"
            type="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconSend size={18} stroke={1.5} />}
            loading={test.isPending}
            disabled={phone.trim() === ''}
          >
            Отправить
          </Button>
        </div>
      </form>
      <p className={classes.note}>Уйдёт одно сообщение «Проверка СМС из ТурОфиса» по цене вашего сервиса.</p>
      {test.error && <FailureNote error={test.error} />}
      {test.data && !test.error && (
        <Alert color={OUTCOMES[test.data.outcome].color} title={OUTCOMES[test.data.outcome].title} role="status">
          <div>{test.data.explanation}</div>
          {test.data.cost && <div>Цена: {test.data.cost.replace('.', ',')}</div>}
          <details>
            <summary>Запрос и ответ сервиса</summary>
            <pre className={classes.raw}>{test.data.request}</pre>
            <pre className={classes.raw}>{test.data.answer === '' ? 'Ответа нет' : test.data.answer}</pre>
          </details>
        </Alert>
      )}
    </Panel>
  );
}
