import { Tabs } from '@mantine/core';
import { go } from '../../app/leaving';
import screen from '../../shared/Screen.module.css';
import { HistoryTab } from './HistoryTab';
import classes from './Integrations.module.css';
import { MailTab } from './MailTab';
import { SmsTab } from './SmsTab';
import { StepsTab } from './StepsTab';

const TABS = [
  { key: 'steps', title: 'Подписание договора по СМС' },
  { key: 'sms', title: 'СМС' },
  { key: 'mail', title: 'Почта' },
  { key: 'history', title: 'История СМС' },
];

/** «Настройки интеграции». */
export function IntegrationsScreen({ tab }: { tab: string }) {
  return (
    <div className={`${screen.page} ${tab === 'history' ? classes.broad : ''}`}>
      <h1 className={screen.title}>Настройки интеграции</h1>
      <Tabs value={tab} onChange={(next) => next && go(`/integrations/${next}`)} keepMounted={false} mt="md">
        <Tabs.List mb="lg">
          {TABS.map(({ key, title }) => (
            <Tabs.Tab key={key} value={key}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <StepsTab />
        </Tabs.Panel>
        <Tabs.Panel value="sms" keepMounted>
          <SmsTab />
        </Tabs.Panel>
        <Tabs.Panel value="mail" keepMounted>
          <MailTab />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
