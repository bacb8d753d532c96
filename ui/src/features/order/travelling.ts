import type { Customer } from '../../bindings/Customer';
import type { Order } from '../../bindings/Order';
import type { Tourist } from '../../bindings/Tourist';
import { fullName } from '../../shared/format';
import { emptyTourist } from './empty';

/** The customer as lists show it: the person, or the organisation. */
export function customerName(customer: Customer): string {
  return customer.kind === 'person'
    ? fullName(customer)
    : customer.organisation.short_name.trim() || customer.organisation.full_name.trim();
}

/** Who travels, as the services name them. */
export interface Traveller {
  id: string;
  name: string;
}

export function travellersOf(tourists: Tourist[]): Traveller[] {
  return tourists.map((tourist, index) => ({ id: tourist.id, name: fullName(tourist) || `Турист ${index + 1}` }));
}

/** The card of the customer among the tourists, if there is one. */
export function cardOf(customer: Customer, tourists: Tourist[]): Tourist | undefined {
  return tourists.find(
    (tourist) =>
      fullName(tourist) === fullName(customer) &&
      (tourist.birth_date === customer.birth_date || tourist.birth_date === null),
  );
}

/** «Заказчик едет»: gives the customer a card among the tourists, unless there is one. */
export function addCustomer(order: Order): Order {
  const { customer, tourists } = order;
  const withMark = { ...order, customer: { ...customer, is_tourist: true } };
  return cardOf(customer, tourists) ? withMark : { ...withMark, tourists: [...tourists, cardFrom(customer, order)] };
}

/** Takes a card out of the list; the mark «Заказчик едет» goes with the card of the customer. */
export function removeTourist(order: Order, tourist: Tourist): Order {
  const { customer, tourists } = order;
  const isCustomer = cardOf(customer, tourists)?.id === tourist.id;
  return {
    ...order,
    customer: isCustomer ? { ...customer, is_tourist: false } : customer,
    tourists: tourists.filter(({ id }) => id !== tourist.id),
  };
}

/** Puts a card back where it was. */
export function bringBack(order: Order, tourist: Tourist, index: number): Order {
  const tourists = order.tourists.toSpliced(index, 0, tourist);
  const isCustomer = cardOf(order.customer, tourists)?.id === tourist.id;
  return { ...order, tourists, customer: isCustomer ? { ...order.customer, is_tourist: true } : order.customer };
}

/** The list with one card a place up (-1) or down (1). */
export function moveTourist(tourists: Tourist[], id: string, by: -1 | 1): Tourist[] {
  const from = tourists.findIndex((tourist) => tourist.id === id);
  const tourist = tourists[from];
  const to = from + by;
  return tourist === undefined || to < 0 || to >= tourists.length
    ? tourists
    : tourists.toSpliced(from, 1).toSpliced(to, 0, tourist);
}

function cardFrom(customer: Customer, { tour }: Order): Tourist {
  const { client_id, last_name, first_name, middle_name, no_middle_name } = customer;
  const { gender, birth_date, citizenship, phone, email, document } = customer;
  // the passport of a Russian stays at home on the way abroad
  const takesDocument = tour.kind === 'domestic' || document.kind !== 'russian_passport';
  return {
    ...emptyTourist(),
    client_id,
    last_name,
    first_name,
    middle_name,
    no_middle_name,
    gender,
    birth_date,
    citizenship,
    phone,
    email,
    ...(takesDocument ? { document } : {}),
  };
}
