import type { OrderFilter } from '../../bindings/OrderFilter';
import type { OrderSort } from '../../bindings/OrderSort';
import { type ColumnState, DESIGNED, resizeColumn } from './columnState';
import { columns } from './columns';
import { EMPTY_FILTER, readFilter } from './filter';

/** Which orders are listed, and in which order. */
export interface Question {
  filter: OrderFilter;
  sort: OrderSort;
  descending: boolean;
}

/** A question kept under a name. */
export interface SavedFilter {
  id: string;
  name: string;
  question: Question;
}

/** How the grid is looked at; kept between starts. */
export interface OrdersView extends Question {
  columns: ColumnState;
  isPanelOpen: boolean;
  saved: SavedFilter[];
}

const LAST_CHANGED_FIRST = { sort: 'updated', descending: true } as const;

export const DEFAULT_VIEW: OrdersView = {
  filter: EMPTY_FILTER,
  ...LAST_CHANGED_FIRST,
  columns: DESIGNED,
  isPanelOpen: false,
  saved: [],
};

/** A click on a heading: sorts by it, the second click turns it over, the third returns to the last changed. */
export function sortBy<Q extends Question>(question: Q, sort: OrderSort): Q {
  if (question.sort !== sort) {
    return { ...question, sort, descending: false };
  }
  return question.descending ? { ...question, ...LAST_CHANGED_FIRST } : { ...question, descending: true };
}

export function questionOf({ filter, sort, descending }: Question): Question {
  return { filter, sort, descending };
}

export function isSame(one: Question, other: Question): boolean {
  return JSON.stringify(questionOf(one)) === JSON.stringify(questionOf(other));
}

/** The view as it was left; anything unreadable is as by default. */
export function readView(note: unknown): OrdersView {
  if (!isRecord(note)) {
    return DEFAULT_VIEW;
  }
  return {
    ...readQuestion(note),
    columns: readColumns(note.columns),
    isPanelOpen: note.isPanelOpen === true,
    saved: Array.isArray(note.saved) ? note.saved.flatMap(readSaved) : [],
  };
}

const SORTS = new Set<unknown>([...columns.map(({ sort }) => sort), LAST_CHANGED_FIRST.sort]);

function readQuestion(note: Record<string, unknown>): Question {
  const filter = readFilter(note.filter);
  const { sort, descending } = note;
  return SORTS.has(sort) && typeof descending === 'boolean'
    ? { filter, sort: sort as OrderSort, descending }
    : { filter, ...LAST_CHANGED_FIRST };
}

function readColumns(note: unknown): ColumnState {
  if (!isRecord(note)) {
    return DESIGNED;
  }
  const keys = Array.isArray(note.keys) ? note.keys.filter((key) => typeof key === 'string') : null;
  const widths = isRecord(note.widths) ? Object.entries(note.widths) : [];
  return widths.reduce<ColumnState>(
    (state, [key, width]) => (typeof width === 'number' ? resizeColumn(state, key, width) : state),
    { keys, widths: {} },
  );
}

function readSaved(note: unknown): SavedFilter[] {
  if (!isRecord(note) || typeof note.id !== 'string' || typeof note.name !== 'string') {
    return [];
  }
  const question = isRecord(note.question) ? note.question : {};
  return [{ id: note.id, name: note.name, question: readQuestion(question) }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
