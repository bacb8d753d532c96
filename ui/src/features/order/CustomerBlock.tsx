import { Checkbox, SegmentedControl, Stack } from '@mantine/core';
import { memo } from 'react';
import type { Customer } from '../../bindings/Customer';
import type { CustomerKind } from '../../bindings/CustomerKind';
import { fullName } from '../../shared/format';
import { customerKind, options } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import { ClientPicker } from '../clients/ClientPicker';
import { IdentityCheckFields } from './IdentityCheckFields';
import classes from './Order.module.css';
import { OrganisationCustomer } from './OrganisationCustomer';
import { PersonCustomer } from './PersonCustomer';
import { addCustomer, cardOf, removeTourist } from './travelling';
import type { Edit, Rewrite } from './useOrderDraft';

interface Props {
  customer: Customer;
  manager: string;
  /** The customer is among the tourists. */
  isTravelling: boolean;
  edit: Edit;
  rewrite: Rewrite;
}

/** «Заказчик»: who signs. The link goes to the e-mail, the code to the phone. */
export const CustomerBlock = memo(function CustomerBlock({ customer, manager, isTravelling, edit, rewrite }: Props) {
  const set = (patch: Partial<Customer>) => edit('customer', (value) => ({ ...value, ...patch }));
  const { kind } = customer;
  const become = (next: CustomerKind) =>
    set({
      kind: next,
      // an entrepreneur has one form; an organisation is never one
      organisation: {
        ...customer.organisation,
        form: next === 'entrepreneur' ? 'ИП' : customer.organisation.form === 'ИП' ? '' : customer.organisation.form,
      },
    });
  const stayAtHome = () =>
    rewrite((order) => {
      const card = cardOf(order.customer, order.tourists);
      return card ? removeTourist(order, card) : { ...order, customer: { ...order.customer, is_tourist: false } };
    });
  return (
    <Panel
      title="Заказчик"
      id="customer"
      actions={
        <>
          <ClientPicker
            label="Заказчик из клиентов"
            hotkey="F4"
            countries={[]}
            onPick={(people) => edit('customer', () => people.customer)}
          />
          {kind === 'person' && (
            <Checkbox
              label="Заказчик едет"
              checked={isTravelling}
              disabled={!isTravelling && fullName(customer) === ''}
              onChange={(event) => (event.currentTarget.checked ? rewrite(addCustomer) : stayAtHome())}
            />
          )}
        </>
      }
    >
      <Stack gap="md">
        <SegmentedControl
          className={classes.kinds}
          aria-label="Кто заказчик"
          data-anchor="customer.kind"
          data={options(customerKind)}
          value={kind}
          onChange={(value) => become(value as CustomerKind)}
        />
        {kind === 'person' ? (
          <PersonCustomer customer={customer} set={set} />
        ) : (
          <OrganisationCustomer
            organisation={customer.organisation}
            isEntrepreneur={kind === 'entrepreneur'}
            onChange={(organisation) => set({ organisation })}
          />
        )}
        <IdentityCheckFields
          check={customer.identity_checked}
          manager={manager}
          onChange={(identity_checked) => set({ identity_checked })}
        />
      </Stack>
    </Panel>
  );
});
