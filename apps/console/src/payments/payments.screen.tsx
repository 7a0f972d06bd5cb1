import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { TextInput } from 'ra-ui-materialui';
import { DeskList, To, ToPerson } from '../web/parts/list';
import { Facts, Part, Rows, Unanswered, useAsked } from '../web/parts/parts';
import { shownCredits, shownMoney, shownNumber, shownSeconds, shownTime } from '../web/words/words';
import { PaymentShow } from './payment.screen';
import { CardReturnButtons, type Payment } from './refund';

interface Reconciliation {
  readonly readAt: string | null;
  readonly notForwarded: number;
  readonly oldestSeconds: number;
  readonly commission: number;
  readonly commissionDays: number;
  readonly violations: number;
  readonly checkedUntil: string | null;
}

const Between = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<Reconciliation>('reconciliation');
  if (!data) return error && <Unanswered error={error} />;
  return (
    <Part title={translate('reconciliation')}>
      <Facts
        facts={[
          [translate('telegrams-list-read'), shownTime(data.readAt)],
          [
            translate('not-forwarded'),
            data.notForwarded === 0 ? '0' : `${shownNumber(data.notForwarded)}, ${shownSeconds(data.oldestSeconds)}`,
          ],
          [translate('commission', { days: data.commissionDays }), `${shownNumber(data.commission)} ★`],
          [translate('ledger-checked'), shownTime(data.checkedUntil)],
          [translate('violations'), shownNumber(data.violations)],
        ]}
      />
    </Part>
  );
};

interface CardReturn {
  readonly id: string;
  readonly userId: string;
  readonly currency: string;
  readonly amount: number;
  readonly providerChargeId: string | null;
  readonly askedAt: string;
}

/** The payments by card that an operator must give back at the card provider. */
const CardReturns = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<readonly CardReturn[]>('card-returns');
  if (data ? data.length === 0 : !error) return null;
  return (
    <Part title={translate('card-returns')}>
      <Typography sx={{ mb: 1 }}>{translate('card-returns-are')}</Typography>
      <Rows
        label={translate('card-returns')}
        rows={data}
        error={error}
        keyOf={({ id }) => id}
        columns={[
          { title: translate('asked-at'), of: ({ askedAt }) => shownTime(askedAt) },
          {
            title: translate('paid'),
            of: (row) => <To to={`/payments/${encodeURIComponent(row.id)}/show`}>{shownMoney(row)}</To>,
          },
          { title: translate('number-at-provider'), of: ({ providerChargeId }) => providerChargeId ?? '—' },
          { title: translate('person'), of: ({ userId }) => <ToPerson id={userId} /> },
        ]}
        acts={(row) => (
          <CardReturnButtons id={row.id} about={`${shownMoney(row)}, ${row.providerChargeId ?? row.id}`} />
        )}
      />
    </Part>
  );
};

const PaymentsList = () => {
  const translate = useTranslate();
  return (
    <>
      <CardReturns />
      <DeskList<Payment>
        filters={[
          <TextInput key="number" source="number" label={translate('number-of-payment')} alwaysOn />,
          <TextInput key="user" source="user" label={translate('of-person')} />,
        ]}
        columns={[
          { title: 'when', of: ({ createdAt }) => shownTime(createdAt) },
          { title: 'pack', of: ({ packId }) => packId ?? translate('bought-nothing') },
          { title: 'paid', of: shownMoney, isNumber: true },
          { title: 'credits', of: ({ credited }) => shownCredits(credited), isNumber: true },
          { title: 'money-back', of: ({ refundedAt }) => shownTime(refundedAt) },
          { title: 'debt', of: ({ owed }) => (owed ? shownCredits(owed) : '—'), isNumber: true },
          { title: 'person', of: ({ userId }) => <ToPerson id={userId} /> },
        ]}
        first={({ packId, ...money }) => `${shownMoney(money)} ${packId ?? translate('bought-nothing')}`}
        second={({ createdAt, refundedAt }) =>
          [shownTime(createdAt), refundedAt && `${translate('money-back')}: ${shownTime(refundedAt)}`]
            .filter(Boolean)
            .join(' · ')
        }
        third={({ credited }) => shownCredits(credited)}
      />
      <Box sx={{ mt: 2 }}>
        <Between />
      </Box>
    </>
  );
};

export const paymentScreens = { list: PaymentsList, show: PaymentShow };
