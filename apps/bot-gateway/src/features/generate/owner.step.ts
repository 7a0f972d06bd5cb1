import { FACE_OWNERS, needsFaceWord } from '@aisha/domain';
import { faceOwnerTexts } from '@aisha/words';
import { callback, finish, html, joined, oneOf } from '../../engine/conversation';
import { sayFaceOwner } from '../../orders/face-owner';
import { acceptedChoices } from '../picture-choices/choices';
import { drawOrder } from '../picture-choices/draw-order';
import { goTo, loading } from '../picture-choices/generate.draft';

const say = callback('gen.owner', { owner: oneOf(FACE_OWNERS) });
const itIsAChild = callback('gen.owner.child', {});
const back = callback('gen.owner.back', {});

const { step, on } = loading(async (readers, draft, { person }) => ({
  ...(await acceptedChoices(readers, person.userId, draft)),
  language: person.language,
}));

/** Asks "Whose face is it?" once for each avatar, before its first picture. The answer places the order, unless the face is a child's. */
export const ownerStep = step({
  screen: (_, t, { avatar, language }) => {
    const said = faceOwnerTexts[language];
    return {
      text: joined([
        said.ask({ avatar: avatar?.name ?? '' }),
        avatar && needsFaceWord(avatar) && html`\n${said.young}`,
      ]),
      buttons: [
        ...FACE_OWNERS.map((owner) => [say.button(said[owner], { owner })]),
        [itIsAChild.button(said.child, {})],
        [back.button(t.back, {})],
      ],
    };
  },
  actions: [
    on(say, (draft, { owner }, context) => {
      const { avatar } = context.data;
      return avatar ? drawOrder(draft, context, sayFaceOwner(avatar, owner)) : goTo('offer', draft);
    }),
    on(itIsAChild, (_draft, _given, { person }) => finish(faceOwnerTexts[person.language].noChildren)),
    on(back, (draft) => goTo('offer', draft)),
  ],
});
