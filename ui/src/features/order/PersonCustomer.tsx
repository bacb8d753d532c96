import { Checkbox } from '@mantine/core';
import type { Customer } from '../../bindings/Customer';
import { gender } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { DocumentFields } from './DocumentFields';
import { ChoiceField, CountryField, DayField, PhoneField, TextField } from './fields';
import { NameFields } from './NameFields';

interface Props {
  customer: Customer;
  set: (patch: Partial<Customer>) => void;
}

/** The customer as a person: name, contacts, document, addresses. */
export function PersonCustomer({ customer, set }: Props) {
  const at = (key: keyof Customer) => ({ anchor: `customer.${key}` });
  return (
    <div className={screen.fields}>
      <NameFields anchor="customer" person={customer} onChange={set} />
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
      <PhoneField
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
      <TextField
        {...at('inn')}
        label="ИНН"
        hint="12 цифр, если нужен"
        value={customer.inn}
        onChange={(inn) => set({ inn })}
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
  );
}
