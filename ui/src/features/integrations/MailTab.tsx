import { Alert, Button, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconCheck, IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand, useCommandQuery } from '../../app/query';
import type { MailSecurity } from '../../bindings/MailSecurity';
import type { MailSettings } from '../../bindings/MailSettings';
import { mailSecurity, options } from '../../shared/labels';
import { tell } from '../../shared/notices';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { Failure, FailureNote, Waiting } from '../../shared/states';
import classes from './Integrations.module.css';

const PORTS: Record<MailSecurity, number> = { tls: 465, start_tls: 587, none: 25 };

/** «Почта»: the account letters go from. */
export function MailTab() {
  const settings = useCommandQuery('get_mail_settings', {});
  if (settings.isPending) {
    return <Waiting />;
  }
  if (settings.isError) {
    return <Failure error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return (
    <div className={classes.columns}>
      <MailForm saved={settings.data} />
      <HowTo />
    </div>
  );
}

function MailForm({ saved }: { saved: MailSettings }) {
  const [mail, setMail] = useState(saved.port === 0 ? { ...saved, port: PORTS[saved.security] } : saved);
  const [password, setPassword] = useState('');
  const save = useCommand('save_mail_settings');
  const set = (patch: Partial<MailSettings>) => setMail((value) => ({ ...value, ...patch }));
  const isChanged = password !== '' || JSON.stringify(mail) !== JSON.stringify(saved);

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    save.mutate(
      { settings: mail, password: password === '' ? null : password },
      {
        onSuccess: (stored) => {
          setMail(stored);
          setPassword('');
          tell('Настройки почты сохранены');
        },
      },
    );
  };

  return (
    <form onSubmit={submit}>
      <Panel title="Отправка писем (SMTP)">
        <div className={screen.fields}>
          <TextInput
            className={screen.wide}
            label="Сервер"
            placeholder="smtp.yandex.ru"
            value={mail.host}
            onChange={(event) => set({ host: event.currentTarget.value.trim() })}
          />
          <Select
            label="Защита соединения"
            data={options(mailSecurity)}
            value={mail.security}
            onChange={(value) => {
              const security = value as MailSecurity;
              set({ security, port: PORTS[security] });
            }}
          />
          <NumberInput
            label="Порт"
            value={mail.port}
            onChange={(value) => set({ port: Number(value) })}
            min={1}
            max={65535}
            allowDecimal={false}
            hideControls
          />
          <TextInput
            label="Логин"
            placeholder="office@agency.ru"
            value={mail.login}
            onChange={(event) => set({ login: event.currentTarget.value })}
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
          <TextInput
            label="Адрес отправителя"
            placeholder="office@agency.ru"
            value={mail.from_address}
            onChange={(event) => set({ from_address: event.currentTarget.value })}
          />
          <TextInput
            label="Имя отправителя"
            placeholder="Турагентство «Ромашка»"
            value={mail.from_name}
            onChange={(event) => set({ from_name: event.currentTarget.value })}
          />
        </div>
        <div className={classes.actions}>
          <Button type="submit" leftSection={<IconCheck size={18} />} loading={save.isPending} disabled={!isChanged}>
            Сохранить
          </Button>
        </div>
        {save.error && (
          <div style={{ marginTop: 16 }}>
            <FailureNote error={save.error} />
          </div>
        )}
        <TestLetter isReady={!isChanged && saved.host !== ''} suggested={saved.from_address} />
      </Panel>
    </form>
  );
}

function TestLetter({ isReady, suggested }: { isReady: boolean; suggested: string }) {
  const [to, setTo] = useState(suggested);
  const send = useCommand('send_test_letter');
  return (
    <>
      <div className={classes.actions} style={{ alignItems: 'flex-end' }}>
        <TextInput
          label="Кому отправить проверочное письмо"
          w={300}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconMailForward size={18} stroke={1.5} />}
          loading={send.isPending}
          disabled={!isReady || to.trim() === ''}
          title={isReady ? undefined : 'Сначала сохраните настройки'}
          onClick={() => send.mutate({ to: to.trim() })}
        >
          Отправить проверочное письмо
        </Button>
      </div>
      <div style={{ marginTop: 16 }}>
        {send.error && <FailureNote error={send.error} />}
        {send.isSuccess && (
          <Alert color="green" icon={<IconCheck size={18} />} title="Письмо отправлено" role="status">
            Проверьте почту {send.variables.to}. Если письма нет, загляните в «Спам».
          </Alert>
        )}
      </div>
    </>
  );
}

function HowTo() {
  return (
    <aside className={classes.howto} aria-label="Где взять настройки почты">
      <h3>Где взять настройки</h3>
      <ol>
        <li>Яндекс: smtp.yandex.ru, SSL/TLS, порт 465. В настройках почты разрешите почтовые программы.</li>
        <li>Mail.ru: smtp.mail.ru, SSL/TLS, порт 465.</li>
        <li>Пароль нужен отдельный, «для внешних приложений»: его создают в настройках безопасности почты.</li>
        <li>Адрес отправителя должен совпадать с ящиком, иначе письма попадут в «Спам».</li>
      </ol>
    </aside>
  );
}
