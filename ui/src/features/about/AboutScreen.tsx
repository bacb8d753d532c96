import { Button, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Mark } from '../../app/Mark';
import { useCommand } from '../../app/query';
import type { OpenStart } from '../../app/Shell';
import { Panel } from '../../shared/Panel';
import { RecoveryKey } from '../../shared/RecoveryKey';
import screen from '../../shared/Screen.module.css';
import { FailureNote } from '../../shared/states';
import classes from './AboutScreen.module.css';

/** «О программе». */
export function AboutScreen({ start }: { start: OpenStart }) {
  return (
    <div className={`${screen.page} ${classes.page}`}>
      <div className={`${screen.panel} ${classes.card}`}>
        <Mark size={72} />
        <h1 className={screen.title}>ТурОфис Десктоп</h1>
        <Text c="dimmed">Заявки, договоры и подписание по СМС для офиса турагентства</Text>
        <dl className={classes.facts}>
          <dt>Версия</dt>
          <dd>{start.version}</dd>
          <dt>Агентство</dt>
          <dd>{start.agency_name}</dd>
          <dt>Режим</dt>
          <dd>{start.mode === 'demo' ? 'Учебный' : 'Рабочий'}</dd>
          <dt>Папка с данными</dt>
          <dd>{start.data_folder}</dd>
          <dt>Шрифт</dt>
          <dd>Golos Text, лицензия SIL Open Font License 1.1</dd>
        </dl>
        <Text c="dimmed" size="sm" maw={560}>
          Данные хранятся на этом компьютере в зашифрованном виде. Ключ лежит в хранилище паролей системы; если оно
          потеряно, базу открывает ключ восстановления.
        </Text>
      </div>
      {start.mode === 'office' && <RecoveryKeyPanel />}
    </div>
  );
}

function RecoveryKeyPanel() {
  // asked for by hand every time, so the key is not kept among the answers of the window
  const key = useCommand('get_recovery_key');
  return (
    <Panel title="Ключ восстановления">
      <Stack align="flex-start">
        <Text c="dimmed" maw={620}>
          Откроет базу и её копии, если этот компьютер потеряет свой пароль от неё. Храните ключ напечатанным и не на
          этом компьютере: с ним базу откроет любой, у кого она окажется.
        </Text>
        {key.error && <FailureNote error={key.error} />}
        {key.data && <RecoveryKey text={key.data.recovery_key} />}
        {key.data ? (
          <Button variant="subtle" onClick={key.reset}>
            Скрыть ключ
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconKey size={18} stroke={1.5} />}
            loading={key.isPending}
            onClick={() => key.mutate({})}
          >
            Показать ключ
          </Button>
        )}
      </Stack>
    </Panel>
  );
}
