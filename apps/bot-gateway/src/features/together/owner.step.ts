import { faceOwnerTexts } from '@aisha/words';
import { finish } from '../../engine/conversation';
import { askFaceOwner, sayFaceOwner } from '../../orders/face-owner';
import { place } from './confirm.step';
import { goTo, loading, whoIsThere } from './people.step';

const { say, itIsAChild, back, screen } = askFaceOwner('tog.owner');

const { step, on } = loading(async (readers, draft, moment) => ({
  ...(await whoIsThere(readers, draft, moment)),
  language: moment.person.language,
}));

/**
 * Asks whose face the person's avatar shows if nobody has said so. Only the person's own face is drawn with others (decision 197): that
 * answer places the order, and any other one ends the conversation.
 */
export const ownerStep = step({
  screen: (_, __, { own, language }) => screen(language, own),
  actions: [
    on(say, (draft, { owner }, context) => {
      const { own } = context.data;
      if (!own) return goTo('people', draft);
      const said = sayFaceOwner(own, owner);
      return owner === 'own' ? place(draft, context, { said }) : finish(context.t.noAvatar, said);
    }),
    on(itIsAChild, (_draft, _given, { person }) => finish(faceOwnerTexts[person.language].noChildren)),
    on(back, (draft) => goTo('confirm', draft)),
  ],
});
