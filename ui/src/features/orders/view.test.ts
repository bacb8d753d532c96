import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, keepView, loadView, sortBy } from './view';

beforeEach(() => localStorage.clear());

describe('the view of the grid', () => {
  it('is the same after a restart', () => {
    const view = { search: 'Семёнов', sort: 'total' as const, descending: false };
    keepView(localStorage, view);
    expect(loadView(localStorage)).toEqual(view);
  });

  it.each(['', '{', '[]', 'null', '{"search":1}', '{"search":"","sort":"drop table","descending":true}'])(
    'is the default when the note is %s',
    (note) => {
      localStorage.setItem('orders-view', note);
      expect(loadView(localStorage)).toEqual(DEFAULT_VIEW);
    },
  );

  it('sorts up, then down, then as before', () => {
    const up = sortBy(DEFAULT_VIEW, 'customer');
    expect(up).toMatchObject({ sort: 'customer', descending: false });
    const down = sortBy(up, 'customer');
    expect(down).toMatchObject({ sort: 'customer', descending: true });
    expect(sortBy(down, 'customer')).toEqual(DEFAULT_VIEW);
    expect(sortBy(down, 'total')).toMatchObject({ sort: 'total', descending: false });
  });
});
