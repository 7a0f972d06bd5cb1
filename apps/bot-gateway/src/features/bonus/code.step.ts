import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { promoCodeIn, type UserId } from '@aisha/domain';
import { callback, finish, send, toMenu, type Effect, type StepContext } from '../../engine/conversation';
import { goTo, on, onText, stay, step } from './bonus.step';

const back = callback('bonus.back', {});

/** Has billing use a code for the person; the answer comes as a message of its own. */
export const entering = (
  code: string,
  { person, newId }: { readonly person: { readonly userId: UserId }; readonly newId: StepContext['newId'] },
): Effect => send(message(billingInbox, 'use-promo', { useId: newId<string>(), userId: person.userId, code }));

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
