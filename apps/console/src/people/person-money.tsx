import { useTranslate } from 'ra-core';
import { RefundButton, useWhereItStands, type PaymentPage } from '../payments/refund';
import { To } from '../web/parts/list';
import { Part, Rows, useAsked } from '../web/parts/parts';
import { named, shownCredits, shownMoney, shownTime } from '../web/words/words';

interface Receipt {
  readonly id: string;
  readonly kind: string;
  readonly held: number;
  readonly charged: number;
  readonly back: number;
  readonly delivered: number | null;
  readonly deliveredOf: number | null;
  readonly reason: string | null;
  readonly settledAt: string;
}

/** The newest payments of a person, each with the button that gives its money back. */
export const Purchases = ({ userId }: { userId: string }) => {
  const translate = useTranslate();
  const stands = useWhereItStands();
  const { data, error } = useAsked<readonly PaymentPage[]>(`people/${userId}/payments`);
  return (
    <Part title={translate('payments')}>
      <Rows
        label={translate('payments')}
        rows={data}
        error={error}
        acts={(payment) => <RefundButton payment={payment} isSmall />}
        keyOf={({ id }) => id}
        columns={[
          {
            title: translate('when'),
            of: ({ id, createdAt }) => <To to={`/payments/${encodeURIComponent(id)}/show`}>{shownTime(createdAt)}</To>,
          },
          { title: translate('paid'), of: shownMoney, isNumber: true },
          { title: translate('credits'), of: ({ credited }) => shownCredits(credited), isNumber: true },
          {
            title: translate('spent'),
            of: ({ refund }) => (refund === null ? '—' : shownCredits(refund.spent)),
            isNumber: true,
          },
          { title: translate('money-back'), of: stands },
        ]}
      />
      {!!data?.length && (
        <To to={`/payments?filter=${encodeURIComponent(JSON.stringify({ user: userId }))}`}>
          {translate('all-payments')}
        </To>
      )}
    </Part>
  );
};

/** What the last orders of a person did with the held credits. */
export const Receipts = ({ userId }: { userId: string }) => {
  const translate = useTranslate();
  const { data, error } = useAsked<{ rows: readonly Receipt[] }>(`people/${userId}/receipts?limit=20`);
  return (
    <Part title={translate('receipts')}>
      <Rows
        label={translate('receipts')}
        rows={data?.rows}
        error={error}
        keyOf={({ id }) => id}
        columns={[
          { title: translate('when'), of: ({ settledAt }) => shownTime(settledAt) },
          { title: translate('order'), of: ({ id, kind }) => <To to={`/orders/${id}/show`}>{named('kind', kind)}</To> },
          {
            title: translate('delivered'),
            of: ({ delivered, deliveredOf }) => (delivered === null ? '—' : `${delivered} / ${deliveredOf ?? '—'}`),
            isNumber: true,
          },
          { title: translate('held'), of: ({ held }) => shownCredits(held), isNumber: true },
          { title: translate('charged'), of: ({ charged }) => shownCredits(charged), isNumber: true },
          { title: translate('given-back'), of: ({ back }) => shownCredits(back), isNumber: true },
          { title: translate('code'), of: ({ reason }) => reason ?? '—' },
        ]}
      />
    </Part>
  );
};
