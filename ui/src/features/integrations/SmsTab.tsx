import { Alert, Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconCheck, IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { SmsAccount } from '../../bindings/SmsAccount';
import type { SmsCheck } from '../../bindings/SmsCheck';
import type { SmsServiceName } from '../../bindings/SmsServiceName';
import type { SmsSettings } from '../../bindings/SmsSettings';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Failure, FailureNote, Waiting } from '../../shared/states';
import classes from './Integrations.module.css';
import { SMS_SERVICE_NAMES, SMS_SERVICES } from './smsServices';
import { TestSmsPanel } from './TestSmsPanel';

/** «СМС»: the service that sends the codes. */
export function SmsTab() {
  const settings = useCommandQuery('get_sms_settings', {});
  if (settings.isPending) {
    return <Waiting />;
  }
  if (settings.isError) {
    return <Failure error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return <SmsServiceTab settings={settings.data} />;
}

function SmsServiceTab({ settings }: { settings: SmsSettings }) {
  const [service, setService] = useState(settings.service);
  const account = settings.accounts.find((one) => one.service === service);
  const isActive = service === settings.service && account?.missing === null;
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {account && <SmsForm key={service} saved={account} settings={settings} onService={setService} />}
        {isActive && <TestSmsPanel key={`test-${service}`} />}
      </div>
      <HowTo service={service} />
    </div>
  );
}

function SmsForm({
  saved,
  settings,
  onService,
}: {
  saved: SmsAccount;
  settings: SmsSettings;
  onService: (service: SmsServiceName) => void;
}) {
  const form = SMS_SERVICES[saved.service];
  const [login, setLogin] = useState(saved.login);
  const [sender, setSender] = useState(saved.sender);
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const save = useCommand('save_sms_settings');
  const check = useCommand('check_sms');
  const isChosen = saved.service === settings.service;
  const isChanged = !isChosen || login !== saved.login || sender !== saved.sender || password !== '' || token !== '';
  const error = save.error ?? check.error;

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    check.reset();
    save.mutate(
      {
        service: saved.service,
        login: login.trim(),
        sender: sender.trim(),
        password: password === '' ? null : password,
        token: token === '' ? null : token,
      },
      {
        onSuccess: () => {
          setPassword('');
          setToken('');
          tell(`Настройки сохранены. СМС отправляет ${form.title}`);
        },
      },
    );
  };

  return (
    <form onSubmit={submit}>
      <Panel title="Подключение">
        <div className={screen.fields}>
          <Select
            label="СМС сервис"
            data={SMS_SERVICE_NAMES.map((value) => ({ value, label: SMS_SERVICES[value].title }))}
            value={saved.service}
            allowDeselect={false}
            onChange={(value) => value && onService(value as SmsServiceName)}
          />
          <TextInput
            label={form.sender}
            description={form.senderHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={sender}
            onChange={(event) => setSender(event.currentTarget.value)}
            autoComplete="off"
          />
          {form.login && (
            <TextInput
              label={form.login}
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              autoComplete="off"
            />
          )}
          {form.password && (
            <Secret label={form.password} isKept={saved.has_password} value={password} onChange={setPassword} />
          )}
          {form.token && <Secret label={form.token} isKept={saved.has_token} value={token} onChange={setToken} />}
        </div>
        {form.note && <p className={classes.note}>{form.note}</p>}
        {isChosen && saved.missing === null && <p className={classes.note}>СМС отправляет этот сервис.</p>}
        {!isChosen && (
          <p className={classes.note}>
            Сейчас СМС отправляет {SMS_SERVICES[settings.service].title}. После сохранения их будет отправлять{' '}
            {form.title}.
          </p>
        )}
        <div className={classes.actions}>
          <Button type="submit" leftSection={<IconCheck size={18} />} loading={save.isPending} disabled={!isChanged}>
            Сохранить
          </Button>
          <Button
            variant="default"
            leftSection={<IconCoins size={18} stroke={1.5} />}
            loading={check.isPending}
            disabled={isChanged || saved.missing !== null}
            title={isChanged ? 'Сначала сохраните настройки' : (saved.missing ?? undefined)}
            onClick={() => check.mutate({})}
          >
            Проверить подключение
          </Button>
        </div>
        <div style={{ marginTop: 16 }}>
          {error && <FailureNote error={error} />}
          {check.data && !check.error && <Connected check={check.data} />}
        </div>
      </Panel>
    </form>
  );
}

function Secret(props: { label: string; isKept: boolean; value: string; onChange: (value: string) => void }) {
  return (
    <PasswordInput
      label={props.label}
      placeholder={props.isKept ? 'Сохранён' : ''}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': `Показать: ${props.label}` }}
    />
  );
}

function Connected({ check }: { check: SmsCheck }) {
  return (
    <Alert color="green" icon={<IconCheck size={18} />} title="Сервис отвечает" role="status">
      <div>Баланс: {check.balance}</div>
      {check.senders && check.senders.length > 0 && (
        <div>
          Можно отправлять от:{' '}
          {check.senders
            .map((sender) => (sender.is_ready ? sender.name : `${sender.name} (ещё не одобрено)`))
            .join(', ')}
        </div>
      )}
    </Alert>
  );
}

function HowTo({ service }: { service: SmsServiceName }) {
  const form = SMS_SERVICES[service];
  return (
    <aside className={classes.howto} aria-label={`Как подключить ${form.title}`}>
      <h3>Как подключить {form.title}</h3>
      <ol>
        {form.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps never change places
          <li key={index}>{step}</li>
        ))}
      </ol>
    </aside>
  );
}
