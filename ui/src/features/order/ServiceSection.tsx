import { Badge, Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { Order } from '../../bindings/Order';
import type { Service } from '../../bindings/Service';
import type { ServiceKind } from '../../bindings/ServiceKind';
import { serviceKind } from '../../shared/labels';
import { tell } from '../../shared/notices';
import { Star } from '../../shared/Star';
import { useIssue } from './issues';
import { same } from './merge';
import classes from './Order.module.css';
import { ServiceForm } from './ServiceForm';
import { emptyFields, SERVICE_FIELDS } from './serviceFields';
import { addService, addWayBack, exclude, include, removeService } from './services';
import type { Traveller } from './travelling';
import type { Rewrite } from './useOrderDraft';

interface Props {
  kind: ServiceKind;
  /** All services of the order. */
  services: Service[];
  travellers: Traveller[];
  isNotIncluded: boolean;
  rewrite: Rewrite;
  onReveal: (anchor: string) => void;
}

/** One kind of service: part of the tour, wholly or partly filled, or «не входит». */
export const ServiceSection = memo(
  function ServiceSection({ kind, services, travellers, isNotIncluded, rewrite, onReveal }: Props) {
    const anchor = `services.${kind}`;
    const ofKind = services.filter((service) => service.kind === kind);
    const issue = useIssue(anchor, ofKind[0]);
    const label = serviceKind[kind];

    const reveal = ({ id }: Service) => onReveal(`services.${id}.${SERVICE_FIELDS[kind][0]?.key}`);
    const add = () => {
      let added: Service | undefined;
      rewrite((order) => {
        const next = addService(order, kind);
        added = next.services.at(-1);
        return next;
      });
      if (added) {
        reveal(added);
      }
    };
    const remove = useCallback(
      (service: Service) => {
        let before: Service[] = [];
        rewrite((order) => {
          before = order.services;
          return removeService(order, service.id);
        });
        tell(`Услуга удалена: ${serviceKind[service.kind]}`, {
          label: 'Вернуть',
          run: () =>
            rewrite((order) => ({
              ...include(order, service.kind),
              services: order.services.toSpliced(before.indexOf(service), 0, service),
            })),
        });
      },
      [rewrite],
    );
    const goBack = useCallback((id: string) => rewrite((order) => addWayBack(order, id)), [rewrite]);
    const setExcluded = (isExcluded: boolean) => {
      let before: Order | undefined;
      rewrite((order) => {
        before = order;
        return isExcluded ? exclude(order, kind) : include(order, kind);
      });
      const removed = before?.services.filter((service) => service.kind === kind) ?? [];
      if (isExcluded && removed.length > 0) {
        tell(`Услуга удалена: ${label}`, {
          label: 'Вернуть',
          run: () => rewrite((order) => ({ ...include(order, kind), services: [...order.services, ...removed] })),
        });
      }
    };

    return (
      <section className={classes.service} aria-label={label} data-anchor={anchor}>
        <header className={classes.serviceHead}>
          <h3>
            {label} {issue && !isNotIncluded && <Star level={issue.level} size={13} isDecorative />}
          </h3>
          <ServiceState services={ofKind} kind={kind} isNotIncluded={isNotIncluded} />
          <span className={classes.grow} />
          <Checkbox
            size="xs"
            label="Не входит"
            aria-label={`Не входит в турпродукт: ${label}`}
            checked={isNotIncluded}
            onChange={(event) => setExcluded(event.currentTarget.checked)}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} />}
            onClick={add}
            aria-label={`Добавить: ${label}`}
          >
            Добавить
          </Button>
        </header>
        {ofKind.map((service, index) => (
          <ServiceForm
            key={service.id}
            service={service}
            label={ofKind.length > 1 ? `${label} ${index + 1}` : label}
            travellers={travellers}
            isAlone={ofKind.length === 1}
            rewrite={rewrite}
            onRemove={remove}
            onWayBack={goBack}
          />
        ))}
      </section>
    );
  },
  // an edit of a service of another kind is no news here
  (before, after) =>
    before.travellers === after.travellers &&
    before.isNotIncluded === after.isNotIncluded &&
    before.onReveal === after.onReveal &&
    same(
      before.services.filter(({ kind }) => kind === before.kind),
      after.services.filter(({ kind }) => kind === after.kind),
    ),
);

interface StateProps {
  services: Service[];
  kind: ServiceKind;
  isNotIncluded: boolean;
}

function ServiceState({ services, kind, isNotIncluded }: StateProps) {
  if (isNotIncluded) {
    return <Badge color="gray">Не входит</Badge>;
  }
  if (services.length === 0) {
    return <span className={classes.quiet}>не добавлена</span>;
  }
  const missing = services.flatMap((service) => emptyFields(service, kind));
  return missing.length === 0 ? (
    <Badge color="green">Входит</Badge>
  ) : (
    <Badge color="orange" title={`Не заполнено: ${missing.join(', ').toLowerCase()}`}>
      Заполнена частично
    </Badge>
  );
}
