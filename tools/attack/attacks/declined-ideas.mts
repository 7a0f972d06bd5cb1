import { attackBy, settles } from '../door.mts';
import { orders } from '../walks.mts';

export const attack = attackBy({
  about: 'A person orders ideas that the language model reads and declines.',
  times: 4,
  leaves: 0.0001,
  faults: ({ openAiUrl }) => [[openAiUrl, { on: 'responses', kind: 'refusal', times: 1_000 }]],
  async once(target, customer, nth) {
    if (nth === 0) await target.avatarOf(customer.userId);
    await settles(target, customer, () => orders(customer.person, `a walk along the sea, number ${nth}`));
  },
});
