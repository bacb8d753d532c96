import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { IconCheck, IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { SmsSettings } from '../../bindings/SmsSettings';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Failure, FailureNote, Waiting } from '../../shared/states';
import { ExternalLink } from './ExternalLink';
import classes from './Integrations.module.css';

/** «СМС»: the service that sends the codes. */
export function SmsTab() {
  const settings = useCommandQuery('get_sms_settings', {});
  if (settings.isPending) {
    return <Waiting />;
  }
  if (settings.isError) {
    return <Failure error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return (
    <div className={classes.columns}>
      <SmsForm saved={settings.data} />
      <HowTo />
    </div>
  );
}

function SmsForm({ saved }: { saved: SmsSettings }) {
  const [login, setLogin] = useState(saved.login);
  const [sender, setSender] = useState(saved.sender);
  const [password, setPassword] = useState('');
  const save = useCommand('save_sms_settings');
  const check = useCommand('check_sms');
  const isChanged = login !== saved.login || sender !== saved.sender || password !== '';

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    check.reset();
    save.mutate(
      { login: login.trim(), sender: sender.trim(), password: password === '' ? null : password },
      {
        onSuccess: () => {
          setPassword('');
          tell('Настройки СМС сохранены');
        },
      },
    );
  };

  return (
    <form onSubmit={submit}>
      <Panel title="Подключение">
        <div className={screen.fields}>
          <TextInput label="СМС сервис" value="SMSC.ru" readOnly />
          <TextInput
            label="Имя отправителя"
            description="Пусто: имя по умолчанию"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={sender}
            onChange={(event) => setSender(event.currentTarget.value)}
            autoComplete="off"
          />
          <TextInput
            label="Логин"
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
            autoComplete="off"
          />
          <PasswordInput
            label="Пароль"
            placeholder={saved.has_password ? 'Сохранён, можно не вводить' : ''}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Показать пароль' }}
          />
        </div>
        <div className={classes.actions}>
          <Button type="submit" leftSection={<IconCheck size={18} />} loading={save.isPending} disabled={!isChanged}>
            Сохранить
          </Button>
          <Button
            variant="default"
            leftSection={<IconCoins size={18} stroke={1.5} />}
            loading={check.isPending}
            disabled={isChanged || saved.login === ''}
            title={isChanged ? 'Сначала сохраните настройки' : undefined}
            onClick={() => check.mutate({})}
          >
            Проверить подключение
          </Button>
        </div>
        <div style={{ marginTop: 16 }}>
          {(save.error ?? check.error) && (
            <FailureNote error={(save.error ?? check.error) as NonNullable<typeof check.error>} />
          )}
          {check.data && !check.error && (
            <Alert color="green" icon={<IconCheck size={18} />} title="Сервис отвечает" role="status">
              Баланс: {check.data.balance}
            </Alert>
          )}
        </div>
      </Panel>
    </form>
  );
}

function HowTo() {
  return (
    <aside className={classes.howto} aria-label="Как подключить SMSC.ru">
      <h3>Как подключить SMSC.ru</h3>
      <ol>
        <li>
          <ExternalLink href="https://smsc.ru/reg/">Зарегистрируйте</ExternalLink> аккаунт агентства.
        </li>
        <li>
          <ExternalLink href="https://smsc.ru/contract/info/">Заключите договор</ExternalLink>: без него ИП и
          организациям СМС не отправляются. Для пробы хватит номера Билайн.
        </li>
        <li>
          <ExternalLink href="https://smsc.ru/pay/">Пополните баланс</ExternalLink>.
        </li>
        <li>
          Создайте <ExternalLink href="https://smsc.ru/senders/">имя отправителя</ExternalLink>, приложите документы и
          дождитесь одобрения операторов.
        </li>
        <li>
          Задайте <ExternalLink href="https://smsc.ru/passwords/">отдельный пароль для API</ExternalLink>, чтобы не
          хранить здесь пароль от кабинета.
        </li>
        <li>Введите логин, пароль и имя отправителя слева, сохраните и проверьте подключение.</li>
      </ol>
    </aside>
  );
}
