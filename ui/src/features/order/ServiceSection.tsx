import { ActionIcon, Badge, Button, Checkbox } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import type { Tourist } from '../../bindings/Tourist';
import { serviceKind } from '../../shared/labels';
import { tell } from '../../shared/notices';
import screen from '../../shared/Screen.module.css';
import { Star } from '../../shared/Star';
import { emptyService } from './empty';
import { CountField, CountryField, DayField, SuggestField, SumField, TextField, TouristsField } from './fields';
import { useIssue } from './issues';
import classes from './Order.module.css';
import { emptyFields, SERVICE_FIELDS, type ServiceField } from './serviceFields';
import type { Edit } from './useOrderDraft';

interface Props {
  kind: ServiceKind;
  /** All services of the order. */
  services: Service[];
  /** Who travels, for the services of some of them. */
  tourists: Tourist[];
  isNotIncluded: boolean;
  edit: Edit;
}

/** One kind of service: not added, filled in part, filled, or marked «не входит». */
export function ServiceSection({ kind, services, tourists, isNotIncluded, edit }: Props) {
  const anchor = `services.${kind}`;
  const ofKind = services.filter((service) => service.kind === kind);
  const issue = useIssue(anchor, ofKind[0]);
  const label = serviceKind[kind];

  const add = () => {
    edit('services', (list) => [...list, emptyService(kind)]);
    edit('services_not_included', (kinds) => kinds.filter((item) => item !== kind));
  };
  const remove = (service: Service) => {
    const index = services.indexOf(service);
    edit('services', (list) => list.filter(({ id }) => id !== service.id));
    tell(`Услуга удалена: ${label}`, {
      label: 'Вернуть',
      run: () => edit('services', (list) => list.toSpliced(index, 0, service)),
    });
  };
  const exclude = (isExcluded: boolean) =>
    edit('services_not_included', (kinds) => (isExcluded ? [...kinds, kind] : kinds.filter((item) => item !== kind)));

  return (
    <section className={classes.service} aria-label={label} data-anchor={anchor}>
      <header className={classes.serviceHead}>
        <h3>
          {label} {issue && !isNotIncluded && <Star level={issue.level} size={13} isDecorative />}
        </h3>
        <ServiceState services={ofKind} kind={kind} isNotIncluded={isNotIncluded} />
        <span className={classes.grow} />
        {ofKind.length === 0 && kind !== 'other' && (
          <Checkbox
            size="xs"
            label="Не входит"
            aria-label={`Не входит в турпродукт: ${label}`}
            checked={isNotIncluded}
            onChange={(event) => exclude(event.currentTarget.checked)}
          />
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          onClick={add}
          aria-label={`Добавить: ${label}`}
        >
          Добавить
        </Button>
      </header>
      {ofKind.map((service, index) => (
        <fieldset
          key={service.id}
          className={classes.serviceBody}
          aria-label={ofKind.length > 1 ? `${label} ${index + 1}` : label}
        >
          <div className={screen.fields}>
            {SERVICE_FIELDS[kind].map((field) => (
              <ServiceInput key={field.key} field={field} service={service} tourists={tourists} edit={edit} />
            ))}
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Удалить услугу: ${label}`}
            title="Удалить услугу"
            onClick={() => remove(service)}
          >
            <IconTrash size={18} stroke={1.5} />
          </ActionIcon>
        </fieldset>
      ))}
    </section>
  );
}

function ServiceState({
  services,
  kind,
  isNotIncluded,
}: {
  services: Service[];
  kind: ServiceKind;
  isNotIncluded: boolean;
}) {
  if (services.length === 0) {
    return <span className={classes.quiet}>{isNotIncluded ? 'не входит в турпродукт' : 'не добавлена'}</span>;
  }
  const missing = services.flatMap((service) => emptyFields(service, kind));
  return missing.length === 0 ? (
    <Badge color="green">Заполнена</Badge>
  ) : (
    <Badge color="orange" title={`Не заполнено: ${missing.join(', ').toLowerCase()}`}>
      Заполнена частично
    </Badge>
  );
}

function ServiceInput({
  field,
  service,
  tourists,
  edit,
}: {
  field: ServiceField;
  service: Service;
  tourists: Tourist[];
  edit: Edit;
}) {
  const value = (service as unknown as Record<string, unknown>)[field.key];
  const set = (next: unknown) =>
    edit('services', (list) =>
      list.map((item) => (item.id === service.id ? ({ ...item, [field.key]: next } as Service) : item)),
    );
  const common = {
    anchor: `services.${service.id}.${field.key}`,
    label: field.label,
    isWide: field.isWide ?? false,
    onChange: set,
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
      return <TouristsField {...common} tourists={tourists} value={value as string[]} />;
    case 'flag':
      return (
        <Checkbox
          className={classes.flag}
          label={field.label}
          checked={value as boolean}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
  }
}
