import { Text } from '@mantine/core';
import { Mark } from '../../app/Mark';
import type { OpenStart } from '../../app/Shell';
import screen from '../../shared/Screen.module.css';
import { RecoveryKeyPanel } from '../data/RecoveryKeyPanel';
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
