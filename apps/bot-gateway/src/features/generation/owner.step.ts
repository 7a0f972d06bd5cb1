import { faceOwnerTexts } from '@aisha/words';
import { finish } from '../../engine/conversation';
import { askFaceOwner, sayFaceOwner } from '../../orders/face-owner';
import { acceptedChoices } from './choices/choices';
import { drawOrder } from './choices/draw-order';
import { goTo, loading } from './choices/generate.draft';

const { say, itIsAChild, back, screen } = askFaceOwner('gen.owner');

const { step, on } = loading(async (readers, draft, { person }) => ({
  ...(await acceptedChoices(readers, person.userId, draft)),
  language: person.language,
}));

/** Asks "Whose face is it?" once for each avatar, before its first picture. The answer places the order, unless the face is a child's. */
export const ownerStep = step({
  screen: (_, __, { avatar, language }) => screen(language, avatar),
  actions: [
    on(say, (draft, { owner }, context) => {
      const { avatar } = context.data;
      return avatar ? drawOrder(draft, context, { said: sayFaceOwner(avatar, owner) }) : goTo('offer', draft);
    }),
    on(itIsAChild, (_draft, _given, { person }) => finish(faceOwnerTexts[person.language].noChildren)),
    on(back, (draft) => goTo('offer', draft)),
  ],
});
