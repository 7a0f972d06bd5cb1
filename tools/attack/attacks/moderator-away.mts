import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';
import { orders } from '../walks.mts';

export const attack: Attack = {
  about: 'An idea that only the moderator would refuse is ordered while the moderator is away.',
  holds: 'The order waits and FAL is asked for nothing.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Mallory');
    await target.avatarOf(userId);
    await target.breaks(target.openAiUrl, { on: 'moderations', kind: '503', times: 1_000 });
    try {
      await orders(person, 'the wish of whom no list of words knows a thing');
      const deferred = await eventually(async () => {
        const [order] = await target.admin.query<{ state: string }>(
          `SELECT state FROM generator.image_generation WHERE user_id = $1 AND deferred_since IS NOT NULL`,
          [userId],
        );
        return order?.state ?? false;
      }, PATIENT);
      const drawn = await target.jobsAtFal(userId);
      return { holds: drawn === 0, figure: `an order while the moderator is away: ${deferred}, ${drawn} sent to FAL` };
    } finally {
      await target.repairs(target.openAiUrl);
    }
  },
};
