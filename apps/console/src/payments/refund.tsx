import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { shownCredits, shownMoney } from '../web/words/words';

/** A payment as the API shows it. */
export interface Payment {
  readonly id: string;
  readonly userId: string;
  readonly packId: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly credited: number;
  readonly createdAt: string;
  readonly refundedAt: string | null;
  readonly owed: number | null;
}

/** Whether the person paid by card. If the money goes back, an operator gives it back at the card provider (decision 217). */
const isByCard = ({ currency }: Payment): boolean => currency !== 'XTR';

/** A payment with what the person would lose by its return; `refund` is null when the money is given back, or will be. */
export interface PaymentPage extends Payment {
  readonly returning: { readonly state: 'open' | 'returned' | 'refused'; readonly problem: string | null } | null;
  readonly refund: {
    readonly spent: number;
    readonly gained: number;
    readonly fromOthers: number;
    readonly owed: number;
  } | null;
}

/**
 * Gives the money of a payment back. If the person has spent its credits, the form shows what they lose, and the operator must agree to
 * that.
 */
export const RefundButton = ({ payment, isSmall = false }: { payment: PaymentPage; isSmall?: boolean }) => {
  const translate = useTranslate();
  const { id, credited, refund } = payment;
  if (refund === null) return null;
  const { spent, gained, fromOthers, owed } = refund;
  const what = {
    paid: shownMoney(payment),
    credits: shownCredits(credited),
    spent: shownCredits(spent),
    gained: shownCredits(gained),
    others: shownCredits(fromOthers),
    owed: shownCredits(owed),
  };
  const takes = credited === 0 ? 'refund-of-nothing' : spent === 0 ? 'refund-of-unspent' : 'refund-of-spent';
  const bonus = gained === 0 ? false : spent === 0 ? 'refund-with-bonus' : 'refund-bonus-included';
  return (
    <ActForm
      act="refund-purchase"
      path={`payments/${encodeURIComponent(id)}/refund`}
      explains={[
        translate(takes, what),
        bonus && translate(bonus, what),
        isByCard(payment) && translate('refund-by-card'),
      ]
        .filter(Boolean)
        .join(' ')}
      {...(spent > 0 && { agrees: translate('even-if-spent'), fixed: { evenIfSpent: true } })}
      isDangerous
      isSmall={isSmall}
    />
  );
};

/** Ends the return of a payment by card: the operator has given the money back at the card provider, or will not do so. */
export const CardReturnButtons = ({ id, about }: { id: string; about?: string }) => (
  <>
    {(['card-returned', 'card-not-returned'] as const).map((form) => (
      <ActForm
        key={form}
        act="refund-purchase"
        form={form}
        {...(about !== undefined && { about, isSmall: true })}
        path={`payments/${encodeURIComponent(id)}/card-return`}
        fixed={{ isReturned: form === 'card-returned' }}
        isDangerous={form === 'card-not-returned'}
      />
    ))}
  </>
);

/** Whether an operator must still give the money of this payment back. */
export const isCardReturnOpen = (payment: PaymentPage): boolean =>
  isByCard(payment) && payment.refundedAt === null && payment.returning?.state === 'open';

/** Says in words how far the return of a payment has got. */
export const useWhereItStands = () => {
  const translate = useTranslate();
  return (payment: PaymentPage): string => {
    const { returning, refundedAt } = payment;
    if (refundedAt !== null || returning?.state === 'returned') return translate('return-returned');
    if (returning === null) return '—';
    if (isCardReturnOpen(payment)) return translate('return-open-by-card');
    return translate(`return-${returning.state}`, { problem: returning.problem ?? '' });
  };
};
