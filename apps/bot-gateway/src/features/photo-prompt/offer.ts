import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import type { Language, PhotoId } from '@aisha/domain';
import type { DraftKey, Elsewhere } from '../../engine/conversation';
import { offerIdea } from '../generate/generate.callbacks';

export const PHOTO_PROMPT = 'photo-prompt';

/** The draft of one description. */
export const keyOf = (photoId: PhotoId): DraftKey => ({ flow: PHOTO_PROMPT, about: photoId });

/** Leads from the idea of a photo to what it costs to draw it. */
export const offerOf = (
  photoId: PhotoId,
  { russian, english, aspectRatio }: PhotoIdea,
  language: Language,
): Elsewhere => offerIdea({ idea: language === 'ru' ? russian : english, english, aspectRatio }, keyOf(photoId));
