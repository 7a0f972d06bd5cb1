import { inEveryLanguage, ticketsTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openSupport } from '../../callbacks/tickets.callbacks';
import { flow, forgetTickets, writeStep } from './write.step';

const ticketsFlow = flow({
  name: 'tickets',
  version: 1,
  first: 'write',
  isOpenToBanned: true,
  begin: () => ({}),
  steps: { write: writeStep },
});

/** The conversation in which a person writes to support and reads the answers (decision 226). */
export const ticketsFeature = feature({
  flows: [ticketsFlow],
  actions: [
    onCommand(
      'support',
      inEveryLanguage(ticketsTexts, (t) => t.command),
      () => open(ticketsFlow),
    ),
    onButton(openSupport, () => open(ticketsFlow)),
  ],
  withdrawn: [forgetTickets(null)],
});
