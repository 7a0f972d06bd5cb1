import { generateTexts } from '@aisha/words';
import { eventually } from '@aisha/testing/fixtures';
import { attackBy, settles } from '../door.mts';
import { PATIENT } from '../target.mts';
import { trains } from '../walks.mts';

export const attack = attackBy({
  about: 'A person has an avatar trained for the longest time and deletes it while FAL works on it.',
  times: 1, // FAL's list price of one training is more than the work given away in a day
  faults: ({ falUrl }) => [[falUrl, { on: 'job', kind: 'never-finish' }]],
  once: (target, customer, nth) =>
    settles(target, customer, async () => {
      const { person, userId } = customer;
      await trains(target, customer);
      await eventually(async () => (await target.jobsAtFal(userId)) > nth, PATIENT);
      const after = await person.sends('/avatars');
      await person.presses(person.firstName, { ...PATIENT, after });
      await person.pressesBehind(generateTexts.en.remove, { ...PATIENT, after });
      await person.presses(generateTexts.en.removeSurely, { ...PATIENT, after });
    }),
});
