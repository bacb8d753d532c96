/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  isFound: boolean;
}

/** A number typed by hand is compared by its digits from this length on. */
const SHORTEST_NUMBER = 4;

/**
 * Splits a text at the words somebody looks for. Letter case and ё/е do not matter; a number is found
 * through the signs between its digits: `9066805555` in `+7 906 680-55-55`.
 */
export function marks(text: string, query: string): Piece[] {
  const found = new Array<boolean>(text.length).fill(false);
  const plain = fold(text);
  for (const word of fold(query).split(/\s+/)) {
    if (word !== '') {
      markEvery(found, plain, word);
    }
  }
  markNumber(found, text, query);

  const pieces: Piece[] = [];
  for (const [index, isFound] of found.entries()) {
    const last = pieces.at(-1);
    if (last?.isFound === isFound) {
      last.text += text.charAt(index);
    } else {
      pieces.push({ text: text.charAt(index), isFound });
    }
  }
  return pieces;
}

/** Every letter stays one letter, so that places are the same. */
function fold(text: string): string {
  return [...text].map((char) => char.toLowerCase().replace('ё', 'е').slice(0, char.length)).join('');
}

function markEvery(found: boolean[], text: string, word: string): void {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    found.fill(true, at, at + word.length);
  }
}

function markNumber(found: boolean[], text: string, query: string): void {
  if (!/^[\d\s+()\-\u00a0]+$/.test(query)) {
    return;
  }
  const all = query.replace(/\D/g, '');
  const wanted = all.length === 11 && /^[78]/.test(all) ? all.slice(1) : all;
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const at = places
    .map((place) => text[place])
    .join('')
    .indexOf(wanted);
  const [first, last] = [places[at], places[at + wanted.length - 1]];
  if (wanted.length >= SHORTEST_NUMBER && first !== undefined && last !== undefined) {
    found.fill(true, first, last + 1);
  }
}
