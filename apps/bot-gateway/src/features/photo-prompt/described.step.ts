import { callback, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './photo-prompt.draft';
import { offerOf } from './describe';
import { photoStep } from './photo.step';

const toOffer = callback('photo.offer', {});
const another = callback('photo.another', {});

/** Another picture takes the place of this one, as where pictures are asked for. */
const sent = photoStep.actions.filter((action) => action.on === 'photo' || action.on === 'file');

/** The idea of a photo whose person had left before the idea came. */
export const describedStep = step({
  screen: ({ idea }, t) => ({
    text: t.described(idea ?? { russian: '', english: '' }),
    buttons: [[toOffer.button(t.toOffer, {})], [another.button(t.another, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(toOffer, ({ photoId, idea }, _, { person }) =>
      photoId && idea ? offerOf(photoId, idea, person.language) : goTo('photo', {}),
    ),
    on(another, () => goTo('photo', {})),
    ...sent,
  ],
});
