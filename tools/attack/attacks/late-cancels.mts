import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT, type Target } from '../target.mts';
import { orders } from '../walks.mts';

/** FREE_WORK_DAILY_CENTS, unless it is set, in millionths of a US dollar. */
const A_DAY = 500_000;
/** Of these the person's day still bears the first. */
const GRANTED = 2;
const TRIES = 3;
/** The language model's part of each order. */
const SLACK = -5_000;

/** Books all of the person's day but so many cancels of such an order: nobody waits for fourteen of them. */
const leaves = async ({ admin }: Target, { userId, orderId }: { userId: string; orderId: string }): Promise<void> => {
  await admin.query(
    `INSERT INTO generator.free_work (id, user_id, reason, borne_by, micro_dollars, begun_at)
     SELECT uuidv7(), $1, 'cancelled-by-user', 'balance', $3 - $4 * sum(micro_dollars), now()
     FROM generator.provider_call WHERE order_id = $2 AND provider = 'fal'`,
    [userId, orderId, A_DAY + SLACK, GRANTED],
  );
};

export const attack: Attack = {
  about:
    'A person orders pictures and cancels each once FAL works on it, again and again: FAL bills, the person does not pay.',
  holds: 'what FAL bills for cancels stays within a day’s free work; the next order goes on and is charged.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Mallory');
    await target.avatarOf(userId);
    await target.breaks(target.falUrl, { on: 'job', kind: 'never-finish', times: TRIES });
    try {
      const cancelled: string[] = [];
      for (let tried = 0; tried < TRIES; tried += 1) {
        const jobs = await target.jobsAtFal(userId);
        await orders(person, `a walk along the sea, number ${tried}`);
        await eventually(async () => (await target.jobsAtFal(userId)) > jobs, PATIENT);
        const [order] = await eventually(async () => {
          const open = await target.admin.query<{ orderId: string }>(
            `SELECT order_id AS "orderId" FROM generator.image_generation WHERE user_id = $1 AND state = 'waiting'
             ORDER BY created_at DESC LIMIT 1`,
            [userId],
          );
          return open.length > 0 && open;
        }, PATIENT);
        const { orderId } = order!;
        if (tried === 0) await leaves(target, { userId, orderId });
        await target.isHandled(
          'generator',
          await target.pushes('image-generator', 'cancel-generation', { orderId, userId }),
        );
        cancelled.push(orderId);
      }
      const holds = await target.settled(userId, GRANTED);
      return {
        holds: holds.length === GRANTED,
        figure: `${cancelled.length} late cancels: ${holds.length} free (≤ ${GRANTED}), ${cancelled.length - holds.length} go on`,
      };
    } finally {
      await target.repairs(target.falUrl);
    }
  },
};
