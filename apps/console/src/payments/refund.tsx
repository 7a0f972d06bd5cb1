import { useTranslate } from 'ra-core';
import { ActButton } from '../web/parts/act';
import { shownCredits, shownNumber } from '../web/words/words';

/** A payment as the API shows it. */
export interface Payment {
  readonly id: string;
  readonly userId: string;
  readonly packId: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly stars: number;
  readonly credited: number;
  readonly createdAt: string;
  readonly refundedAt: string | null;
  readonly owed: number | null;
}

/** A payment with what giving it back would take; `refund` is null when its Stars are back or on their way. */
export interface PaymentPage extends Payment {
  readonly returning: { readonly state: 'open' | 'returned' | 'refused'; readonly problem: string | null } | null;
  readonly refund: { readonly spent: number; readonly fromOthers: number; readonly owed: number } | null;
}

/** Gives the Stars of a payment back. Of one whose credits are spent it shows what that takes, and wants it ticked. */
export const RefundButton = ({ payment, isSmall = false }: { payment: PaymentPage; isSmall?: boolean }) => {
  const translate = useTranslate();
  const { id, stars, credited, refund } = payment;
  if (refund === null) return null;
  const { spent, fromOthers, owed } = refund;
  const what = {
    stars: shownNumber(stars),
    credits: shownCredits(credited),
    spent: shownCredits(spent),
    others: shownCredits(fromOthers),
    owed: shownCredits(owed),
  };
  const takes = credited === 0 ? 'refund-of-nothing' : spent === 0 ? 'refund-of-unspent' : 'refund-of-spent';
  return (
    <ActButton
      act="refund-purchase"
      path={`payments/${encodeURIComponent(id)}/refund`}
      explains={translate(takes, what)}
      {...(spent > 0 && { agrees: translate('even-if-spent'), fixed: { evenIfSpent: true } })}
      isDangerous
      isSmall={isSmall}
    />
  );
};

/** Where giving a payment back stands, in words. */
export const useWhereItStands = () => {
  const translate = useTranslate();
  return ({ returning, refundedAt }: PaymentPage): string => {
    if (refundedAt !== null || returning?.state === 'returned') return translate('return-returned');
    if (returning === null) return '—';
    return translate(`return-${returning.state}`, { problem: returning.problem ?? '' });
  };
};
