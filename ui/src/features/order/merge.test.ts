import { describe, expect, it } from 'vitest';
import { firstDifference, merge, same, take } from './merge';

const base = {
  phone: '1',
  email: '',
  tourists: [
    { id: 'a', name: 'Анна', doc: { number: '1' } },
    { id: 'b', name: 'Борис', doc: { number: '2' } },
  ],
  countries: ['TUR'],
};
const [anna, boris] = base.tourists as [(typeof base.tourists)[0], (typeof base.tourists)[0]];

describe('a merge', () => {
  it('joins edits of different tourists', () => {
    const mine = { ...base, tourists: [{ ...anna, name: 'Алла' }, boris] };
    const theirs = { ...base, tourists: [anna, { ...boris, doc: { number: '9' } }] };
    expect(merge(base, mine, theirs)).toEqual({
      value: {
        ...base,
        tourists: [
          { ...anna, name: 'Алла' },
          { ...boris, doc: { number: '9' } },
        ],
      },
      conflicts: [],
    });
  });

  it('names the very field both changed, and can take the other one there alone', () => {
    const mine = { ...base, email: 'mine', tourists: [anna, { ...boris, doc: { number: '7' } }] };
    const theirs = { ...base, tourists: [anna, { ...boris, doc: { number: '9' } }] };
    const { value, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual(['tourists.b.doc.number']);
    expect(value).toEqual(mine);
    expect(take(value, theirs, conflicts)).toEqual({ ...theirs, email: 'mine' });
  });

  it('leaves a list to one side when records came or went', () => {
    const mine = { ...base, tourists: [anna] };
    const theirs = { ...base, tourists: [anna, { ...boris, name: 'Богдан' }] };
    const { value, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual(['tourists']);
    expect(value.tourists).toEqual([anna]);
    expect(take(value, theirs, conflicts)).toEqual(theirs);
  });
});

it.each([
  [base, null],
  [{ ...base, phone: '2' }, 'phone'],
  [{ ...base, countries: ['EGY'] }, 'countries'],
  [{ ...base, tourists: [anna, { ...boris, doc: { number: '3' } }] }, 'tourists.b.doc.number'],
  [{ ...base, tourists: [anna, boris, { id: 'c', name: '', doc: { number: '' } }] }, 'tourists.c'],
  [{ ...base, tourists: [anna] }, 'tourists'],
  [{ ...base, tourists: [boris, anna] }, 'tourists'],
])('finds the first difference', (other, path) => expect(firstDifference(base, other)).toBe(path));

it.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [{ a: undefined }, {}, false],
  [{ a: null }, { a: undefined }, false],
  [[1, 2], [2, 1], false],
  ['1', 1, false],
])('compares %j with %j', (a, b, equal) => expect(same(a, b)).toBe(equal));
