import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { Customer } from '../../bindings/Customer';
import { gender } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { DocumentFields } from './DocumentFields';
import { ChoiceField, CountryField, DayField, TextField } from './fields';
import classes from './Order.module.css';
import type { Edit } from './useOrderDraft';

/** «Заказчик»: who signs. The link goes to the e-mail, the code to the phone. */
export const CustomerBlock = memo(function CustomerBlock({ customer, edit }: { customer: Customer; edit: Edit }) {
  const set = (patch: Partial<Customer>) => edit('customer', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Customer) => ({ anchor: `customer.${key}` });
  return (
    <Panel title="Заказчик" id="customer">
      <div className={screen.fields}>
        <TextField
          {...at('last_name')}
          label="Фамилия"
          value={customer.last_name}
          onChange={(last_name) => set({ last_name })}
        />
        <TextField
          {...at('first_name')}
          label="Имя"
          value={customer.first_name}
          onChange={(first_name) => set({ first_name })}
        />
        <div>
          <TextField
            {...at('middle_name')}
            label="Отчество"
            value={customer.middle_name}
            disabled={customer.no_middle_name}
            onChange={(middle_name) => set({ middle_name })}
          />
          <Checkbox
            className={classes.under}
            size="xs"
            label="Нет отчества"
            checked={customer.no_middle_name}
            onChange={(event) => set({ no_middle_name: event.currentTarget.checked, middle_name: '' })}
          />
        </div>
        <ChoiceField
          {...at('gender')}
          label="Пол"
          labels={gender}
          value={customer.gender}
          onChange={(value) => set({ gender: value })}
        />
        <DayField
          {...at('birth_date')}
          label="Дата рождения"
          value={customer.birth_date}
          onChange={(birth_date) => set({ birth_date })}
        />
        <CountryField
          {...at('citizenship')}
          label="Гражданство"
          value={customer.citizenship}
          onChange={(citizenship) => set({ citizenship })}
        />
        <TextField
          {...at('phone')}
          label="Телефон"
          hint="+7 900 123-45-67"
          value={customer.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          {...at('email')}
          label="E-mail"
          hint="name@mail.ru"
          value={customer.email}
          onChange={(email) => set({ email })}
        />
        <h3 className={screen.subhead}>Документ, удостоверяющий личность</h3>
        <DocumentFields
          anchor="customer.document"
          document={customer.document}
          onChange={(document) => set({ document })}
        />
        <h3 className={screen.subhead}>Адреса</h3>
        <TextField
          {...at('registration_address')}
          label="Адрес регистрации"
          hint="Город, улица, дом, квартира"
          isFull
          value={customer.registration_address}
          onChange={(registration_address) => set({ registration_address })}
        />
        <Checkbox
          className={screen.full}
          label="Живёт по адресу регистрации"
          checked={customer.lives_at_registration}
          onChange={(event) => set({ lives_at_registration: event.currentTarget.checked })}
        />
        {!customer.lives_at_registration && (
          <TextField
            {...at('actual_address')}
            label="Адрес фактического проживания"
            isFull
            value={customer.actual_address}
            onChange={(actual_address) => set({ actual_address })}
          />
        )}
      </div>
    </Panel>
  );
});
