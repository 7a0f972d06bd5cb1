import type { Avatar } from '@aisha/database/trainer';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  distanceOfPath,
  DRAWING_PATHS,
  type DrawingPath,
  ideaIn,
  isFaceOwnerUnsaid,
  likenessInTenths,
  lookOf,
  MAX_PICTURES,
  offerOfPath,
  PROMPT_LENGTH,
} from '@aisha/domain';
import { pictureItem, picturesTimedAs } from '@aisha/kinds';
import type { generateTexts } from '@aisha/words';
import type { looksTexts } from '@aisha/words';
import { callback, count, oneOf, type Html, type TextsOf } from '../../engine/conversation';
import { remember } from '../../orders/picture-choices.store';
import { ownPicture } from '../../engine/deliveries/own-pictures';
import { offered, offerScreen, readOffer, shownPrice, type Offering } from '../../orders/offer';
import { takenAsSeen } from '../../orders/place-order';
import { instead } from '../../callbacks/face-proof.callbacks';
import { askForSelfie } from '../../callbacks/new-avatar.callbacks';
import {
  acceptedChoices,
  countDrawable,
  offeredChoices,
  otherAvatar,
  otherAvatarRow,
  type Choices,
} from './choices/choices';
import { drawOrder, hasWords } from './choices/draw-order';
import { goTo, loading, ofNewIdea, on, stay, type GenerateDraft } from './choices/generate.draft';
import { isOfThemselves } from './typed-idea';

const COUNTS = Array.from({ length: MAX_PICTURES }, (_, before) => before + 1);
const draw = callback('gen.draw', { price: count() });
const pickRatio = callback('gen.ratio', { aspectRatio: oneOf(ASPECT_RATIOS) });
const pickCount = callback('gen.count', { count: oneOf(COUNTS) });
const pickPath = callback('gen.path', { path: oneOf(DRAWING_PATHS) });
const more = callback('gen.more', {});
const setEnhance = callback('gen.enhance', { enhance: oneOf(['off', 'on']) });
const back = callback('gen.offer.back', {});

const offering = ({ avatar, path, pictureCount, quality }: Choices): Offering => ({
  kind: 'generation',
  item: pictureItem(avatar?.id ?? null),
  units: pictureCount,
  ...(avatar && path && { part: offerOfPath(avatar, path) }),
  like: picturesTimedAs({
    drawn: avatar ? (path === null || path === 'model' ? 'avatar' : path) : 'idea',
    quality,
    count: pictureCount,
  }),
});

const { step } = loading(async (readers, draft, context) => {
  const { userId } = context.person;
  const choices = await offeredChoices(readers, userId, draft);
  return {
    ...choices,
    ...(await readOffer(readers, context, offering(choices))),
    drawable: await countDrawable(readers, userId),
  };
});

/**
 * The tap that orders reads only the choices again: the person has seen the price already, but the avatar or its photos may have been
 * deleted since.
 */
const { on: onChoices } = loading((readers, draft, { person }) => acceptedChoices(readers, person.userId, draft));

const { onText } = loading(async (readers, _, { person: { userId } }) => ({
  isDrawable: (await countDrawable(readers, userId)) > 0,
}));

/** Whether there are choices behind «⋯»: only an avatar's own model has qualities, and only a kept seed can be dropped. */
const hasMore = ({ path }: Choices, { seed }: GenerateDraft): boolean => path === 'model' || seed !== undefined;

/** How similar pictures of this path are to the person, in tenths; null when that was not measured. */
function likenessOn(avatar: Avatar, path: DrawingPath): number | null {
  const distance = distanceOfPath(avatar, path);
  return distance === null ? null : likenessInTenths(distance);
}

/** The text about the idea: for a new idea, or for one that varies an earlier order or repeats it in another format. */
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
    const { avatar, path: offeredPath, paths, aspectRatio, pictureCount, quality, enhance } = context.data;
    const avatarId = avatar?.id ?? null;
    const [bestPath] = paths;
    const settled = {
      ...{ avatarId, offeredPath, aspectRatio, quality, enhance },
      ...(offeredPath !== 'photo' && { pictureCount }), // one picture of a photo is the model's choice, not the person's
    };
    return offered({ ...draft, ...settled, ...(bestPath && { bestPath }) }, context);
  },
  screen: (draft, t, data) => {
    const { avatar, paths, path, references, aspectRatio, pictureCount, quality, enhance } = data;
    const price = shownPrice(draft, data);
    const look = lookOf(draft.look);
    const settled = {
      aspectRatio,
      pictureCount,
      quality: path === 'model' ? quality : null,
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
          path: path ?? 'model',
          references,
          likeness: avatar && path && likenessOn(avatar, path),
          ...settled,
          price,
        }),
      promise: t.promise,
      accept: (seen) => draw.button(t.draw({ count: pictureCount, price }), seen),
      firstChoices: otherAvatarRow(avatar, data.drawable, t),
      choices: [
        ASPECT_RATIOS.map((ratio) =>
          pickRatio.button(t.choice({ label: ratio, isChosen: ratio === aspectRatio }), { aspectRatio: ratio }),
        ),
        // The label of each button says how similar to the person the pictures of its path are, so that the person can choose.
        ...(avatar && paths.length > 1
          ? [
              DRAWING_PATHS.filter((one) => paths.includes(one)).map((one) => {
                const label = t.pathLabel({ path: one, references, likeness: likenessOn(avatar, one) });
                return pickPath.button(t.choice({ label, isChosen: one === path }), { path: one });
              }),
            ]
          : []),
        ...(path === 'photo'
          ? []
          : [
              COUNTS.map((count) =>
                pickCount.button(t.choice({ label: `×${count}`, isChosen: count === pictureCount }), { count }),
              ),
            ]),
        ...(hasMore(data, draft) ? [[more.button(t.more, {})]] : []),
        // "Similar" keeps the prompt of its order, and a look or a described photo has a prompt of its own, so there is nothing to improve.
        ...(draft.similarTo || hasWords(draft)
          ? []
          : [[setEnhance.button(t.enhance({ isOn: enhance }), { enhance: enhance ? 'off' : 'on' })]]),
      ],
      back: back.button(look ? t.otherLook : t.anotherWay, {}),
    });
    return look ? { ...screen, photo: ownPicture(`look-${look.id}`) } : screen;
  },
  hearsQuestions: () => true,
  readsEdits: true,
  actions: [
    onChoices(draw, (draft, { price }, context) => {
      const { avatar } = context.data;
      const stopped = avatar && instead(avatar);
      if (stopped) return stopped;
      const isAsked = avatar && isFaceOwnerUnsaid(avatar) && takenAsSeen(draft, context, price);
      return isAsked ? goTo('owner', draft) : drawOrder(draft, context, { price });
    }),
    // A press on the choice that is already made keeps the offer, so that the order's id stays that of the button on the screen.
    on(pickRatio, (draft, { aspectRatio }) =>
      draft.aspectRatio === aspectRatio ? stay(draft) : goTo('offer', { ...draft, aspectRatio }),
    ),
    on(pickCount, (draft, { count }) =>
      draft.pictureCount === count ? stay(draft) : goTo('offer', { ...draft, pictureCount: count }),
    ),
    onChoices(pickPath, (draft, { path }, { data }) =>
      data.path === path ? stay(draft) : goTo('offer', { ...draft, path }),
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
