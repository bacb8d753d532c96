import type { Order } from '../../bindings/Order';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import { newId } from '../../shared/ids';
import { emptyService } from './empty';

/** A new service at the end; it lasts as long as the tour, until somebody says otherwise. */
export function addService(order: Order, kind: ServiceKind): Order {
  const service = forTour(emptyService(kind), order);
  return { ...include(order, kind), services: [...order.services, service] };
}

function forTour(service: Service, { tour: { start, end, countries } }: Order): Service {
  switch (service.kind) {
    case 'accommodation':
      return { ...service, check_in: start, check_out: end };
    case 'insurance':
    case 'meals':
      return { ...service, from: start, to: end };
    case 'visa':
      return { ...service, country: countries[0] ?? '' };
    default:
      return service;
  }
}

export function removeService(order: Order, id: string): Order {
  return { ...order, services: order.services.filter((service) => service.id !== id) };
}

/** The journey back: the same carrier the other way round, right after the journey there. */
export function addWayBack(order: Order, id: string): Order {
  const at = order.services.findIndex((service) => service.id === id);
  const there = order.services[at];
  if (there?.kind !== 'transport') {
    return order;
  }
  const back: Service = {
    ...there,
    id: newId(),
    from: there.to,
    to: there.from,
    number: '',
    departs_at: null,
    arrives_at: null,
  };
  return { ...order, services: order.services.toSpliced(at + 1, 0, back) };
}

/** The kind is part of the tour, or nobody has said yet. */
export function include(order: Order, kind: ServiceKind): Order {
  return { ...order, services_not_included: order.services_not_included.filter((item) => item !== kind) };
}

/** «Не входит»: what was filled in goes. */
export function exclude(order: Order, kind: ServiceKind): Order {
  return {
    ...order,
    services: order.services.filter((service) => service.kind !== kind),
    services_not_included: [...order.services_not_included.filter((item) => item !== kind), kind],
  };
}
