interface Place {
  /** Pixels scrolled. */
  offset: number;
  /** The row the arrows stand on. */
  active: number;
}

const TOP: Place = { offset: 0, active: 0 };

let left: { list: string; place: Place } | null = null;

/** Where this list was left; the top for another one. */
export function placeIn(list: string): Place {
  return left?.list === list ? left.place : TOP;
}

/** Notes where a list is left, until the program ends. */
export function remember(list: string, place: Place): void {
  left = { list, place };
}
