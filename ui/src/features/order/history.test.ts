import { describe, expect, it } from 'vitest';
import { emptyHistory, type History, moveHistory, record, redo, undo } from './history';

/** A form holding one word, edited as a person would. */
function typed(edits: [word: string, place: string | null, at: number][], from = '') {
  let history: History<string> = emptyHistory();
  let now = from;
  for (const [word, place, at] of edits) {
    history = record(history, now, place, at);
    now = word;
  }
  return { history, now };
}

describe('steps', () => {
  it('join keys pressed in one field without a pause', () => {
    const { history, now } = typed([
      ['И', 'name', 0],
      ['Ив', 'name', 300],
      ['Ива', 'name', 600],
    ]);
    expect(undo(history, now)?.state).toBe('');
  });

  it.each([
    { what: 'a pause', second: ['Ив', 'name', 5_000] as const },
    { what: 'another field', second: ['Ив', 'phone', 300] as const },
    { what: 'a button', second: ['Ив', null, 300] as const },
  ])('part at $what', ({ second: [word, place, at] }) => {
    const { history, now } = typed([
      ['И', 'name', 0],
      [word, place, at],
    ]);
    expect(undo(history, now)?.state).toBe('И');
  });

  it('part after every press of a button', () => {
    const { history, now } = typed([
      ['1', null, 0],
      ['2', null, 1],
    ]);
    expect(undo(history, now)?.state).toBe('1');
  });

  it('go back and forth again, until something new is typed', () => {
    const { history, now } = typed([
      ['И', 'name', 0],
      ['Иванов', 'name', 9_000],
    ]);
    const back = undo(history, now);
    const further = back && undo(back.history, back.state);
    expect([back?.state, further?.state]).toEqual(['И', '']);
    expect(further && undo(further.history, further.state)).toBeNull();
    const forth = further && redo(further.history, further.state);
    expect(forth?.state).toBe('И');
    expect(forth && redo(forth.history, forth.state)?.state).toBe('Иванов');
    expect(back && redo(record(back.history, back.state, 'name', 20_000), 'Петров')).toBeNull();
  });

  it('are kept to a limit', () => {
    const { history } = typed(Array.from({ length: 500 }, (_, index) => [String(index), null, index]));
    expect(history.past).toHaveLength(200);
    expect(history.past[0]).toBe('299');
  });

  it('move to a new ground together', () => {
    const { history, now } = typed([['a', null, 0]]);
    const moved = moveHistory(history, (state) => `${state}!`);
    expect(undo(moved, now)?.state).toBe('!');
  });
});
