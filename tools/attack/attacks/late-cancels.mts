import { eventually } from '@aisha/testing/fixtures';
import { attackBy } from '../door.mts';
import { PATIENT } from '../target.mts';
import { orders } from '../walks.mts';

export const attack = attackBy({
  about:
    'A person orders pictures and cancels each once FAL works on it, again and again: FAL bills, the person does not pay.',
  times: 3,
  leaves: 0.08,
  faults: ({ falUrl }) => [[falUrl, { on: 'job', kind: 'never-finish', times: 1_000 }]],
  async once(target, { person, userId }, nth) {
    if (nth === 0) await target.avatarOf(userId);
    const jobs = await target.jobsAtFal(userId);
    await orders(person, `a walk along the sea, number ${nth}`);
    await eventually(async () => (await target.jobsAtFal(userId)) > jobs, PATIENT);
    const [order] = await eventually(async () => {
      const open = await target.admin.query<{ orderId: string }>(
        `SELECT order_id AS "orderId" FROM generator.image_generation WHERE user_id = $1 AND state = 'waiting'
         ORDER BY created_at DESC LIMIT 1`,
        [userId],
      );
      return open.length > 0 && open;
    }, PATIENT);
    const cancel = { kind: 'generation', orderId: order!.orderId, userId };
    await target.isHandled('generator', await target.pushes('image-generator', 'cancel-order', cancel));
  },
});
