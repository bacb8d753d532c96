import { useEffect, useRef, useState } from 'react';
import { CommandError } from '../../lib/backend/error';
import { integer } from '../../shared/format';
import { complain, tell } from '../../shared/notices';
import { add, NOTHING, reach, toggle } from './selection';

/** As many orders as can be changed at once. */
const MOST = 5000;

interface Rows {
  idAt: (index: number) => string | undefined;
  idsBetween: (first: number, last: number) => Promise<string[]>;
  total: number;
}

/** The ticked orders of a list; another list begins with none. */
export function useSelection(list: string, { idAt, idsBetween, total }: Rows) {
  const [selection, setSelection] = useState(NOTHING);
  const shown = useRef(list);
  useEffect(() => {
    shown.current = list;
    setSelection(NOTHING);
  }, [list]);

  /** Ticks what arrives, unless another list has come meanwhile. */
  const tickLater = (asked: Promise<string[]>, index: number) => {
    const of = list;
    asked.then(
      (ids) => shown.current === of && setSelection((now) => add(now, ids, index)),
      (error) => complain(CommandError.from(error)),
    );
  };

  return {
    selection,
    /** Ticks one row, or with `from` everything up to it from the row ticked last. */
    tick(index: number, from: number | null) {
      const id = idAt(index);
      if (from !== null) {
        const { first, last } = reach(selection.anchor === null ? { ...selection, anchor: from } : selection, index);
        tickLater(idsBetween(first, last), selection.anchor ?? from);
      } else if (id !== undefined) {
        setSelection((now) => toggle(now, index, id));
      }
    },
    tickAll() {
      tickLater(idsBetween(0, Math.min(total, MOST) - 1), 0);
      if (total > MOST) {
        tell(`Выбраны первые ${integer(MOST)}: больше заявок за один раз не меняется`);
      }
    },
    tickNone: () => setSelection(NOTHING),
  };
}
