import { useTranslate } from 'ra-core';
import { SelectInput, TextInput } from 'ra-ui-materialui';
import { useMe } from '../web/api/api';
import { ActForm } from '../web/parts/act-form';
import { DeskList, ToOrder, ToPerson, useWhich } from '../web/parts/list';
import { Facts, Part, Rows, Screen, usePage } from '../web/parts/parts';
import { named, shownCredits, shownDollars, shownSeconds, shownTime, translate as say } from '../web/words/words';

/** The facts of an event whose values are codes, each with the group of messages that say the codes in words. */
const WORDED: Readonly<Record<string, string>> = {
  'asked-provider reason': 'call',
  'ledger type': 'ledger',
  'ended state': 'state',
  'delivery urgency': 'delivery',
  'delivery state': 'delivery',
};

interface OrderRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: string;
  readonly item: string;
  readonly units: number;
  readonly amount: number;
  readonly captured: number;
  readonly status: 'open' | 'captured' | 'released';
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly state: string | null;
  readonly delivered: number | null;
  readonly errorCode: string | null;
  readonly stuck: { readonly because: string; readonly seconds: number } | null;
}

interface Order extends OrderRow {
  readonly events: readonly {
    readonly at: string;
    readonly schema: string;
    readonly what: string;
    readonly facts: Readonly<Record<string, string | number>>;
  }[];
}

const stateOf = ({ state, errorCode, stuck }: OrderRow): string =>
  [named('state', state ?? 'not-begun'), errorCode, stuck && stuckOf(stuck)].filter(Boolean).join(': ');
const stuckOf = ({ because, seconds }: NonNullable<OrderRow['stuck']>): string =>
  say(`stuck-${because}`, { time: shownSeconds(seconds) });
const nameOf = ({ kind, id }: OrderRow): string => `${named('kind', kind)} ${id.slice(-8)}`;
const aboutOf = (order: OrderRow, isSmall: boolean) => (isSmall ? { about: nameOf(order), isSmall } : {});

/** The buttons of an order that has not ended. */
const OrderActs = ({ order, isSmall = false }: { order: OrderRow; isSmall?: boolean }) =>
  order.status === 'open' && (
    <>
      <ActForm act="retry-order" path={`orders/${order.id}/retry`} {...aboutOf(order, isSmall)} />
      <ActForm act="cancel-order" path={`orders/${order.id}/cancel`} {...aboutOf(order, isSmall)} isDangerous />
    </>
  );

const OrdersList = () => {
  const translate = useTranslate();
  const me = useMe();
  const which = useWhich('orders', me?.orderFilters ?? []);
  return (
    <DeskList<OrderRow>
      filters={[
        which,
        <SelectInput
          key="kind"
          source="kind"
          label={translate('kind')}
          alwaysOn
          choices={(me?.orderKinds ?? []).map((id) => ({ id, name: named('kind', id) }))}
        />,
        <TextInput key="user" source="user" label={translate('of-person')} />,
      ]}
      columns={[
        { title: 'order', of: ({ id }) => <ToOrder id={id} /> },
        { title: 'kind', of: ({ kind }) => named('kind', kind) },
        { title: 'state', of: stateOf },
        { title: 'credits', of: ({ amount }) => shownCredits(amount), isNumber: true },
        { title: 'charged', of: ({ captured }) => shownCredits(captured), isNumber: true },
        { title: 'ordered', of: ({ createdAt }) => shownTime(createdAt) },
        { title: 'person', of: ({ userId }) => <ToPerson id={userId} /> },
      ]}
      acts={(order) => <OrderActs order={order} isSmall />}
      first={nameOf}
      second={(order) => `${stateOf(order)} · ${shownTime(order.createdAt)}`}
      third={({ amount }) => shownCredits(amount)}
    />
  );
};

/** The sentence about an event; codes that the apps keep are replaced by the words of the desk. */
const sentenceOf = ({ what, facts }: Order['events'][number]): string => {
  const worded = Object.entries(facts).map(([fact, value]) => {
    if (fact === 'dollars') return [fact, shownDollars(Number(value), Number(value) < 0.01 ? 4 : 2)];
    const group = WORDED[`${what} ${fact}`];
    return [fact, group === undefined ? value : named(group, String(value))];
  });
  return say(`event-${what}`, Object.fromEntries(worded));
};

const OrderShow = () => {
  const translate = useTranslate();
  const { row: order, instead } = usePage<Order>('orders', 'order');
  if (!order) return instead;
  return (
    <Screen title={nameOf(order)}>
      {order.status === 'open' && (
        <Part title={translate('acts')}>
          <OrderActs order={order} />
        </Part>
      )}
      <Part title={translate('order')}>
        <Facts
          facts={[
            [translate('our-id'), order.id],
            [translate('person'), <ToPerson key="p" id={order.userId} isWhole />],
            [translate('item'), `${order.units} × ${named('item', order.item)}`],
            [translate('state'), stateOf(order)],
            [translate('delivered'), order.delivered === null ? '—' : `${order.delivered} / ${order.units}`],
            [translate('held'), shownCredits(order.amount)],
            [translate('charged'), shownCredits(order.captured)],
            [translate('ordered'), shownTime(order.createdAt)],
            [translate('ended'), shownTime(order.settledAt)],
          ]}
        />
      </Part>
      <Part title={translate('story')}>
        <Rows
          label={translate('story')}
          rows={order.events}
          keyOf={({ at, what, schema }) => `${at} ${what} ${schema}`}
          columns={[
            { title: translate('when'), of: ({ at }) => shownTime(at) },
            { title: translate('app'), of: ({ schema }) => schema },
            { title: translate('what'), of: sentenceOf },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const orderScreens = { list: OrdersList, show: OrderShow };
