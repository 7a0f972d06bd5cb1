import type { Avatar } from '@aisha/database/trainer';
import { ASPECT_RATIOS, type AspectRatio, ideaIn, lookOf, MAX_PICTURES, PROMPT_LENGTH } from '@aisha/domain';
import { pictureItem, picturesTimedAs } from '@aisha/kinds';
import { callback, oneOf, type Html, type TextsOf } from '../../engine/conversation';
import { remember } from '../../orders/picture-choices.store';
import { ownPicture } from '../../engine/deliveries/own-pictures';
import { isFaceOwnerUnsaid } from '../../orders/face-owner';
import { offered, offerScreen, readOffer, type Offering } from '../../orders/offer';
import { totalOf } from '../../orders/stored-quote';
import { instead } from '../face-proof/face-proof.callbacks';
import { askForSelfie } from '../new-avatar/new-avatar.callbacks';
import {
  choicesOf,
  drawableAvatars,
  finishedAvatars,
  isInstant,
  otherAvatar,
  otherAvatarRow,
  type Choices,
} from '../picture-choices/choices';
import { drawOrder, hasWords } from '../picture-choices/draw-order';
import { goTo, loading, ofNewIdea, on, stay, type GenerateDraft } from '../picture-choices/generate.draft';
import type { generateTexts } from '@aisha/words';
import type { looksTexts } from '@aisha/words';
import { isOfThemselves } from './typed-idea';

const COUNTS = Array.from({ length: MAX_PICTURES }, (_, before) => before + 1);
const draw = callback('gen.draw', {});
const pickRatio = callback('gen.ratio', { aspectRatio: oneOf(ASPECT_RATIOS) });
const pickCount = callback('gen.count', { count: oneOf(COUNTS) });
const more = callback('gen.more', {});
const setEnhance = callback('gen.enhance', { enhance: oneOf(['off', 'on']) });
const back = callback('gen.offer.back', {});

const offering = ({ avatar, pictureCount, quality }: Choices): Offering => ({
  kind: 'generation',
  item: pictureItem(avatar?.id ?? null),
  units: pictureCount,
  ...(isInstant(avatar) && { part: 'picture.photo' as const }),
  like: picturesTimedAs({
    drawn: avatar ? (isInstant(avatar) ? 'photo' : 'avatar') : 'idea',
    quality,
    count: pictureCount,
  }),
});

const { step } = loading(async (readers, draft, context) => {
  const { userId } = context.person;
  const choices = await choicesOf(readers, userId, draft);
  return {
    ...choices,
    ...(await readOffer(readers, context, offering(choices))),
    finished: await finishedAvatars(readers, userId),
  };
});

/** The order reads again only the choices: the person has seen the price, and only the avatar may be gone meanwhile. */
const { on: onOrder } = loading((readers, draft, { person }) => choicesOf(readers, person.userId, draft));

const { onText } = loading(async (readers, _, { person: { userId } }) => ({
  isDrawable: (await drawableAvatars(readers, userId, 1)).length > 0,
}));

/** Whether there are more choices: only an avatar's own model has qualities, and only a kept seed can be let go. */
const hasMore = (avatar: Avatar | null, { seed }: GenerateDraft): boolean =>
  avatar?.status === 'completed' || seed !== undefined;

/** The idea in words, and how it continues an earlier one. */
function ideaWords(
  { idea = '', english, look, similarTo, similarRatio }: GenerateDraft,
  aspectRatio: AspectRatio,
  t: TextsOf<typeof generateTexts & typeof looksTexts>,
): Html {
  if (!similarTo) return lookOf(look) ? t.look({ name: idea }) : english ? t.photoIdea({ idea }) : t.idea({ idea });
  return similarRatio === undefined || similarRatio === aspectRatio
    ? t.similarIdea({ idea })
    : t.reframedIdea({ idea });
}

/**
 * The last screen before pictures are drawn. It says who is drawn, what, in which format and how many; the button that draws shows the
 * price.
 */
export const offerStep = step({
  enter: (draft, context) => {
    const { avatar, aspectRatio, pictureCount, quality, enhance } = context.data;
    return offered({ ...draft, avatarId: avatar?.id ?? null, aspectRatio, pictureCount, quality, enhance }, context);
  },
  screen: (draft, t, data) => {
    const { avatar, aspectRatio, pictureCount, quality, enhance } = data;
    const price = draft.quote ? totalOf(draft.quote) : data.quote.total;
    const look = lookOf(draft.look);
    const settled = {
      aspectRatio,
      pictureCount,
      quality: avatar && quality,
      seed: draft.isSeedKept ? (draft.seed ?? null) : null,
      enhance: enhance || hasWords(draft),
    };
    const screen = offerScreen({
      draft,
      data,
      words: () =>
        t.offer({
          idea: ideaWords(draft, aspectRatio, t),
          avatar: avatar?.name,
          isStyle: avatar?.trainingType === 'style',
          isTrained: avatar?.status === 'completed',
          ...settled,
          price,
        }),
      promise: t.promise,
      accept: draw.button(t.draw({ count: pictureCount, price }), {}),
      choices: [
        ASPECT_RATIOS.map((ratio) =>
          pickRatio.button(t.choice({ label: ratio, isChosen: ratio === aspectRatio }), { aspectRatio: ratio }),
        ),
        ...(isInstant(avatar)
          ? []
          : [
              COUNTS.map((count) =>
                pickCount.button(t.choice({ label: `×${count}`, isChosen: count === pictureCount }), { count }),
              ),
            ]),
        [...otherAvatarRow(avatar, data.finished, t), ...(hasMore(avatar, draft) ? [more.button(t.more, {})] : [])],
        // There is no choice of the prompt for "similar", which keeps its words, nor for a look or a described photo, which have their own.
        ...(draft.similarTo || hasWords(draft)
          ? []
          : [[setEnhance.button(t.enhance({ isOn: enhance }), { enhance: enhance ? 'off' : 'on' })]]),
      ],
      back: back.button(look ? t.otherLook : t.anotherWay, {}),
    });
    return look ? { ...screen, photo: ownPicture(`look-${look.id}`) } : screen;
  },
  hearsQuestions: true,
  actions: [
    onOrder(draw, (draft, _, context) => {
      const { avatar } = context.data;
      const stopped = avatar && instead(avatar);
      if (stopped) return stopped;
      return avatar && isFaceOwnerUnsaid(avatar) ? goTo('owner', draft) : drawOrder(draft, context);
    }),
    // A press on the choice that is already made keeps the offer, so that the order's id stays that of the button on the screen.
    on(pickRatio, (draft, { aspectRatio }) =>
      draft.aspectRatio === aspectRatio ? stay(draft) : goTo('offer', { ...draft, aspectRatio }),
    ),
    on(pickCount, (draft, { count }) =>
      draft.pictureCount === count ? stay(draft) : goTo('offer', { ...draft, pictureCount: count }),
    ),
    on(more, (draft) => goTo('quality', draft)),
    on(setEnhance, (draft, { enhance }) => {
      const isOn = enhance === 'on';
      return goTo('offer', { ...draft, enhance: isOn }, remember({ enhance: isOn }));
    }),
    on(otherAvatar, (draft) => goTo('avatar', draft)),
    onText((draft, text, { t, data: { isDrawable } }) => {
      const idea = ideaIn(text);
      if (idea && !isDrawable && !draft.withoutMe && isOfThemselves(idea)) return askForSelfie(idea);
      return idea
        ? goTo('offer', { ...ofNewIdea(draft), idea })
        : stay(draft, t.badIdea({ length: text.length, isTooLong: text.length > PROMPT_LENGTH.max }));
    }),
    on(back, (draft) => {
      const look = lookOf(draft.look);
      return look ? goTo('group', { ...draft, group: look.group }) : goTo('idea', draft);
    }),
  ],
});
