import { inEveryLanguage, subscriptionTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import { openSubscription } from '../../callbacks/subscription.callbacks';
import { KnownPlans } from './known-plans';
import { flow, overviewStep } from './subscription.step';

const subscriptionFlow = flow({
  name: 'subscription',
  version: 1,
  first: 'overview',
  begin: () => ({}),
  steps: { overview: overviewStep },
});

/** Subscriptions: credits every 30 days for Stars. A person begins, cancels and resumes one here; Telegram renews it (decision 208). */
export const subscriptionFeature = feature({
  flows: [subscriptionFlow],
  mayBePaid: async (invoice, readers) => {
    const plans = readers.of(KnownPlans);
    if (!(await plans.isOurs(invoice))) return false;
    if (!(await plans.hasAnother(invoice))) return true;
    return { because: (language) => subscriptionTexts[language].oneAlready };
  },
  actions: [
    onCommand(
      'subscription',
      inEveryLanguage(subscriptionTexts, (t) => t.command),
      () => open(subscriptionFlow),
    ),
    onButton(openSubscription, () => open(subscriptionFlow)),
  ],
});
