import { Anchor } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { SmsHistoryRow } from '../../bindings/SmsHistoryRow';
import { moscowMinute } from '../../shared/format';
import { smsOutcome } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import { Empty } from '../../shared/states';
import classes from './Clients.module.css';

/** «Сообщения»: SMS sent about the orders of the client. */
export function ClientMessages({ messages }: { messages: SmsHistoryRow[] }) {
  return (
    <Panel title="Сообщения">
      {messages.length === 0 ? (
        <Empty icon={<IconMessage size={40} stroke={1.25} />} title="Сообщений не было">
          Здесь появятся СМС с кодами подписания по заявкам клиента.
        </Empty>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Отправлено, МСК</th>
                <th>Заявка</th>
                <th>Получатель</th>
                <th>Результат</th>
                <th>Подписан</th>
              </tr>
            </thead>
            <tbody>
              {messages.map((message) => (
                <tr key={message.id}>
                  <td>{moscowMinute(message.sent_at)}</td>
                  <td>
                    <Anchor component={Link} href={`/orders/${message.order_id}`}>
                      {message.order_number}
                    </Anchor>
                  </td>
                  <td>{message.phone_masked}</td>
                  <td title={message.explanation}>{smsOutcome[message.outcome]}</td>
                  <td>{message.signed_at === null ? '' : moscowMinute(message.signed_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
