import { Alert, Button, Group, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconExclamationMark,
  IconFolderOpen,
  IconStethoscope,
  IconX,
} from '@tabler/icons-react';
import { useCommand } from '../../app/query';
import type { DataState } from '../../bindings/DataState';
import type { HealthLevel } from '../../bindings/HealthLevel';
import { fileSize } from '../../shared/format';
import { complain } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import { FailureNote } from '../../shared/states';
import classes from './Data.module.css';
import { WorkProgress } from './WorkProgress';

const MARKS: Record<HealthLevel, typeof IconCheck> = { good: IconCheck, warning: IconExclamationMark, bad: IconX };

/** Where the data lives and how it is. */
export function StatePanel({ data }: { data: DataState }) {
  const check = useCommand('check_base');
  const open = useCommand('open_data_folder');
  return (
    <Panel title="Состояние">
      <ul className={classes.health}>
        {data.health.map(({ level, title, advice }) => {
          const Mark = MARKS[level];
          return (
            <li key={title}>
              <span className={classes.mark} data-level={level}>
                <Mark size={15} stroke={2.25} />
              </span>
              <div>
                {title}
                {advice !== '' && (
                  <Text c="dimmed" size="sm">
                    {advice}
                  </Text>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <dl className={classes.facts}>
        <dt>Папка с данными</dt>
        <dd>{data.folder}</dd>
        <dt>Размер базы</dt>
        <dd>
          {fileSize(data.base_size)}, портал подписания {fileSize(data.portal_size)}
        </dd>
      </dl>
      {check.isPending ? (
        <WorkProgress work="check" text="Проверяется целостность" />
      ) : (
        <Group>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={18} stroke={1.5} />}
            onClick={() => open.mutate({ which: 'data' }, { onError: complain })}
          >
            Открыть папку
          </Button>
          <Button
            variant="default"
            leftSection={<IconStethoscope size={18} stroke={1.5} />}
            onClick={() => check.mutate({})}
          >
            Проверить целостность
          </Button>
        </Group>
      )}
      {check.error && check.error.code !== 'stopped' && <FailureNote error={check.error} />}
      {check.data && <Findings problems={check.data.problems} />}
    </Panel>
  );
}

function Findings({ problems }: { problems: string[] }) {
  if (problems.length === 0) {
    return (
      <Alert mt="md" color="green" icon={<IconCheck size={18} />} title="База цела" role="status">
        Проверены все страницы, связи и контрольные суммы файлов.
      </Alert>
    );
  }
  return (
    <Alert mt="md" color="red" icon={<IconAlertTriangle size={18} />} title="База повреждена" role="alert">
      Не вводите новые данные: восстановите последнюю копию из списка ниже. Повреждённый файл программа отложит.
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Alert>
  );
}
