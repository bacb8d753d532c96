import { Anchor } from '@mantine/core';
import { IconBeach } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ClientOrderRow } from '../../bindings/ClientOrderRow';
import { dateRange, money } from '../../shared/format';
import { orderStatus } from '../../shared/labels';
import { Panel } from '../../shared/Panel';
import { Empty } from '../../shared/states';
import classes from './Clients.module.css';

/** «Заявки»: everything the client ordered or travelled with. */
export function ClientOrders({ orders }: { orders: ClientOrderRow[] }) {
  return (
    <Panel title="Заявки">
      {orders.length === 0 ? (
        <Empty icon={<IconBeach size={40} stroke={1.25} />} title="Заявок пока нет">
          Откройте или создайте заявку и выберите клиента в блоке «Заказчик» или «Туристы».
        </Empty>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Заявка</th>
                <th>Клиент в ней</th>
                <th>Страна, курорт</th>
                <th>Даты тура</th>
                <th>Сумма</th>
                <th>Статус</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.id}>
                  <td>
                    <Anchor component={Link} href={`/orders/${order.id}`} fw={600}>
                      {order.number}
                    </Anchor>
                  </td>
                  <td>{role(order)}</td>
                  <td>{order.destination}</td>
                  <td>{dateRange(order.tour_start, order.tour_end)}</td>
                  <td>{order.total === null ? '' : money(order.total)}</td>
                  <td>{orderStatus[order.status]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function role({ is_customer, is_tourist }: ClientOrderRow): string {
  return is_customer ? (is_tourist ? 'заказчик и турист' : 'заказчик') : 'турист';
}
