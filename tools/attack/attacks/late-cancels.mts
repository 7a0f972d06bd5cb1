import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';
import { orders } from '../walks.mts';

/** LATE_CANCELS_PER_MONTH, unless it is set. */
const GRANTED = 3;
const TRIES = 4;

export const attack: Attack = {
  about:
    'A person orders pictures and cancels each once FAL works on it, again and again: FAL bills, the person does not pay.',
  holds: `${GRANTED} a month are free; the next orders go on and are charged.`,
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
