import { Badge } from '@mantine/core';
import type { GuaranteeState } from '../../bindings/GuaranteeState';
import { date } from '../../shared/format';

/** How the financial guarantee of an operator stands today, in its colour. */
export function GuaranteeBadge({ state }: { state: GuaranteeState }) {
  const [color, text] = LOOK[state.state](state as never);
  return (
    <Badge color={color} title={text}>
      {text}
    </Badge>
  );
}

type Looks = {
  [K in GuaranteeState['state']]: (state: Extract<GuaranteeState, { state: K }>) => [color: string, text: string];
};

const LOOK: Looks = {
  in_force: ({ to }) => ['green', `Действует до ${date(to)}`],
  ends_later: ({ to }) => ['orange', `До ${date(to)}: меньше 60 дней`],
  ends_soon: ({ to }) => ['red', `До ${date(to)}: меньше 30 дней`],
  ended: ({ to }) => ['red', `Закончилось ${date(to)}`],
  not_yet: ({ from }) => ['red', `Начнётся ${date(from)}`],
  no_sum: () => ['red', 'Не указан размер'],
  unknown: () => ['red', 'Не указано'],
};
