import { HOSTILE_WISHES } from '@aisha/testing/hostile-wishes';
import type { Attack } from '../attack.mts';
import { orders } from '../walks.mts';

const WISHES = Object.values(HOSTILE_WISHES).flat();
const PEOPLE = 4;

export const attack: Attack = {
  about: `${WISHES.length} hostile wishes, in many languages and many disguises, are ordered while OpenAI's moderator is away.`,
  holds: 'FAL is asked for nothing.',
  isQuick: false,
  async run(target) {
    await target.breaks(target.openAiUrl, { on: 'moderations', kind: '503', times: 100_000 });
    try {
      const drawn = await Promise.all(
        Array.from({ length: PEOPLE }, async (_, place) => {
          const { person, userId } = await target.customer('Mallory');
          await target.avatarOf(userId);
          const own = WISHES.filter((_wish, nth) => nth % PEOPLE === place);
          for (const [nth, wish] of own.entries()) {
            await orders(person, wish);
            await target.settled(userId, nth + 1);
          }
          return target.jobsAtFal(userId);
        }),
      );
      const sent = drawn.reduce((sum, one) => sum + one, 0);
      return {
        holds: sent === 0,
        figure: `hostile wishes while the moderator is away: ${sent} of ${WISHES.length} sent to FAL`,
        drawn: sent,
      };
    } finally {
      await target.repairs(target.openAiUrl);
    }
  },
};
