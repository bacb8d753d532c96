import { Text } from '@mantine/core';
import { memo } from 'react';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import type { Tour } from '../../bindings/Tour';
import type { Tourist } from '../../bindings/Tourist';
import { nights } from '../../shared/dates';
import { counted } from '../../shared/format';
import { tourKind } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, CountriesField, DayField, LongTextField, TextField } from './fields';
import { ServiceSection } from './ServiceSection';
import { SERVICE_KINDS } from './serviceFields';
import type { Edit } from './useOrderDraft';

interface Props {
  tour: Tour;
  services: Service[];
  tourists: Tourist[];
  notIncluded: ServiceKind[];
  edit: Edit;
}

/** «Детали тура»: where, when and what is in it. */
export const TourBlock = memo(function TourBlock({ tour, services, tourists, notIncluded, edit }: Props) {
  const set = (patch: Partial<Tour>) => edit('tour', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Tour) => ({ anchor: `tour.${key}` });
  const count = nights(tour.start, tour.end);
  return (
    <Panel
      title="Детали тура"
      id="tour"
      actions={count !== null && <Text c="dimmed">{counted(count, 'ночь', 'ночи', 'ночей')}</Text>}
    >
      <div className={screen.fields}>
        <ChoiceField
          {...at('kind')}
          label="Вид туризма"
          labels={tourKind}
          value={tour.kind}
          onChange={(kind) => set({ kind })}
        />
        <CountriesField
          {...at('countries')}
          label="Страна"
          isWide
          value={tour.countries}
          onChange={(countries) => set({ countries })}
        />
        <TextField
          {...at('resorts')}
          label="Город, курорт"
          value={tour.resorts}
          onChange={(resorts) => set({ resorts })}
        />
        <DayField {...at('start')} label="Начало тура" value={tour.start} onChange={(start) => set({ start })} />
        <DayField {...at('end')} label="Окончание тура" value={tour.end} onChange={(end) => set({ end })} />
        <TextField
          {...at('departure_city')}
          label="Город вылета"
          value={tour.departure_city}
          onChange={(departure_city) => set({ departure_city })}
        />
        <TextField
          {...at('route')}
          label="Маршрут"
          hint="Москва — Анталья — Москва"
          value={tour.route}
          onChange={(route) => set({ route })}
        />
        <LongTextField
          {...at('program')}
          label="Программа пребывания"
          isFull
          value={tour.program}
          onChange={(program) => set({ program })}
        />
      </div>
      {SERVICE_KINDS.map((kind) => (
        <ServiceSection
          key={kind}
          kind={kind}
          services={services}
          tourists={tourists}
          isNotIncluded={notIncluded.includes(kind)}
          edit={edit}
        />
      ))}
    </Panel>
  );
});
