import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

export const attack: Attack = {
  about: 'A person pays while no conversation can be carried on: the table is locked, as by a migration.',
  holds: 'Credited all the same, while the lock stands.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Anna');
    const after = await person.sends('/balance');
    await person.presses('· 420 ⭐', { ...PATIENT, after });
    await person.seesA('invoice', { ...PATIENT, after });
    const before = await target.creditsOf(userId);
    const gained = await target.admin.transaction(async (tx) => {
      await tx.query(`LOCK TABLE bot.conversation`);
      const { paid } = await person.pays(PATIENT);
      if (!paid) return 0;
      return eventually(async () => (await target.creditsOf(userId)) - before, PATIENT);
    });
    return { holds: gained === 30_000, figure: `a payment while conversations are locked: ${gained / 100} credits` };
  },
};
