import { RETURN_TERMS } from '@aisha/domain';
import { toMenu, type Feature } from '../../engine/conversation';
import type { FileKindViews } from '../../orders/file-kind';
import { openReturns } from '../../callbacks/returns.callbacks';
import { openSupport } from '../../callbacks/tickets.callbacks';
import { cardCurrencyIn, supportContactIn, WorkSettings } from '../../readers';
import { detailsStep, privacyStep, rulesStep } from './privacy.step';
import { flow, loading } from './support.draft';
import { withdrawStep } from './withdraw.step';

const { step } = loading((readers, _, { person: { ban } }) => {
  const settings = readers.settings(WorkSettings);
  return Promise.resolve({
    contact: supportContactIn(settings),
    isCardTaken: cardCurrencyIn(settings) !== undefined,
    isBanned: Boolean(ban),
  });
});

/** Says on which terms people use the bot. */
const termsStep = step({
  screen: (_, t, { isCardTaken }) => ({ text: t.terms({ isCardTaken }), buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [],
});

/** Answers questions about a payment, and leads to the list of purchases that can be given back. */
const paySupportStep = step({
  screen: (_, t, { contact, isCardTaken, isBanned }) => ({
    text: t.paySupport({ contact, isCardTaken, isBanned, ...RETURN_TERMS[RETURN_TERMS.length - 1]! }),
    buttons: [
      [openReturns.button(t.returnStars, {})],
      [openSupport.button(t.writeHere, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [],
});

/** Pages about the bot itself. */
export const supportFlow = (features: () => readonly Feature[], views: FileKindViews) =>
  flow({
    name: 'support',
    version: 1,
    first: 'privacy',
    isOpenToBanned: true,
    begin: () => ({}),
    steps: {
      privacy: privacyStep,
      details: detailsStep,
      rules: rulesStep(views),
      withdraw: withdrawStep(features),
      terms: termsStep,
      paySupport: paySupportStep,
    },
  });
