import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/query';
import type { ClientDetails } from '../../bindings/ClientDetails';
import type { ConsentAction } from '../../bindings/ConsentAction';
import type { ConsentKind } from '../../bindings/ConsentKind';
import type { ConsentWay } from '../../bindings/ConsentWay';
import { DateField } from '../../shared/DateField';
import { date, moscowMinute } from '../../shared/format';
import { options } from '../../shared/labels';
import { complain } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { Empty } from '../../shared/states';
import classes from './Clients.module.css';
import { consentAction, consentKind, consentWay, usualText } from './consents';

/** «Согласия»: a journal that only grows. */
export function ClientConsents({ details }: { details: ClientDetails }) {
  const [asked, setAsked] = useState<{ kind: ConsentKind; action: ConsentAction } | null>(null);
  const state: Record<ConsentKind, boolean> = {
    personal_data: details.personal_data,
    advertising: details.advertising,
  };
  return (
    <Panel title="Согласия">
      <Stack gap="sm" mb="md">
        {(Object.keys(consentKind) as ConsentKind[]).map((kind) => (
          <div key={kind} className={classes.picked}>
            <Text>
              {consentKind[kind]}:{' '}
              <Text span fw={600} c={state[kind] ? 'sea.8' : 'dimmed'}>
                {state[kind] ? 'действует' : 'нет'}
              </Text>
            </Text>
            <Button
              size="compact-sm"
              variant="light"
              {...(state[kind] ? { color: 'gray' } : {})}
              onClick={() => setAsked({ kind, action: state[kind] ? 'withdrawn' : 'given' })}
            >
              {state[kind] ? 'Записать отзыв' : 'Записать согласие'}
            </Button>
          </div>
        ))}
      </Stack>
      {details.consents.length === 0 ? (
        <Empty icon={<IconFileCheck size={40} stroke={1.25} />} title="Журнал пуст">
          Запишите, на что, когда и как клиент согласился и где лежит подтверждение. Записи не меняются и не удаляются.
        </Empty>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Дата</th>
                <th>Что</th>
                <th>Как</th>
                <th>Текст и подтверждение</th>
                <th>Записано, МСК</th>
              </tr>
            </thead>
            <tbody>
              {details.consents.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a journal only grows, at the top
                <tr key={details.consents.length - index}>
                  <td>{date(line.on)}</td>
                  <td>
                    {consentAction[line.action]}: {consentKind[line.kind].toLowerCase()}
                  </td>
                  <td>{consentWay[line.way]}</td>
                  <td>
                    {line.text}
                    {line.proof !== '' && (
                      <Text size="sm" c="dimmed">
                        {line.proof}
                      </Text>
                    )}
                  </td>
                  <td>
                    {moscowMinute(line.recorded_at)}
                    <Text size="sm" c="dimmed">
                      {line.author}
                    </Text>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked && <ConsentDialog id={details.client.id} {...asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

interface DialogProps {
  id: string;
  kind: ConsentKind;
  action: ConsentAction;
  onClose: () => void;
}

function ConsentDialog({ id, kind, action, onClose }: DialogProps) {
  const record = useCommand('record_consent');
  const [on, setOn] = useState<string | null>(() => new Date().toLocaleDateString('sv-SE'));
  const [way, setWay] = useState<ConsentWay>('paper');
  const [text, setText] = useState(action === 'given' ? usualText[kind] : '');
  const [proof, setProof] = useState('');
  const store = () => {
    if (on !== null) {
      record.mutate({ id, kind, action, on, way, text, proof }, { onSuccess: onClose, onError: complain });
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={action === 'given' ? 'Записать согласие' : 'Записать отзыв согласия'}
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text>{consentKind[kind]}</Text>
        <Group grow align="flex-start">
          <DateField label={action === 'given' ? 'Когда дано' : 'Когда отозвано'} value={on} onChange={setOn} />
          <Select
            label="Как"
            data={options(consentWay)}
            value={way}
            allowDeselect={false}
            onChange={(value) => setWay(value as ConsentWay)}
          />
        </Group>
        {action === 'given' && (
          <Textarea
            label="Текст согласия"
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Подтверждение"
          placeholder="Скан в папке 5, запись звонка, письмо от 06.03.2025"
          value={proof}
          onChange={(event) => setProof(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          Запись останется в журнале навсегда: исправить её нельзя, можно добавить новую.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={onClose}>
            Отмена
          </Button>
          <Button onClick={store} loading={record.isPending} disabled={on === null}>
            Записать
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
