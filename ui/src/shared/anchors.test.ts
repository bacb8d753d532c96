import { afterEach, describe, expect, it } from 'vitest';
import { anchorPath, focusAnchor, touristOf } from './anchors';

afterEach(() => {
  document.body.innerHTML = '';
});

describe('anchors', () => {
  it('go from the field to what it is inside of', () => {
    expect(anchorPath('tourists.7.document.number')).toEqual([
      'tourists.7.document.number',
      'tourists.7.document',
      'tourists.7',
      'tourists',
    ]);
  });

  it('tell their tourist', () => {
    expect(touristOf('tourists.0198-aa.birth_date')).toBe('0198-aa');
    expect(touristOf('tourists')).toBeNull();
    expect(touristOf('customer.phone')).toBeNull();
  });

  it('put the cursor into the very field', () => {
    document.body.innerHTML = '<input data-anchor="customer.phone"><input data-anchor="customer.email">';
    expect(focusAnchor('customer.email')).toBe(true);
    expect(document.activeElement?.getAttribute('data-anchor')).toBe('customer.email');
  });

  it('put the cursor into the first empty field of a group', () => {
    document.body.innerHTML =
      '<section data-anchor="services.insurance"><button>Добавить</button><input type="text" value="медицинское"><input type="text" id="next"></section>';
    expect(focusAnchor('services.insurance')).toBe(true);
    expect(document.activeElement?.id).toBe('next');
  });

  it('fall back to the group when the field is not on the screen', () => {
    document.body.innerHTML = '<section data-anchor="tourists.7"><button id="open">Иванов</button></section>';
    expect(focusAnchor('tourists.7.document.number')).toBe(true);
    expect(document.activeElement?.id).toBe('open');
    expect(focusAnchor('operator.inn')).toBe(false);
  });
});
