import { ActionIcon, Anchor, Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import type { Service } from '../../bindings/Service';
import { serviceKind } from '../../shared/labels';
import screen from '../../shared/Screen.module.css';
import { CountField, CountryField, DayField, SuggestField, SumField, TextField, TouristsField } from './fields';
import classes from './Order.module.css';
import { SERVICE_FIELDS, type ServiceField } from './serviceFields';
import type { Traveller } from './travelling';
import type { Rewrite } from './useOrderDraft';

interface Props {
  service: Service;
  /** What the group of fields is called. */
  label: string;
  travellers: Traveller[];
  /** There is no other service of its kind. */
  isAlone: boolean;
  rewrite: Rewrite;
  onRemove: (service: Service) => void;
  onWayBack: (id: string) => void;
}

/** The fields of one service. */
export const ServiceForm = memo(function ServiceForm(props: Props) {
  const { service, label, travellers, isAlone, rewrite, onRemove, onWayBack } = props;
  const { id, kind } = service;
  const set = (key: string, value: unknown) =>
    rewrite((order) => ({
      ...order,
      services: order.services.map((item) => (item.id === id ? ({ ...item, [key]: value } as Service) : item)),
    }));
  return (
    <fieldset className={classes.serviceBody} aria-label={label}>
      <div className={screen.fields}>
        {SERVICE_FIELDS[kind].map((field) => (
          <ServiceInput
            key={field.key}
            field={field}
            id={id}
            value={(service as unknown as Record<string, unknown>)[field.key]}
            travellers={travellers}
            onChange={(value) => set(field.key, value)}
          />
        ))}
        {kind === 'transport' && isAlone && service.from !== '' && service.to !== '' && (
          <Anchor component="button" type="button" ta="left" className={classes.flag} onClick={() => onWayBack(id)}>
            Добавить обратный путь
          </Anchor>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Удалить услугу: ${serviceKind[kind]}`}
        title="Удалить услугу"
        onClick={() => onRemove(service)}
      >
        <IconTrash size={18} stroke={1.5} />
      </ActionIcon>
    </fieldset>
  );
});

interface InputProps {
  field: ServiceField;
  id: string;
  value: unknown;
  travellers: Traveller[];
  onChange: (value: unknown) => void;
}

function ServiceInput({ field, id, value, travellers, onChange }: InputProps) {
  const common = {
    anchor: `services.${id}.${field.key}`,
    label: field.label,
    isWide: field.isWide ?? false,
    onChange,
  };
  switch (field.type) {
    case 'text':
      return <TextField {...common} value={value as string} />;
    case 'suggest':
      return <SuggestField {...common} suggestions={field.suggestions ?? []} value={value as string} />;
    case 'day':
      return <DayField {...common} value={value as string | null} />;
    case 'time':
      return <DayField {...common} withTime value={value as string | null} />;
    case 'sum':
      return <SumField {...common} value={value as number | null} />;
    case 'count':
      return <CountField {...common} value={value as number | null} />;
    case 'country':
      return <CountryField {...common} value={value as string} />;
    case 'tourists':
      return <TouristsField {...common} travellers={travellers} value={value as string[]} />;
    case 'flag':
      return (
        <Checkbox
          className={classes.flag}
          label={field.label}
          checked={value as boolean}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
  }
}
