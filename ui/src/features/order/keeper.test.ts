import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Order } from '../../bindings/Order';
import type { Draft } from './draft';
import { createKeeper, type Keeping } from './keeper';

const base = { id: '1', number: '1' } as Order;
const clean: Draft = { base, version: 1, order: base };
const typed = (notes: string): Draft => ({ ...clean, order: { ...base, notes } });

const calls: string[] = [];
let seen: Keeping[] = [];
let refusals: string[] = [];
let isWorthAgain = true;
let answer: () => Promise<unknown> = async () => {};

function keeper(isKept = false) {
  return createKeeper({
    keep: ({ order }) => {
      calls.push(order.notes);
      return answer();
    },
    drop: () => {
      calls.push('drop');
      return answer();
    },
    onChange: (keeping) => seen.push(keeping),
    onRefusal: (error) => {
      refusals.push(String(error));
      return isWorthAgain;
    },
    isKept,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  calls.length = 0;
  seen = [];
  refusals = [];
  isWorthAgain = true;
  answer = async () => {};
});

afterEach(() => {
  vi.useRealTimers();
});

it('keeps the newest after a pause', async () => {
  const { put } = keeper();
  put(typed('а'));
  await vi.advanceTimersByTimeAsync(300);
  put(typed('аб'));
  await vi.advanceTimersByTimeAsync(300);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual(['аб']);
  expect(seen.at(-1)).toBe('kept');
});

it('keeps at once when asked, and only once', async () => {
  const { put, flush } = keeper();
  put(typed('а'));
  flush();
  flush();
  await vi.runAllTimersAsync();
  expect(calls).toEqual(['а']);
});

it('drops the kept draft when nothing is left to save', async () => {
  const { put, flush } = keeper(true);
  put(clean);
  flush();
  await vi.runAllTimersAsync();
  expect(calls).toEqual(['drop']);
  put(clean);
  await vi.runAllTimersAsync();
  expect(calls).toEqual(['drop']);
  expect(seen.at(-1)).toBe('nothing');
});

it('writes one at a time, the newest last', async () => {
  let finish = (_: unknown) => {};
  answer = () => new Promise((resolve) => (finish = resolve));
  const { put, flush } = keeper();
  put(typed('а'));
  flush();
  await vi.advanceTimersByTimeAsync(0);
  put(clean);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(calls).toEqual(['а']);
  answer = async () => {};
  finish(null);
  await vi.runAllTimersAsync();
  expect(calls).toEqual(['а', 'drop']);
  expect(seen.at(-1)).toBe('nothing');
});

it('tries again what was refused, and complains once', async () => {
  answer = async () => {
    throw new Error('disk full');
  };
  const { put } = keeper();
  put(typed('а'));
  await vi.advanceTimersByTimeAsync(1_000);
  put(typed('а'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen.at(-1)).toBe('failed');
  expect(refusals).toEqual(['Error: disk full']);
  answer = async () => {};
  await vi.advanceTimersByTimeAsync(5_000);
  expect(calls).toEqual(['а', 'а', 'а']);
  expect(seen.at(-1)).toBe('kept');
});

it('leaves it when another try would be refused too', async () => {
  isWorthAgain = false;
  answer = async () => {
    throw new Error('no right');
  };
  keeper().put(typed('а'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toEqual(['а']);
  expect(seen.at(-1)).toBe('failed');
});
