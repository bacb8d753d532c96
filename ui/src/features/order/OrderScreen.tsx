import { useHotkeys } from '@mantine/hooks';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { go } from '../../app/leaving';
import { useNewOrder } from '../../app/newOrder';
import { useCommandQuery } from '../../app/query';
import type { OrderDetails } from '../../bindings/OrderDetails';
import type { SigningBlock as Reason } from '../../bindings/SigningBlock';
import { focusAnchor, touristOf } from '../../shared/anchors';
import { BY_PLACE } from '../../shared/hotkeys';
import { Failure, Waiting } from '../../shared/states';
import { CheckDrawer } from '../check/CheckDrawer';
import { OrderFiles } from '../files/OrderFiles';
import { OrderPayments } from '../payments/OrderPayments';
import { SigningDialog } from '../signing/SigningDialog';
import { BlockRail } from './BlockRail';
import { nextGap } from './blocks';
import { ConflictNote } from './ConflictNote';
import { ContractBlock } from './ContractBlock';
import { ContractDialog } from './ContractDialog';
import { CustomerBlock } from './CustomerBlock';
import { goOnWithEnter } from './enter';
import { HistoryBlock } from './HistoryBlock';
import { IssuesProvider, remarksOf } from './issues';
import { LeadBlock } from './LeadBlock';
import { useLeaving } from './LeavingDialog';
import { OperatorBlock } from './OperatorBlock';
import classes from './Order.module.css';
import { OrderHeader } from './OrderHeader';
import { PriceBlock } from './PriceBlock';
import { SigningBlock } from './SigningBlock';
import { TourBlock } from './TourBlock';
import { TouristsBlock } from './TouristsBlock';
import { cardOf, travellersOf } from './travelling';
import { useCheck } from './useCheck';
import { useEscape } from './useEscape';
import { useOrderDraft } from './useOrderDraft';
import { useStable } from './useStable';

interface Props {
  id: string;
  /** Field or block to be opened: `payments`, `tour.start`. */
  anchor?: string;
}

export function OrderScreen({ id, anchor }: Props) {
  const details = useCommandQuery('get_order', { id });
  if (details.isPending) {
    return <Waiting text="Заявка открывается" />;
  }
  if (details.isError && !details.data) {
    return <Failure error={details.error} onRetry={() => void details.refetch()} />;
  }
  return <OrderEditor details={details.data} anchor={anchor} />;
}

function OrderEditor({ details, anchor }: { details: OrderDetails; anchor: string | undefined }) {
  const draft = useOrderDraft(details);
  const { order, edit, rewrite } = draft;
  const checked = useCheck(order, details);
  const remarks = useMemo(() => remarksOf(checked.check, checked.problems), [checked]);
  // words of another sum are no words
  const inWords = checked.order.price.total === order.price.total ? checked.total_in_words : '';
  const latinNames = useStable(checked.latin_names);
  const [isChecking, setChecking] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const [contractField, setContractField] = useState<string | null>(null);
  const [opened, setOpened] = useState<Record<string, boolean>>({});
  const [isOperatorOpen, setOperatorOpen] = useState(false);
  const [target, setTarget] = useState<{ anchor: string } | null>(null);
  const gap = useRef<string | null>(null);
  // the names are needed in one list far below: it may come after the letter typed
  const tourists = useDeferredValue(order.tourists);
  const travellers = useStable(useMemo(() => travellersOf(tourists), [tourists]));

  useEffect(() => {
    if (target) {
      const frame = requestAnimationFrame(() => focusAnchor(target.anchor));
      return () => cancelAnimationFrame(frame);
    }
    return;
  }, [target]);

  // a new order begins with the surname
  const isNew = details.version === 1 && details.draft === null && order.customer.last_name === '';
  const begins = useRef(isNew && order.customer.kind === 'person');
  useEffect(() => {
    if (begins.current) {
      begins.current = false;
      setTarget({ anchor: 'customer.last_name' });
    }
  }, []);

  const openTourists = useCallback((ids: string[], isOpen: boolean) => {
    setOpened((now) => ({ ...now, ...Object.fromEntries(ids.map((id) => [id, isOpen])) }));
  }, []);

  /** Opens what a field is inside of and puts the cursor there. */
  const reveal = useCallback(
    (anchor: string) => {
      const tourist = touristOf(anchor);
      if (tourist) {
        openTourists([tourist], true);
      }
      if (anchor.startsWith('operator.')) {
        setOperatorOpen(true);
      }
      setTarget({ anchor });
    },
    [openTourists],
  );

  const openAnchor = (anchor: string) => {
    gap.current = anchor;
    if (anchor.startsWith('contract.')) {
      setContractField(anchor);
    } else if (anchor.startsWith('agency')) {
      go(`/agency/${anchor}`);
    } else {
      setContractField(null);
      reveal(anchor);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is opened when the page is come to.
  useEffect(() => {
    if (anchor !== undefined) {
      openAnchor(anchor);
    }
  }, [anchor]);
  const goToNextGap = () => {
    const gaps = checked.check.filter(({ level, block }) => level !== 'warning' && block !== 'agency');
    const next = nextGap(
      gaps.map(({ anchor }) => anchor),
      gap.current,
    );
    if (next !== null) {
      openAnchor(next);
    }
  };
  const goTo = (changed: string | null) => {
    if (changed !== null && contractField === null) {
      reveal(changed);
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
  const sign = () => afterSaving(() => setSigning(true));
  const preview = () => afterSaving(() => go(`/orders/${order.id}/contract`));
  const mend = ({ place, anchor }: Reason) => {
    setSigning(false);
    switch (place) {
      case 'order':
        return openAnchor(anchor ?? 'customer');
      case 'check':
        return setChecking(true);
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

  const newOrder = useNewOrder();
  const stepBack = () => goTo(draft.undo());
  const stepForth = () => goTo(draft.redo());
  useHotkeys(
    [
      ['mod+S', () => void (draft.isDirty && draft.save()), BY_PLACE],
      ['mod+N', newOrder.create, BY_PLACE],
      ['mod+Z', inForm(stepBack), STEP],
      ['mod+Shift+Z', inForm(stepForth), STEP],
      ['mod+Y', inForm(stepForth), STEP],
      ['F8', goToNextGap, BY_PLACE],
    ],
    [],
  );
  useEscape(() => (isChecking ? setChecking(false) : go('/orders')));
  const leaving = useLeaving(draft);

  return (
    <IssuesProvider remarks={remarks} checked={checked.order}>
      <div className={classes.screen}>
        <OrderHeader
          draft={draft}
          check={checked.check}
          onCheck={() => setChecking(true)}
          onSign={sign}
          onPreview={preview}
          onUndo={stepBack}
          onRedo={stepForth}
          afterSaving={afterSaving}
        />
        <div className={classes.columns}>
          <BlockRail check={checked.check} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter is heard for the fields inside. */}
          <div className={classes.blocks} onKeyDown={goOnWithEnter}>
            {draft.conflict && <ConflictNote draft={draft} conflict={draft.conflict} />}
            <ContractBlock contract={order.contract} onEdit={setContractField} />
            <LeadBlock
              is_quote={order.is_quote}
              manager={order.manager}
              manager_id={order.manager_id}
              office_id={order.office_id}
              lead_source={order.lead_source}
              lead_kind={order.lead_kind}
              documents_given={order.documents_given}
              documents_given_on={order.documents_given_on}
              notes={order.notes}
              edit={edit}
              rewrite={rewrite}
            />
            <CustomerBlock
              customer={order.customer}
              manager={order.manager}
              isTravelling={order.customer.is_tourist || cardOf(order.customer, order.tourists) !== undefined}
              edit={edit}
              rewrite={rewrite}
            />
            <TouristsBlock
              tourists={order.tourists}
              countries={order.tour.countries}
              latinNames={latinNames}
              tourEnd={order.tour.end}
              opened={opened}
              onOpen={openTourists}
              onReveal={reveal}
              edit={edit}
              rewrite={rewrite}
            />
            <TourBlock
              tour={order.tour}
              services={order.services}
              travellers={travellers}
              notIncluded={order.services_not_included}
              edit={edit}
              rewrite={rewrite}
              onReveal={reveal}
            />
            <PriceBlock price={order.price} inWords={inWords} edit={edit} />
            <OrderPayments order={order.id} method={order.price.method} />
            <OperatorBlock
              operator={order.operator}
              isEditing={isOperatorOpen}
              onEditing={setOperatorOpen}
              edit={edit}
            />
            <SigningBlock details={details} onSign={sign} />
            <OrderFiles orderId={details.order.id} />
            <HistoryBlock id={order.id} version={details.version} isDirty={draft.isDirty} />
          </div>
          {isChecking && <CheckDrawer rows={checked.check} onOpen={openAnchor} onClose={() => setChecking(false)} />}
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

/** Steps back and forth leave the default to fields that are no part of the order. */
const STEP = { preventDefault: false, usePhysicalKeys: true };

/** Runs for the form; a text that is no part of it, or not read yet, keeps its own undo. */
function inForm(run: () => void) {
  return (event: KeyboardEvent) => {
    const field = event.target;
    const isText =
      field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'checkbox');
    if (!isText || (field.dataset.anchor !== undefined && field.dataset.unread === undefined)) {
      event.preventDefault();
      run();
    }
  };
}
