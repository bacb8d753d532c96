import { Anchor, Text } from '@mantine/core';
import { memo } from 'react';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import type { Tour } from '../../bindings/Tour';
import { nights } from '../../shared/dates';
import { counted } from '../../shared/format';
import { tourKind } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import screen from '../../shared/Screen.module.css';
import { ChoiceField, CountriesField, DayField, LongTextField, SuggestField, TextField } from './fields';
import classes from './Order.module.css';
import { ServiceSection } from './ServiceSection';
import { SERVICE_KINDS } from './serviceFields';
import type { Traveller } from './travelling';
import type { Edit, Rewrite } from './useOrderDraft';

interface Props {
  tour: Tour;
  services: Service[];
  travellers: Traveller[];
  notIncluded: ServiceKind[];
  edit: Edit;
  rewrite: Rewrite;
  /** Opens a field and puts the cursor there. */
  onReveal: (anchor: string) => void;
}

/** What a service that is for everybody needs of the tourists. */
const NOBODY: Traveller[] = [];

/** «Детали тура»: where, when and what is in it. */
export const TourBlock = memo(function TourBlock(props: Props) {
  const { tour, services, travellers, notIncluded, edit, rewrite, onReveal } = props;
  const count = nights(tour.start, tour.end);
  const facts = [
    count === null ? '' : counted(count, 'ночь', 'ночи', 'ночей'),
    travellers.length === 0 ? '' : counted(travellers.length, 'турист', 'туриста', 'туристов'),
  ].filter((fact) => fact !== '');
  return (
    <Panel title="Детали тура" id="tour" actions={facts.length > 0 && <Text c="dimmed">{facts.join(', ')}</Text>}>
      <TourForm tour={tour} edit={edit} />
      {SERVICE_KINDS.map((kind) => (
        <ServiceSection
          key={kind}
          kind={kind}
          services={services}
          travellers={kind === 'insurance' ? travellers : NOBODY}
          isNotIncluded={notIncluded.includes(kind)}
          rewrite={rewrite}
          onReveal={onReveal}
        />
      ))}
    </Panel>
  );
});

const TourForm = memo(function TourForm({ tour, edit }: { tour: Tour; edit: Edit }) {
  const set = (patch: Partial<Tour>) => edit('tour', (value) => ({ ...value, ...patch }));
  const at = (key: keyof Tour) => ({ anchor: `tour.${key}` });
  const route = usualRoute(tour);
  return (
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
      <SuggestField
        {...at('purpose')}
        label="Цель поездки"
        suggestions={['отдых', 'экскурсии', 'лечение и оздоровление', 'деловая', 'образовательная', 'паломничество']}
        value={tour.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <div className={screen.wide}>
        <TextField
          {...at('route')}
          label="Маршрут"
          hint={route ?? 'Москва — Анталья — Москва'}
          value={tour.route}
          onChange={(value) => set({ route: value })}
        />
        {tour.route === '' && route && (
          <Anchor component="button" type="button" size="xs" className={classes.under} onClick={() => set({ route })}>
            Подставить: {route}
          </Anchor>
        )}
      </div>
      <LongTextField
        {...at('program')}
        label="Программа пребывания"
        isFull
        value={tour.program}
        onChange={(program) => set({ program })}
      />
    </div>
  );
});

/** «Москва — Анталья — Москва», once both places are known. */
function usualRoute({ departure_city, resorts }: Tour): string | null {
  const [from, to] = [departure_city.trim(), resorts.trim()];
  return from === '' || to === '' ? null : `${from} — ${to.split(/\s*[,;]\s*/).join(' — ')} — ${from}`;
}
