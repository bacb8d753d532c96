import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Contract } from '../../bindings/Contract';
import type { ContractStatus } from '../../bindings/ContractStatus';
import type { CommandError } from '../../lib/backend/error';
import { focusAnchor } from '../../shared/anchors';
import { bookingStatus, contractKind, contractStatus, manualContractStatuses } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { FailureNote } from '../../shared/states';
import { goOnWithEnter } from './enter';
import { ChoiceField, DayField, TextField } from './fields';
import type { OrderDraft } from './useOrderDraft';

interface Props {
  draft: OrderDraft;
  /** Field that takes the cursor: `contract.date`. */
  field: string;
  onClose: () => void;
}

/** The dialog «Договор». It edits the same draft as the page, so closing loses nothing. */
export function ContractDialog({ draft, field, onClose }: Props) {
  const [refusal, setRefusal] = useState<CommandError | null>(null);
  const contract = draft.order.contract;
  const set = (patch: Partial<Contract>) => draft.edit('contract', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Contract) => ({ anchor: `contract.${key}`, isFirst: field === `contract.${key}` });

  // a field asked for while the window is open
  useEffect(() => {
    focusAnchor(field);
  }, [field]);

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    void draft.save({ onSaved: onClose, onRefused: setRefusal });
  };
  const statuses: ContractStatus[] = manualContractStatuses.includes(contract.status)
    ? manualContractStatuses
    : [contract.status, ...manualContractStatuses];

  return (
    <Modal opened onClose={onClose} title="Договор" size="lg" closeButtonProps={{ 'aria-label': 'Закрыть окно' }}>
      <form onSubmit={submit} onKeyDown={goOnWithEnter}>
        <Stack gap="lg">
          {refusal && <FailureNote error={refusal} />}
          <div className={screen.fields}>
            <TextField
              {...at('number')}
              label="Номер договора"
              value={contract.number}
              onChange={(number) => set({ number })}
            />
            <DayField
              {...at('date')}
              label="Дата договора"
              value={contract.date}
              onChange={(day) => set({ date: day })}
            />
            <Select
              label="Статус договора"
              data-anchor="contract.status"
              className={screen.wide}
              data={statuses.map((status) => ({
                value: status,
                label: contractStatus[status],
                disabled: !manualContractStatuses.includes(status),
              }))}
              value={contract.status}
              onChange={(status) => set({ status: status as ContractStatus })}
            />
            <DayField
              {...at('docs_from_tourist_by')}
              label="Срок предоставления документов от туриста"
              isWide
              value={contract.docs_from_tourist_by}
              onChange={(docs_from_tourist_by) => set({ docs_from_tourist_by })}
            />
            <DayField
              {...at('docs_to_tourist_by')}
              label="Срок передачи документов туристу"
              isWide
              withTime
              value={contract.docs_to_tourist_by}
              onChange={(docs_to_tourist_by) => set({ docs_to_tourist_by })}
            />
            <ChoiceField
              {...at('kind')}
              label="Вид договора"
              labels={contractKind}
              value={contract.kind}
              onChange={(kind) => kind && set({ kind })}
            />
            <TextField
              {...at('city')}
              label="Место заключения"
              value={contract.city}
              onChange={(city) => set({ city })}
            />
            <DayField
              {...at('confirm_by')}
              label="Срок подтверждения бронирования"
              value={contract.confirm_by}
              onChange={(confirm_by) => set({ confirm_by })}
            />
            <TextField
              {...at('confirm_within')}
              label="Он же словами"
              hint="3 рабочих дня"
              value={contract.confirm_within}
              onChange={(confirm_within) => set({ confirm_within })}
            />
            <TextField
              {...at('booking_number')}
              label="Номер брони у туроператора"
              value={contract.booking_number}
              onChange={(booking_number) => set({ booking_number })}
            />
            <ChoiceField
              {...at('booking_status')}
              label="Статус брони"
              labels={bookingStatus}
              isClearable
              value={contract.booking_status}
              onChange={(booking_status) => set({ booking_status })}
            />
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Закрыть
            </Button>
            <Button type="submit" leftSection={<IconCheck size={18} />} loading={draft.isSaving}>
              Сохранить
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
