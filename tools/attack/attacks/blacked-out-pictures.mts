import { attackBy, settles } from '../door.mts';
import { orders } from '../walks.mts';

export const attack = attackBy({
  about: 'A person orders pictures, four at a time, that FAL draws, bills and blacks out.',
  times: 3,
  leaves: 0.2,
  faults: ({ falUrl }) => [[falUrl, { on: 'job', kind: 'nsfw', times: 1_000 }]],
  async once(target, customer, nth) {
    if (nth === 0) await target.avatarOf(customer.userId);
    await settles(target, customer, () => orders(customer.person, `on the beach at noon, number ${nth}`, 4));
  },
});
