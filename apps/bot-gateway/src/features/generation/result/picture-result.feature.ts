import path from 'node:path';
import type { AspectRatio, OrderId } from '@aisha/domain';
import { avatarIn, SESSION_SIZES, type SessionSize } from '@aisha/kinds';
import { type ImageGeneration, type Picture, GenerationReader } from '@aisha/kinds/tables';
import { DeliveryReader } from '@aisha/database/bot';
import { generateTexts } from '@aisha/words';
import {
  answer,
  feature,
  html,
  onButton,
  say,
  type Effect,
  type Elsewhere,
  type StepContext,
  type Readers,
} from '../../../engine/conversation';
import { filesOf, inAlbums, type NamedFile } from '../../../engine/deliveries/content';
import { fileAskedFor } from '../../../orders/file-asked-for';
import { removal } from '../../../orders/removals';
import { ChangedPictures } from '../../../readers';
import { messagesShowing, stillDeletable, takenFromChat } from '../../../orders/shown-results';
import {
  again,
  deletePictures,
  deletePicturesSurely,
  keepSeed,
  originals,
  reframe,
  showDetails,
  showPrompt,
  similar,
  toResult,
} from '../../../callbacks/picture-result.callbacks';
import { type EarlierIdea, offerEarlier } from '../../../callbacks/generate.callbacks';
import { markActions } from './mark.actions';
import { resultWith } from './result.question';

type Asking = Pick<StepContext, 'person' | 'now'>;

/** Handles a button that offers to draw again from an earlier order. The reader does not find another person's order. */
const from =
  (draftOf: (generation: ImageGeneration, earlier: EarlierIdea, given: Repeated) => EarlierIdea) =>
  async (given: Repeated, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
    const generation = await readers.of(GenerationReader).order(person.userId, given.orderId);
    const t = generateTexts[person.language];
    if (!generation) return answer(t.gone);
    // The prompt is empty once it was deleted with its avatar, or with the consent.
    if (generation.prompt === '') return answer(t.wordsGone);
    const { input, prompt: idea, promptInEnglish: english, units, look, session, promptWriter } = generation;
    if (session) {
      return offerEarlier({ avatarId: avatarIn(input), group: session.group, sessionSize: sessionSize(units) });
    }
    const enhance = promptWriter !== 'person';
    const earlier = {
      ...choicesIn(generation),
      idea,
      enhance,
      ...(look && { look }),
      ...(english && { english }),
    };
    return offerEarlier(draftOf(generation, earlier, given));
  };
interface Repeated {
  readonly orderId: OrderId;
  readonly aspectRatio?: AspectRatio;
}

/**
 * The choices for drawing the same words with the same seed. In the same format the words are slightly varied; in another format they stay
 * unchanged.
 */
const asSimilar = ({ orderId, seed, aspectRatio }: ImageGeneration, earlier: EarlierIdea): EarlierIdea => ({
  ...earlier,
  seed,
  similarTo: orderId,
  similarRatio: aspectRatio,
});

const choicesIn = ({ input, aspectRatio, units: pictureCount, quality }: ImageGeneration) => ({
  avatarId: avatarIn(input),
  aspectRatio,
  pictureCount,
  quality,
});

/**
 * The messages with the pictures of an order that the bot may still delete. `areAll` says whether these are all messages with the pictures;
 * it is false, too, when the bot no longer knows the messages that brought the result.
 */
const messagesOf = async (readers: Readers, { person: { userId }, now }: Asking, orderId: OrderId) => {
  const pictures = (await readers.of(GenerationReader).find(userId, orderId))?.pictures ?? [];
  const brought = await readers.of(DeliveryReader).resultsOf(userId, orderId);
  const sent = [...brought, ...(await messagesShowing(readers, userId, pictures))];
  const inChat = stillDeletable(sent, now);
  return { ...inChat, areAll: inChat.areAll && brought.length > 0 };
};

/** Sends the pictures as files, byte for byte as we keep them: a photo in a chat would be compressed again by Telegram. */
const filesToSend = (pictures: readonly Picture[], orderId: OrderId, t: (typeof generateTexts)['ru']): Effect[] => {
  const files = pictures.flatMap(({ position, filePath: document }): NamedFile[] =>
    document
      ? [{ document, fileName: t.original({ place: position + 1, ending: path.posix.extname(document).slice(1) }) }]
      : [],
  );
  return inAlbums(files).map((album, at) =>
    say(filesOf(album, at === 0 ? t.originalsBelow : html``), fileAskedFor(orderId)),
  );
};

/**
 * The size of a session with this many pictures, so that it is ordered again in the same size. For a number that is no size (any more) it
 * is the smallest size.
 */
const sessionSize = (pictures: number): SessionSize =>
  SESSION_SIZES.find((size) => size === pictures) ?? SESSION_SIZES[0];

/**
 * The buttons below delivered pictures. Those that need the files work as long as any of the pictures exist; those that draw again work as
 * long as the prompt is stored.
 */
export const pictureResultFeature = feature({
  actions: [
    onButton(
      again,
      from((_, earlier) => earlier),
    ),
    onButton(similar, from(asSimilar)),
    onButton(
      reframe,
      from((generation, earlier, { aspectRatio = generation.aspectRatio }) => {
        return { ...asSimilar(generation, earlier), aspectRatio };
      }),
    ),
    onButton(
      keepSeed,
      from((generation) => ({ ...choicesIn(generation), seed: generation.seed, isSeedKept: true })),
    ),
    onButton(showDetails, async ({ orderId }, { person }, readers) => {
      const generation = await readers.of(GenerationReader).order(person.userId, orderId);
      if (!generation) return answer(generateTexts[person.language].gone);
      const { seed, aspectRatio, quality, input, generationConfig } = generation;
      const hasQuality = avatarIn(input) !== null && !generationConfig['isInstant'];
      const details = { seed, aspectRatio, quality: hasQuality ? quality : null };
      return answer(undefined, resultWith(generation, { details }));
    }),
    onButton(showPrompt, async ({ orderId }, { person }, readers) => {
      const generation = await readers.of(GenerationReader).order(person.userId, orderId);
      const t = generateTexts[person.language];
      if (!generation?.enhancedPrompt) return answer(generation ? t.wordsGone : t.gone);
      return offerEarlier({ ...choicesIn(generation), promptOf: orderId }, 'prompt');
    }),
    onButton(originals, async ({ orderId }, { person }, readers) => {
      const t = generateTexts[person.language];
      const generation = await readers.of(GenerationReader).order(person.userId, orderId);
      if (!generation) return answer(t.gone);
      const pictures = await readers.of(ChangedPictures).ofOrder(person.userId, orderId);
      if (pictures.length === 0) return answer(t.goneAlready);
      return answer(undefined, ...filesToSend(pictures, orderId, t));
    }),
    onButton(deletePictures, async ({ orderId }, context, readers) => {
      const t = generateTexts[context.person.language];
      const found = await readers.of(GenerationReader).find(context.person.userId, orderId);
      if (!found?.pictures.length) return answer(found ? t.goneAlready : t.gone);
      const { areAll } = await messagesOf(readers, context, orderId);
      return answer(undefined, resultWith(found.generation, { removal: { state: 'asked', isFromChat: areAll } }));
    }),
    onButton(toResult, async ({ orderId }, { person }, readers) => {
      const generation = await readers.of(GenerationReader).order(person.userId, orderId);
      return generation ? answer(undefined, resultWith(generation, {})) : answer(generateTexts[person.language].gone);
    }),
    onButton(deletePicturesSurely, async ({ orderId }, context, readers) => {
      const { userId, language } = context.person;
      const generation = await readers.of(GenerationReader).order(userId, orderId);
      if (!generation) return answer(generateTexts[language].gone);
      const inChat = await messagesOf(readers, context, orderId);
      return answer(
        undefined,
        removal({ kind: 'generation', orderId, userId }),
        ...takenFromChat(inChat),
        resultWith(generation, { removal: { state: 'done', isFromChat: inChat.areAll } }),
      );
    }),
    ...markActions,
  ],
});
