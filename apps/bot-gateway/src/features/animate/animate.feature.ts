import type { OrderId } from '@aisha/domain';
import { AnimationReader, type AskedVideo } from '@aisha/kinds/tables';
import { animateTexts, inEveryLanguage, sentPhotoTexts } from '@aisha/words';
import {
  answer,
  callback,
  type Elsewhere,
  feature,
  onButton,
  onCommand,
  open,
  type Readers,
  type StepContext,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { leftPicture } from '../../orders/own-picture/own-picture';
import { pictureStep } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto, isKept } from '../../orders/sent-photo/sent-photo';
import { animateAgain } from '../../callbacks/animate.callbacks';
import { type AnimateDraft, begin, confirmStep, flow, pickMotion } from './confirm.step';

const ANIMATE = 'animate';
const openAnimate = callback('ani', {});

type Asking = Pick<StepContext, 'person' | 'now'>;

const offer = (draft: AnimateDraft): Elsewhere =>
  open<AnimateDraft, 'confirm'>({ name: ANIMATE }, { step: 'confirm', draft });

/** The picture or the sent photo of an order, as long as it is kept. */
const animatedBy = async (readers: Readers, { person: { userId }, now }: Asking, { input }: AskedVideo) => {
  if (input.kind === 'picture') return leftPicture(readers, userId, input.pictureId);
  return isKept(input.photoId, now) ? { photoId: input.photoId } : undefined;
};

/** Offers a video of the same picture and with the same motion again, at today's price, or says that the picture is gone. */
const again = async ({ orderId }: { orderId: OrderId }, context: Asking, readers: Readers): Promise<Elsewhere> => {
  const { userId, language } = context.person;
  const asked = await readers.of(AnimationReader).asked(userId, orderId);
  const subject = asked && (await animatedBy(readers, context, asked));
  if (!subject)
    return answer(asked?.input.kind === 'photo' ? sentPhotoTexts[language].gone : animateTexts[language].goneNow);
  return offer({ ...subject, motion: asked.motion });
};

const animateFlow = flow({
  name: ANIMATE,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: hasPhoto,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(animateTexts, (t) => t.one),
  // Shows the offer to animate a picture again, at today's price.
  leftButton: async (data, { person: { userId, language } }, readers, own) => {
    const pressed = begin.decode(data) ?? pickMotion.decode(data);
    if (!pressed?.pictureId || pressed.pictureId === own?.picture?.id) return undefined;
    const subject = await leftPicture(readers, userId, pressed.pictureId);
    if (!subject) return answer(animateTexts[language].goneNow);
    return offer({ ...subject, motion: pressed.motion });
  },
  steps: { photo: photoStepOf('animate'), looking: lookingStep, picture: pictureStep, confirm: confirmStep },
});

export const animateFeature = feature<MenuEntry>({
  flows: [animateFlow],
  menu: [
    {
      button: openAnimate,
      label: inEveryLanguage(animateTexts, (t) => t.entryAnimate),
      storey: 'photos',
      place: 2,
    },
  ],
  actions: [
    onCommand(
      'animate',
      inEveryLanguage(animateTexts, (t) => t.command),
      () => open(animateFlow),
    ),
    onButton(openAnimate, () => open(animateFlow)),
    onButton(animateAgain, again),
  ],
});
