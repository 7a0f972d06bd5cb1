import type { Avatar } from '@aisha/database/trainer';
import { centiCredits, LOOK_GROUPS, offerOfPath, type UserId } from '@aisha/domain';
import { picturesTimedAs, SESSION_SIZES, sessionItem, type SessionSize } from '@aisha/kinds';
import { lookGroupTexts } from '@aisha/words';
import { callback, count, finish, oneOf, type Readers } from '../../../engine/conversation';
import { remember } from '../../../orders/picture-choices.store';
import { ownPicture } from '../../../engine/deliveries/own-pictures';
import { offered, offerScreen, readOffer, shownPrice, type Offering } from '../../../orders/offer';
import { acceptOffer } from '../../../orders/place-order';
import { instead } from '../../../callbacks/face-proof.callbacks';
import { chosenAvatar, noAvatarScreen } from '../choices/choices';
import { goTo, loading, on, stay, type GenerateDraft } from '../choices/generate.draft';
import { generationOrder } from '../result/generation.order';
import { mayBeShot } from './group.step';

const shoot = callback('gen.session.shoot', { price: count() });
const pickSize = callback('gen.session.size', { size: oneOf(SESSION_SIZES) });
const back = callback('gen.session.back', {});

/** The ratio in the order's message, which the generator requires. Each look of a session is drawn in a ratio of its own. */
const ASPECT_RATIO = '3:4' as const;

const QUALITY = 'normal' as const;

const offering = (size: SessionSize, avatar: Avatar | null): Offering => ({
  kind: 'generation',
  item: sessionItem(size),
  units: size,
  like: picturesTimedAs({ drawn: 'session', quality: QUALITY, count: size }),
  ...(avatar && { part: offerOfPath(avatar, 'model') }),
});

/**
 * The avatar for a session, which is the one that a look would be drawn with. Null if that avatar cannot have a session, or if the person
 * has none.
 */
const shotAvatar = async (readers: Readers, userId: UserId, draft: GenerateDraft): Promise<Avatar | null> => {
  const avatar = await chosenAvatar(readers, userId, draft);
  return avatar && mayBeShot(avatar) ? avatar : null;
};

const { step } = loading(async (readers, draft, context) => {
  const size = draft.sessionSize ?? SESSION_SIZES[0];
  const avatar = await shotAvatar(readers, context.person.userId, draft);
  return { avatar, size, ...(await readOffer(readers, context, offering(size, avatar))) };
});

/** The press that orders reads only the avatar again: the person has seen the price, and only the avatar may be gone by then. */
const { on: onOrder } = loading(async (readers, draft, { person }) => ({
  avatar: await shotAvatar(readers, person.userId, draft),
}));

/** Offers a photo session: every look of the group once or twice, in one order, for less than the pictures one by one. */
export const sessionStep = step({
  enter: (draft, context) => {
    const { avatar, size } = context.data;
    return offered({ ...draft, ...(avatar && { avatarId: avatar.id }), sessionSize: size }, context);
  },
  screen: (draft, t, data) => {
    const { avatar, size, prices, language } = data;
    if (!avatar) return noAvatarScreen(t);
    const { group = LOOK_GROUPS[0] } = draft;
    const apart = centiCredits(prices.picture * BigInt(size));
    const price = shownPrice(draft, data);
    const screen = offerScreen({
      draft,
      data,
      words: () => t.sessionOffer({ group: lookGroupTexts[language][group], avatar: avatar.name, size, price, apart }),
      promise: t.sessionPromise,
      accept: (seen) => shoot.button(t.shoot({ size, price }), seen),
      choices: [
        SESSION_SIZES.map((each) =>
          pickSize.button(t.choice({ label: t.sessionSize({ size: each }), isChosen: each === size }), { size: each }),
        ),
      ],
      back: back.button(t.toGroup, {}),
    });
    return { ...screen, photo: ownPicture(`looks-${group}`) };
  },
  actions: [
    onOrder(shoot, (draft, { price }, context) => {
      const { t, data } = context;
      const { avatar } = data;
      // The avatar was deleted meanwhile, so the person first sees which avatar would be drawn instead.
      if (!avatar || avatar.id !== draft.avatarId) return goTo('session', draft);
      const stopped = instead(avatar);
      if (stopped) return stopped;
      const { group = LOOK_GROUPS[0] } = draft;
      const prompt = t.sessionIdea({ group });
      return acceptOffer({
        step: 'session',
        draft,
        context,
        view: generationOrder,
        price,
        order: ({ units: pictureCount }) => ({
          what: `${prompt} · ${avatar.name}`,
          start: {
            input: { kind: 'avatar' as const, avatarId: avatar.id },
            prompt,
            aspectRatio: ASPECT_RATIO,
            pictureCount,
            seed: null,
            similarTo: null,
            enhance: true,
            quality: QUALITY,
            look: null,
            session: group,
            path: 'model' as const,
          },
        }),
        then: (placed) => finish(undefined, ...placed, remember({ avatarId: avatar.id })),
      });
    }),
    on(pickSize, (draft, { size }) =>
      draft.sessionSize === size ? stay(draft) : goTo('session', { ...draft, sessionSize: size }),
    ),
    on(back, (draft) => goTo('group', draft)),
  ],
});
