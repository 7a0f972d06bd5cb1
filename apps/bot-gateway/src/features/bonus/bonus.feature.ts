import { promoCodeIn } from '@aisha/domain';
import { bonusTexts } from '@aisha/words';
import { answer, feature, onButton, onCommand, open } from '../../engine/conversation';
import { entering, openBonuses, openCode } from '../../callbacks/bonus.callbacks';
import { bonusStep, flow } from './bonus.step';
import { codeStep } from './code.step';

const bonusFlow = flow({
  name: 'bonus',
  version: 1,
  first: 'overview',
  begin: () => ({}),
  steps: { overview: bonusStep, code: codeStep },
});

/** Promo codes, and the ways to invite a friend and to give credits away. */
export const bonusFeature = feature({
  flows: [bonusFlow],
  actions: [
    onCommand('promo', null, (given, context) => {
      const t = bonusTexts[context.person.language];
      if (given.trim() === '') return open(bonusFlow, { step: 'code', draft: {} });
      const code = promoCodeIn(given);
      return code ? answer(t.checking({ code }), entering(code, context)) : answer(t.badCode);
    }),
    onButton(openBonuses, () => open(bonusFlow)),
    onButton(openCode, () => open(bonusFlow, { step: 'code', draft: {} })),
  ],
});
