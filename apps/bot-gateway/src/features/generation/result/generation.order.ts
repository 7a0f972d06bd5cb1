import type { Avatar } from '@aisha/database/trainer';
import {
  ASPECT_RATIOS,
  centiCredits,
  FAULTS_OF_AN_IDEA,
  type Language,
  type OrderId,
  type PictureId,
  TRAINABLE_STATES,
} from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { generateTexts, inEveryLanguage } from '@aisha/words';
import { beginningOf, type Html, joined, type Readers, rowsOf } from '../../../engine/conversation';
import { albumsOf, type Content } from '../../../engine/deliveries/content';
import type { FileKindView } from '../../../orders/file-kind';
import { likenessOfResult } from '../../../orders/likeness';
import type { OrderKindView } from '../../../orders/order-kind';
import { shareOfResult } from '../../../orders/share-result.callback';
import { moreOfResult } from '../../../orders/unfold-result.callback';
import { pictureRemoval } from '../../../orders/removals';
import { PLACES_IN_A_ROW } from '../../../orders/result.card';
import type { ResultCardState } from '../../../orders/result.state';
import { itselfAndLargerCopies } from '../../../orders/shown-by';
import { ChangedPictures } from '../../../readers';
import { drawLikeIt } from '../../../callbacks/photo-prompt.callbacks';
import { photosDone } from '../../../callbacks/new-avatar.callbacks';
import { usesOfPictureFile, usesOfPictures } from '../../../callbacks/what-next.callbacks';
import {
  again,
  deletePictures,
  deletePicturesSurely,
  drawSimilar,
  keepSeed,
  markPicture,
  markPictures,
  originals,
  reframe,
  showDetails,
  showPrompt,
  similar,
  toResult,
} from '../../../callbacks/picture-result.callbacks';
import { openGenerate } from '../../../callbacks/generate.callbacks';
import { trainHint, type TrainingTerms, trainingTerms } from './train-hint.card';

export const pictureFile: FileKindView = {
  words: inEveryLanguage(generateTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  as: 'picture',
  shownBy: itselfAndLargerCopies,
  uses: [...usesOfPictureFile, drawSimilar, drawLikeIt],
  removal: ({ id, orderId }, userId) => pictureRemoval(orderId, id as PictureId, userId),
};

/**
 * How many characters of the idea the order's card shows before the avatar's name: enough to recognise the order, because two orders differ
 * mostly by their ideas.
 */
export const TITLE_CHARACTERS = 80;

/** How many characters of the idea the caption shows. A caption holds 1024; the rest is for a name of 50, our own words and escaping. */
const CAPTION_PROMPT = 700;

/** The pictures as an album with the idea; many pictures of a photo session become two albums. */
const deliveredPictures = (
  files: readonly string[],
  { prompt, aspectRatio, session }: Pick<ImageGeneration, 'prompt' | 'aspectRatio' | 'session'>,
  avatar: { readonly name: string } | null,
  language: Language,
): readonly Content[] => {
  const caption = generateTexts[language].asked(
    {
      avatar: avatar ? avatar.name : null,
      idea: beginningOf(prompt, CAPTION_PROMPT),
      ratio: session ? null : aspectRatio,
    }, // in a session each look has a ratio of its own
  );
  return albumsOf(files, caption);
};

/** How many buttons of one or two words a phone shows side by side. */
const USES_IN_A_ROW = 2;

/** The terms of a training of the avatar, while the avatar can be trained. */
const termsFor = async (readers: Readers, { status }: Avatar, at: Date): Promise<TrainingTerms | undefined> =>
  TRAINABLE_STATES.includes(status) ? trainingTerms(readers, at) : undefined;

const trainableBy = ({ id: avatarId }: Avatar, { price, gain }: TrainingTerms) => ({
  avatarId,
  price,
  ...(gain === 'none' && { gainsNothing: true as const }),
});

const delivered = ({ removal, marking, details, likeness = [] }: ResultCardState, language: Language): Html => {
  const t = generateTexts[language];
  if (marking) return t.askMark({ mark: marking.mark });
  if (details) return t.details(details);
  if (!removal) return joined([t.done, likenessOfResult(likeness, language)]);
  if (removal.state === 'asked') return removal.isFromChat ? t.askRemove : t.askRemoveOld;
  return removal.isFromChat ? t.removed : t.removedOld;
};

const favourite = (orderId: OrderId, language: Language) =>
  markPictures.button(generateTexts[language].favourite, { orderId, mark: 'favourite' });

/** How the bot shows and handles an order of pictures, and what the person can do with the pictures. */
export const generationOrder: OrderKindView<'generation'> = {
  kind: 'generation',
  title: inEveryLanguage(generateTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(generateTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(generateTexts, (t) => t.orderPreparing),
  files: { picture: pictureFile },
  units: inEveryLanguage(generateTexts, () => (pictures) => (pictures > 1 ? `×${pictures}` : '')),
  leavesOutDeleted: true,
  result: async (orderId, { readers, userId, language }) => {
    const found = await readers.of(ChangedPictures).drawn(userId, orderId);
    if (!found) return { contents: [] };
    const { generation, pictures, avatar } = found;
    const avatarId = avatarIn(generation.input);
    const kept = pictures.flatMap(({ filePath, position }) => (filePath ? { filePath, position } : []));
    const files = kept.map(({ filePath }) => filePath);
    const contents = files.length > 0 ? deliveredPictures(files, generation, avatar, language) : [];
    const at = generation.createdAt;
    const terms = avatar ? await termsFor(readers, avatar, at) : undefined;
    return {
      contents,
      places: kept.map(({ position }) => position),
      shows: () => Promise.resolve({ avatarIds: avatarId ? [avatarId] : [] }),
      ...(avatar && { below: () => trainHint(readers, avatar, at, terms) }),
      of: {
        avatarId,
        ...(generation.session && { isSession: true }),
        ...(avatar && terms && { trainable: trainableBy(avatar, terms) }),
      },
    };
  },
  again: inEveryLanguage(generateTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(generateTexts, (_, language) => (__, state) => delivered(state, language)),
  resultButtons: ({ orderId, outcome, receipt, removal, marking, details }, language) => {
    const t = generateTexts[language];
    const isOfAvatar = outcome.type === 'delivered' && outcome.avatarId !== null;
    const more = again.button(t.again({ count: receipt?.of ?? null }), { orderId });
    const another = openGenerate.button(t.anotherIdea, {});
    // The words of pictures without an avatar were deleted with the pictures, so such pictures cannot be drawn again.
    if (removal?.state === 'done') return [[...(isOfAvatar ? [more] : []), another]];
    if (removal) {
      return [[deletePicturesSurely.button(t.removeSurely, { orderId }), toResult.button(t.keep, { orderId })]];
    }
    if (marking) {
      const { mark } = marking;
      const places = marking.pictures.map(({ position, isOn }) =>
        markPicture.button(t.place({ place: position + 1, isOn }), {
          orderId,
          mark,
          position,
          isOn: isOn ? 'off' : 'on',
        }),
      );
      return [...rowsOf(places, PLACES_IN_A_ROW), [toResult.button(t.marked, { orderId })]];
    }
    if (details) {
      const others = ASPECT_RATIOS.filter((ratio) => ratio !== details.aspectRatio);
      return [
        others.map((aspectRatio) => reframe.button(t.reframe({ ratio: aspectRatio }), { orderId, aspectRatio })),
        [keepSeed.button(t.keepSeed, { orderId }), toResult.button(t.back, { orderId })],
      ];
    }
    const trainable = outcome.type === 'delivered' ? outcome.trainable : undefined;
    const files = originals.button(t.originals, { orderId });
    const remove = deletePictures.button(t.remove, { orderId });
    const rest = moreOfResult('generation', orderId);
    return trainable
      ? [
          [more, another],
          [files, remove],
          [
            photosDone.button(
              t.trainExactly({ price: centiCredits(trainable.price), isPromised: !trainable.gainsNothing }),
              { avatarId: trainable.avatarId },
            ),
          ],
          [rest],
        ]
      : [
          [more, another],
          [favourite(orderId, language), files],
          [rest, remove],
        ];
  },
  moreButtons: ({ orderId, outcome }, language) => {
    const t = generateTexts[language];
    const isOfAvatar = outcome.type === 'delivered' && outcome.avatarId !== null;
    const isTrainable = outcome.type === 'delivered' && outcome.trainable !== undefined;
    // Each picture of a session has a look of its own, so the session has no prompt and no seed of its own.
    const isSession = outcome.type === 'delivered' && outcome.isSession === true;
    return rowsOf(
      [
        ...(isSession ? [] : [similar.button(t.similar, { orderId })]),
        ...usesOfPictures(orderId, language),
        ...(isTrainable ? [favourite(orderId, language)] : []),
        ...(isOfAvatar ? [markPictures.button(t.mainPhoto, { orderId, mark: 'main-photo' })] : []),
        ...(isSession ? [] : [showPrompt.button(t.showPrompt, { orderId }), showDetails.button(t.more, { orderId })]),
        shareOfResult('generation', orderId, language),
      ],
      USES_IN_A_ROW,
    );
  },
  retryButtons: ({ orderId, outcome, receipt }, language) => {
    const t = generateTexts[language];
    const isFaultOfTheIdea = outcome.type === 'failed' && FAULTS_OF_AN_IDEA.includes(outcome.code);
    // If billing refused the order, the image generator has no row of it and cannot repeat it, so the button asks for another idea.
    return isFaultOfTheIdea || receipt?.held === '0'
      ? [[openGenerate.button(t.anotherIdea, {})]]
      : [[again.button(t.repeat, { orderId })]];
  },
};
