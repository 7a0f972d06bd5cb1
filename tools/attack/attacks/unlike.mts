import { attackBy, settles } from '../door.mts';
import { trains } from '../walks.mts';

export const attack = attackBy({
  about: 'A person has one avatar after the other trained that comes out unlike its photos.',
  times: 2, // the guarantee covers the first retraining, and is used up by it
  isQuick: false,
  faults: ({ falUrl }) => [[falUrl, { on: 'job', kind: 'stranger', times: 1_000 }]],
  once: (target, customer) => settles(target, customer, () => trains(target, customer)),
});
