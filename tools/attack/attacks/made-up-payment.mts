import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

const CHARGE = 'made-up-charge';
const UPDATE = 900_000_001;

export const attack: Attack = {
  about:
    "Somebody who knows the webhook's secret makes a payment up, and pushes the job that credits it into the queue.",
  holds: 'No credits: Telegram does not know the payment, and billing credits rows that Telegram confirmed.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Mallory');
    const before = await target.creditsOf(userId);
    const about = { message_id: 1, date: Math.floor(Date.now() / 1_000), chat: { id: person.id, type: 'private' } };
    await target.forgedUpdateIsHandled({
      update_id: UPDATE,
      message: {
        ...about,
        from: { id: person.id, is_bot: false, first_name: 'Mallory' },
        successful_payment: {
          currency: 'XTR',
          total_amount: 420,
          invoice_payload: 'pack:300',
          telegram_payment_charge_id: CHARGE,
          provider_payment_charge_id: '',
        },
      },
    } as { update_id: number });
    for (const charge of [CHARGE, `${CHARGE}-2`]) {
      await target.pushes('billing', 'credit-purchase', { telegramPaymentChargeId: charge });
    }
    const dead = await eventually(async () => {
      const letters = await target.admin.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM billing.dead_letter WHERE payload::text LIKE $1`,
        [`%${CHARGE}%`],
      );
      return (letters[0]?.count ?? 0) >= 2 && letters[0]!.count;
    }, PATIENT);
    const gained = (await target.creditsOf(userId)) - before;
    return {
      holds: gained === 0,
      figure: `a made-up payment and ${dead} jobs pushed into the queue: ${gained / 100} credits`,
    };
  },
};
