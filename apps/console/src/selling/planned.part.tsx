import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { Part, Rows } from '../web/parts/parts';
import { named, shownMoney, shownNumber, shownTime, translate as say } from '../web/words/words';

export interface PlannedChange {
  readonly change: string;
  readonly subject: string;
  readonly at: string;
  readonly amount?: number;
  readonly credits?: number;
  readonly stars?: number;
  readonly percent?: number;
  readonly currency?: string;
}

/** The act that withdraws a planned beginning or end of a price by card: the price then does not begin, or does not end. */
const cardPriceWithdrawn = ({ subject: id, currency, at: from }: PlannedChange) => ({
  act: 'set-pack',
  path: 'selling/card-price',
  fixed: { id, currency, from },
});

/** How an operator withdraws a planned change: the act, and what is sent. The end of a pack, a discount or a plan cannot be withdrawn. */
const WITHDRAWN: Readonly<Record<string, (planned: PlannedChange) => { act: string; path: string; fixed: object }>> = {
  price: ({ subject: item, at: from }) => ({ act: 'set-price', path: 'selling/price', fixed: { item, from } }),
  allowance: ({ subject: allowance, at: from }) => ({
    act: 'set-allowance',
    path: 'selling/allowance',
    fixed: { allowance, from },
  }),
  pack: ({ subject: id }) => ({ act: 'set-pack', path: 'selling/pack-end', fixed: { id } }),
  'card-price': cardPriceWithdrawn,
  'card-price-end': cardPriceWithdrawn,
  discount: ({ subject: id }) => ({ act: 'set-pack', path: 'selling/discount-end', fixed: { id } }),
  plan: ({ subject }) => ({ act: 'set-plan', path: `plans/${subject}/retire`, fixed: {} }),
};

const nameOf = ({ change, subject }: PlannedChange): string =>
  change === 'price' ? named('item', subject) : change === 'allowance' ? named('allowance', subject) : subject;

const valueOf = ({ amount, credits, stars, percent, currency }: PlannedChange): string =>
  amount !== undefined && currency !== undefined
    ? shownMoney({ currency, amount })
    : percent !== undefined
      ? `−${percent} %`
      : stars !== undefined
        ? say('credits-for-stars', { credits: shownNumber(credits ?? 0), stars: shownNumber(stars) })
        : amount !== undefined
          ? shownNumber(amount, Number.isInteger(amount) ? 0 : 2)
          : '—';

/** All planned changes with their dates, the next one first. */
export const PlannedPart = ({ planned }: { planned: readonly PlannedChange[] }) => {
  const translate = useTranslate();
  return (
    <Part title={translate('planned')}>
      <Rows
        label={translate('planned')}
        rows={planned}
        keyOf={({ change, subject, at }) => `${change} ${subject} ${at}`}
        columns={[
          { title: translate('when'), of: ({ at }) => shownTime(at) },
          { title: translate('change'), of: ({ change }) => named('planned', change) },
          { title: translate('subject'), of: nameOf },
          { title: translate('value'), of: valueOf },
        ]}
        acts={(one) => {
          const withdrawn = WITHDRAWN[one.change]?.(one);
          return (
            withdrawn && <ActForm form="withdraw" {...withdrawn} fixed={{ ...withdrawn.fixed }} isDangerous isSmall />
          );
        }}
      />
    </Part>
  );
};
