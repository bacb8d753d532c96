import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { go, useLeaveGuard } from '../../app/leaving';
import { useCommandQuery } from '../../app/query';
import type { OrderDetails } from '../../bindings/OrderDetails';
import type { SigningBlock as Reason } from '../../bindings/SigningBlock';
import { focusAnchor, touristOf } from '../../shared/anchors';
import { BY_PLACE } from '../../shared/hotkeys';
import { Failure, Waiting } from '../../shared/states';
import { CheckDrawer } from '../check/CheckDrawer';
import { SigningDialog } from '../signing/SigningDialog';
import { BlockRail } from './BlockRail';
import { ContractBlock } from './ContractBlock';
import { ContractDialog } from './ContractDialog';
import { CustomerBlock } from './CustomerBlock';
import { FilesBlock } from './FilesBlock';
import { IssuesProvider } from './issues';
import { OperatorBlock } from './OperatorBlock';
import classes from './Order.module.css';
import { OrderHeader } from './OrderHeader';
import { PriceBlock } from './PriceBlock';
import { SigningBlock } from './SigningBlock';
import { TourBlock } from './TourBlock';
import { TouristsBlock } from './TouristsBlock';
import { type OrderDraft, useOrderDraft } from './useOrderDraft';

/** Saving by itself while the check is open waits this long after the last key. */
const PAUSE = 600;

export function OrderScreen({ id }: { id: string }) {
  const details = useCommandQuery('get_order', { id });
  if (details.isPending) {
    return <Waiting text="Заявка открывается" />;
  }
  if (details.isError && !details.data) {
    return <Failure error={details.error} onRetry={() => void details.refetch()} />;
  }
  return <OrderEditor details={details.data} />;
}

function OrderEditor({ details }: { details: OrderDetails }) {
  const draft = useOrderDraft(details);
  const { order, edit } = draft;
  const [isChecking, setChecking] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const [contractField, setContractField] = useState<string | null>(null);
  const [opened, setOpened] = useState<Record<string, boolean>>({});
  const [isOperatorOpen, setOperatorOpen] = useState(false);
  const [target, setTarget] = useState<{ anchor: string } | null>(null);

  useEffect(() => {
    if (target) {
      const frame = requestAnimationFrame(() => focusAnchor(target.anchor));
      return () => cancelAnimationFrame(frame);
    }
    return;
  }, [target]);

  const openTourist = useCallback((tourist: string, isOpen: boolean) => {
    setOpened((now) => ({ ...now, [tourist]: isOpen }));
  }, []);

  const openAnchor = (anchor: string) => {
    const tourist = touristOf(anchor);
    if (anchor.startsWith('contract.')) {
      setContractField(anchor);
    } else if (anchor.startsWith('agency')) {
      go(`/agency/${anchor}`);
    } else {
      if (tourist) {
        openTourist(tourist, true);
      }
      if (anchor.startsWith('operator.')) {
        setOperatorOpen(true);
      }
      setTarget({ anchor });
    }
  };

  /** What works on the saved order first saves what is on the screen. */
  const afterSaving = (then: () => void) => {
    if (draft.isDirty) {
      void draft.save({ isQuiet: true, onSaved: then });
    } else {
      then();
    }
  };
  const check = () => {
    setChecking(true);
    if (draft.isDirty) {
      void draft.save({ isQuiet: true });
    }
  };
  const sign = () => afterSaving(() => setSigning(true));
  const preview = () => afterSaving(() => go(`/orders/${order.id}/contract`));
  const mend = ({ place, anchor }: Reason) => {
    setSigning(false);
    switch (place) {
      case 'order':
        return openAnchor(anchor ?? 'customer');
      case 'check':
        return check();
      case 'agency':
        return go(anchor === null ? '/agency' : `/agency/${anchor}`);
      case 'sms':
        return go('/integrations/sms');
      case 'mail':
        return go('/integrations/mail');
      case 'portal':
        return go('/integrations/steps');
    }
  };

  useHotkeys([['mod+S', () => void (draft.isDirty && draft.save()), BY_PLACE]], []);
  const savesItself = isChecking && contractField === null && !draft.conflict;
  useSavingByItself(savesItself, draft);
  const leaving = useLeaving(draft);

  return (
    <IssuesProvider rows={details.check} saved={draft.saved}>
      <div className={classes.screen}>
        <OrderHeader
          draft={draft}
          check={details.check}
          onCheck={check}
          onSign={sign}
          onPreview={preview}
          savesItself={savesItself}
        />
        <div className={classes.columns}>
          <BlockRail check={details.check} />
          <div className={classes.blocks}>
            {draft.conflict && <ConflictNote draft={draft} />}
            <ContractBlock contract={order.contract} manager={order.manager} edit={edit} onEdit={setContractField} />
            <CustomerBlock customer={order.customer} edit={edit} />
            <TouristsBlock
              tourists={order.tourists}
              customer={order.customer}
              tourEnd={order.tour.end}
              opened={opened}
              onOpen={openTourist}
              edit={edit}
            />
            <TourBlock
              tour={order.tour}
              services={order.services}
              tourists={order.tourists}
              notIncluded={order.services_not_included}
              edit={edit}
            />
            <PriceBlock price={order.price} edit={edit} />
            <OperatorBlock
              operator={order.operator}
              isEditing={isOperatorOpen}
              onEditing={setOperatorOpen}
              edit={edit}
            />
            <SigningBlock details={details} onSign={sign} />
            <FilesBlock files={details.files} />
          </div>
          {isChecking && <CheckDrawer rows={details.check} onOpen={openAnchor} onClose={() => setChecking(false)} />}
        </div>
      </div>
      {contractField !== null && (
        <ContractDialog draft={draft} field={contractField} onClose={() => setContractField(null)} />
      )}
      {isSigning && <SigningDialog id={order.id} onMend={mend} onClose={() => setSigning(false)} />}
      {leaving}
    </IssuesProvider>
  );
}

/** While the check is open every pause in typing saves, so that rows go as fields are filled. */
function useSavingByItself(isOn: boolean, draft: OrderDraft): void {
  const { order, isDirty, isSaving, save } = draft;
  const isDue = isOn && isDirty && !isSaving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `order` restarts the pause; `save` is new on every render.
  useEffect(() => {
    if (isDue) {
      const timer = setTimeout(() => void save({ isQuiet: true }), PAUSE);
      return () => clearTimeout(timer);
    }
    return;
  }, [isDue, order]);
}

/** Asks about unsaved work when the page is left. */
function useLeaving(draft: OrderDraft) {
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useLeaveGuard(
    draft.isDirty,
    useCallback((next: () => void) => setGoOn(() => next), []),
  );
  if (!goOn) {
    return null;
  }
  const stay = () => setGoOn(null);
  return (
    <Modal
      opened
      onClose={stay}
      size={520}
      title="Сохранить изменения в заявке?"
      closeButtonProps={{ 'aria-label': 'Закрыть окно' }}
    >
      <Stack>
        <Text c="dimmed">Черновик остаётся на этом компьютере: изменения можно сохранить и позже.</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={stay}>
            Остаться
          </Button>
          <Button variant="default" onClick={goOn}>
            Оставить черновиком
          </Button>
          <Button
            loading={draft.isSaving}
            onClick={() => void draft.save({ onSaved: goOn, isQuiet: true })}
            data-autofocus
          >
            Сохранить
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ConflictNote({ draft }: { draft: OrderDraft }) {
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle size={18} />}
      title="Заявку изменили, пока вы её правили"
      role="alert"
    >
      <Stack gap="xs">
        <span>Одни и те же данные изменены дважды. Сейчас на экране ваши значения; остальное уже обновлено.</span>
        <Group gap="xs">
          <Button size="xs" onClick={draft.keepMine}>
            Оставить мои
          </Button>
          <Button size="xs" variant="default" onClick={draft.takeTheirs}>
            Взять сохранённые
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
