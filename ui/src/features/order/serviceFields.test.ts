import { expect, it } from 'vitest';
import type { ServiceKind } from '../../bindings/ServiceKind';
import { emptyService } from './empty';
import { emptyFields, SERVICE_FIELDS, SERVICE_KINDS } from './serviceFields';

it.each(SERVICE_KINDS)('the form of %s has every field of the service', (kind: ServiceKind) => {
  const { id, kind: _, ...fields } = emptyService(kind);
  expect(id).not.toBe('');
  expect(SERVICE_FIELDS[kind].map(({ key }) => key).toSorted()).toEqual(Object.keys(fields).toSorted());
});

it('names what is left to fill', () => {
  expect(emptyFields({ ...emptyService('transfer'), mode: 'групповой' }, 'transfer')).toEqual(['Маршрут', 'Дата']);
  expect(emptyFields({ ...emptyService('other'), name: 'VIP-зал' }, 'other')).toEqual([]);
});
