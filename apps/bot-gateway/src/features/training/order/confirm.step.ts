import { type FaceOwner, isChildFace, isFaceOwnerUnsaid, needsFaceWord } from '@aisha/domain';
import { trainingItem, trainingTimedAs } from '@aisha/kinds';
import { faceOwnerTexts, failureText } from '@aisha/words';
import { faceStopTexts } from '@aisha/words';
import { callback, count, finish, html, joined, toMenu, type StepContext } from '../../../engine/conversation';
import { sayFaceOwner } from '../../../orders/face-owner';
import { offered, offerScreen, readOffer, type Offering } from '../../../orders/offer';
import { acceptOffer } from '../../../orders/place-order';
import { instead, openFaceProof } from '../../../callbacks/face-proof.callbacks';
import { ChangedAvatars } from '../../../readers';
import { avatarOf, goTo, loading, type NewAvatarDraft } from '../photos/new-avatar.draft';
import { trainingOrder } from './training.order';

const start = callback('new.start', { price: count() });
const startForAnother = callback('new.start.agreed', { price: count() });
const itIsAChild = callback('new.start.child', {});
const back = callback('new.confirm.back', {});

const presetOf = ({ preset = 'balanced' }: NewAvatarDraft) => preset;

const offering = (draft: NewAvatarDraft): Offering => ({
  kind: 'training',
  item: trainingItem(presetOf(draft)),
  units: 1,
  like: trainingTimedAs(avatarOf(draft).trainingType, presetOf(draft)),
  ...(avatarOf(draft).trainingType === 'style' && { part: 'training.style' as const }),
});

const { step, on } = loading(async (readers, draft, context) => {
  const { avatarId } = avatarOf(draft);
  return {
    ...(await readOffer(readers, context, offering(draft))),
    photos: await readers.of(ChangedAvatars).countPhotos(avatarId),
    guarantee: await readers.of(ChangedAvatars).guaranteeOf(context.person.userId, avatarId, context.now),
    // The avatar is null while the message that creates it is still on its way to the trainer.
    avatar: await readers.of(ChangedAvatars).find(context.person.userId, avatarId),
  };
});
type Data = Parameters<Parameters<typeof step>[0]['screen']>[2];

/**
 * Orders the training, or says why the avatar is stopped. If the person has not said yet whose face the avatar shows, the label of the
 * pressed button says it, and the press counts as the person's answer.
 */
const train = (draft: NewAvatarDraft, context: StepContext<unknown, Data>, faceOwner: FaceOwner, price: number) => {
  const { person, data } = context;
  const stopped = data.avatar && instead(data.avatar);
  if (stopped) return stopped;
  const { avatarId, name, trainingType } = avatarOf(draft);
  const isAsked = isFaceOwnerUnsaid({ trainingType, faceOwner: data.avatar?.faceOwner ?? null });
  const said = isAsked ? [sayFaceOwner({ id: avatarId, userId: person.userId }, faceOwner)] : [];
  return acceptOffer({
    step: 'confirm',
    draft,
    context,
    view: trainingOrder,
    price,
    order: () => ({ what: name, start: { avatarId, preset: presetOf(draft) } }),
    then: (placed) => finish(undefined, ...said, ...placed),
  });
};

/**
 * Shows the price of a training, or says why an avatar with a child's face or a stopped avatar cannot be trained. The button that pays also
 * states whose face the avatar shows, so that this question needs no screen of its own.
 */
export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) => {
    const { name, trainingType } = avatarOf(draft);
    const { avatar, language } = data;
    const said = faceOwnerTexts[language];
    if (avatar && isChildFace(avatar)) {
      return {
        text: html`${failureText(language, 'face-too-young')}`,
        buttons: [[back.button(t.back, {}), toMenu.button(t.menu, {})]],
      };
    }
    if (avatar?.stoppedFor) {
      const { why, whatToDo } = faceStopTexts[language];
      return {
        text: why({ stop: avatar.stoppedFor, name: avatar.name }),
        buttons: [
          [openFaceProof.button(whatToDo, { avatarId: avatar.id })],
          [back.button(t.back, {}), toMenu.button(t.menu, {})],
        ],
      };
    }
    const isAsked = isFaceOwnerUnsaid({ trainingType, faceOwner: avatar?.faceOwner ?? null });
    return offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ name, type: trainingType, preset: presetOf(draft), photos: data.photos, price }),
      promise: joined([
        isAsked && html`${said.another}\n`,
        isAsked && avatar && needsFaceWord(avatar) && html`${said.young}\n`,
        t.promise({ guarantee: data.guarantee === 'none' ? null : data.guarantee }),
      ]),
      accept: (seen) => start.button(isAsked ? said.train({ start: t.start }) : t.start, seen),
      alsoAccept: (seen) =>
        isAsked ? [startForAnother.button(said.trainAgreed, seen), itIsAChild.button(said.child, {})] : [],
      back: back.button(t.back, {}),
    });
  },
  actions: [
    on(start, (draft, { price }, context) => train(draft, context, 'own', price)),
    on(startForAnother, (draft, { price }, context) => train(draft, context, 'agreed', price)),
    on(itIsAChild, (_draft, _given, { person }) => finish(faceOwnerTexts[person.language].noChildren)),
    on(back, (draft) => goTo('preset', draft)),
  ],
});
