import { describe, expect, it } from 'vitest';
import { everyone, isFiltered, keepView, loadView, sortBy } from './view';

function storage(text: string | null = null): Storage {
  let kept = text;
  return { getItem: () => kept, setItem: (_: string, value: string) => (kept = value) } as unknown as Storage;
}

describe('the list of clients', () => {
  it('is found as it was left, without the search', () => {
    const place = storage();
    const view = { ...everyone, search: 'Семёнов', consent: 'no_personal_data' as const, sort: 'expiry' as const };
    keepView(place, view);
    expect(loadView(place)).toEqual({ ...view, search: '' });
    expect(isFiltered(loadView(place))).toBe(true);
  });

  it.each([null, 'x', '{"kind":"alien","consent":1,"sort":"size"}'])('takes no nonsense: %s', (text) => {
    expect(loadView(storage(text))).toEqual(everyone);
  });

  it('turns a column round and begins times with the newest', () => {
    expect(sortBy(everyone, 'name').descending).toBe(true);
    expect(sortBy(everyone, 'updated')).toMatchObject({ sort: 'updated', descending: true });
    expect(sortBy(everyone, 'birthday')).toMatchObject({ sort: 'birthday', descending: false });
  });
});
