import { generateTexts, inEveryLanguage } from '@aisha/words';
import { ASPECT_RATIOS, PICTURE_MARKS, type AspectRatio, type AvatarId, type OrderId } from '@aisha/domain';
import {
  callback,
  count,
  id,
  oneOf,
  open,
  openAndDrop,
  type DraftKey,
  type Elsewhere,
} from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';

/** What another conversation may know of an idea. */
export interface KnownIdea {
  /** The avatar to draw, or null for none; as the last time by default. */
  readonly avatarId?: AvatarId | null;
  readonly idea?: string;
  /** The idea in English, when a photo was described in both languages. */
  readonly english?: string;
  readonly aspectRatio?: AspectRatio;
  /** The person has no avatar and was asked for a photo: they want the picture without it. */
  readonly withoutMe?: true;
}

export const openGenerate = callback('gen', {});
export const openLooks = callback('gen.looks', {});
export const generateWith = callback('gen.with', { avatarId: id<AvatarId>() });
/** The flow's name. */
export const GENERATE = 'generate';
/** The flow with an avatar, for an idea that is still to come. Another person's avatar is not found: the step then uses the main one. */
export const openWith = (avatarId: AvatarId): Elsewhere =>
  open({ name: GENERATE }, { step: 'idea', draft: { avatarId } });
/** The button below the answer to a line that was read as a question: it was an idea, and stands in the quote. */
export const drawAnyway = callback('gen.anyway', {});
/** The offer of an idea that another conversation has kept. */
export const offerKept = (draft: Pick<KnownIdea, 'idea' | 'avatarId' | 'withoutMe'>): Elsewhere =>
  open({ name: GENERATE }, { step: 'offer', draft });
/** The offer of an idea that another conversation has found, whose draft goes. */
export const offerIdea = (draft: Pick<KnownIdea, 'idea' | 'english' | 'aspectRatio'>, found: DraftKey): Elsewhere =>
  openAndDrop(found, { name: GENERATE }, { step: 'offer', draft });
/** Draws the same idea again with another seed. */
export const again = callback('gen.again', { orderId: id<OrderId>() });
/** Draws with the same seed and a slightly varied prompt. */
export const similar = callback('gen.similar', { orderId: id<OrderId>() });
/** Shows how the pictures were drawn, and what else can be made of the same seed. */
export const showDetails = callback('gen.details', { orderId: id<OrderId>() });
/** The same words and the same seed in another format. */
export const reframe = callback('gen.reframe', { orderId: id<OrderId>(), aspectRatio: oneOf(ASPECT_RATIOS) });
/** Another idea from the same seed. */
export const keepSeed = callback('gen.seed', { orderId: id<OrderId>() });
/** Shows the prompt that the model was given, to copy or to change it. */
export const showPrompt = callback('gen.prompt', { orderId: id<OrderId>() });
/** Sends the pictures as files, as they were drawn. */
export const originals = callback('gen.files', { orderId: id<OrderId>() });
export const deletePictures = callback('gen.delete', { orderId: id<OrderId>() });
export const deletePicturesSurely = callback('gen.delete.yes', { orderId: id<OrderId>() });
/** Asks which pictures to mark; marks an only one at once. */
export const markPictures = callback('gen.mark', { orderId: id<OrderId>(), mark: oneOf(PICTURE_MARKS) });
export const markPicture = callback('gen.mark.one', {
  orderId: id<OrderId>(),
  mark: oneOf(PICTURE_MARKS),
  position: count(),
  isOn: oneOf(['off', 'on']),
});
/** Leads from a question back to what can be done with the pictures. */
export const toResult = callback('gen.result', { orderId: id<OrderId>() });

/** More like a picture of «Мои файлы». */
export const drawSimilar = fileUse(
  inEveryLanguage(generateTexts, (t) => t.useDrawSimilar),
  (label, { orderId }) => similar.button(label, { orderId }),
);
