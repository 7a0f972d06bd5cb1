import { inEveryLanguage, spendingTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openSpending } from '../../callbacks/spending.callbacks';
import { flow, limitStep, overviewStep, reminderStep } from './spending.step';

const spendingFlow = flow({
  name: 'spending',
  version: 1,
  first: 'overview',
  begin: () => ({}),
  steps: { overview: overviewStep, limit: limitStep, reminder: reminderStep },
});

/** A person's own limit of credits a day, and the reminder when few credits are left. */
export const spendingFeature = feature({
  flows: [spendingFlow],
  actions: [
    onCommand(
      'spending',
      inEveryLanguage(spendingTexts, (t) => t.command),
      () => open(spendingFlow),
    ),
    onButton(openSpending, () => open(spendingFlow)),
  ],
});
