import { returnsTexts, inEveryLanguage } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openReturns } from '../../callbacks/returns.callbacks';
import { confirmStep, flow, listStep } from './list.step';

const returnsFlow = flow({
  name: 'returns',
  isOpenToBanned: true,
  version: 1,
  first: 'list',
  begin: () => ({}),
  steps: { list: listStep, confirm: confirmStep },
});

/**
 * Gives the Stars of a purchase back while none of its credits is spent: the person asks for them, and no operator is needed (decision
 * 207). The money of a card payment is given back by an operator.
 */
export const returnsFeature = feature({
  flows: [returnsFlow],
  actions: [
    onCommand(
      'refund',
      inEveryLanguage(returnsTexts, (t) => t.command),
      () => open(returnsFlow),
    ),
    onButton(openReturns, () => open(returnsFlow)),
  ],
});
