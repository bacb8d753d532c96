import { Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Screen.module.css';

interface Props<S extends string> {
  sort: S;
  view: { sort: S; descending: boolean };
  onSort: (sort: S) => void;
  width?: number;
  children: ReactNode;
}

/** The head of a column that sorts its table. */
export function SortHead<S extends string>({ sort, view, onSort, width, children }: Props<S>) {
  const isSorted = view.sort === sort;
  return (
    <Table.Th
      {...(width ? { w: width } : {})}
      aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className={classes.sort} onClick={() => onSort(sort)}>
        {children}
        {isSorted && (view.descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
      </button>
    </Table.Th>
  );
}
