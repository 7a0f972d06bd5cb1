import { promoCodeIn } from '@aisha/domain';
import { callback, finish, toMenu } from '../../engine/conversation';
import { entering } from '../../callbacks/bonus.callbacks';
import { goTo, on, onText, stay, step } from './bonus.step';

const back = callback('bonus.back', {});

/** Asks for a promo code. */
export const codeStep = step({
  screen: (_, t) => ({ text: t.askCode, buttons: [[back.button(t.back, {}), toMenu.button(t.menu, {})]] }),
  actions: [
    on(back, () => goTo('overview', {})),
    onText((draft, typed, context) => {
      const code = promoCodeIn(typed);
      return code ? finish(context.t.checking({ code }), entering(code, context)) : stay(draft, context.t.badCode);
    }),
  ],
});
