import { useTranslate } from 'ra-core';
import { ToPerson } from '../web/parts/list';
import { Facts, Part, Screen, usePage } from '../web/parts/parts';
import { shownCredits, shownMoney, shownTime } from '../web/words/words';
import { CardReturnButtons, isCardReturnOpen, RefundButton, useWhereItStands, type PaymentPage } from './refund';

/** One payment: what it bought, and whether its money goes back. */
export const PaymentShow = () => {
  const translate = useTranslate();
  const stands = useWhereItStands();
  const { row: payment, instead } = usePage<PaymentPage>('payments', 'payment');
  if (!payment) return instead;
  const { userId, packId, credited, createdAt, refundedAt, owed, refund } = payment;
  return (
    <Screen title={`${translate('payment')} ${shownMoney(payment)}`}>
      {(refund !== null || isCardReturnOpen(payment)) && (
        <Part title={translate('acts')}>
          <RefundButton payment={payment} />
          {isCardReturnOpen(payment) && <CardReturnButtons id={payment.id} />}
        </Part>
      )}
      <Part title={translate('payment')}>
        <Facts
          facts={[
            [translate('number-of-payment'), payment.id],
            [translate('person'), <ToPerson key="p" id={userId} isWhole />],
            [translate('when'), shownTime(createdAt)],
            [translate('pack'), packId ?? translate('bought-nothing')],
            [translate('credits'), shownCredits(credited)],
            [translate('spent'), refund === null ? '—' : shownCredits(refund.spent)],
            [translate('money-back'), stands(payment)],
            ...(refundedAt === null ? [] : ([[translate('when-back'), shownTime(refundedAt)]] as const)),
            ...(owed ? ([[translate('debt'), shownCredits(owed)]] as const) : []),
          ]}
        />
      </Part>
    </Screen>
  );
};
