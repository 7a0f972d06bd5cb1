import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import type { PhotoId, PhotoIdeaRefusal } from '@aisha/domain';
import { flowKit, type IncomingFile } from '../../engine/conversation';
import { photoPromptTexts } from '@aisha/words';

/**
 * The draft of a person who wants to be drawn as in a picture. Of the picture itself it keeps only the id at Telegram, or the place in our
 * storage.
 */
export interface PhotoPromptDraft {
  /** Photos that the person sent before saying what they are for. */
  readonly files?: readonly IncomingFile[];
  /** The picture that is being described, or whose description failed. */
  readonly file?: IncomingFile;
  /** The id of one description of the picture; each attempt has its own. */
  readonly photoId?: PhotoId;
  readonly refusal?: PhotoIdeaRefusal;
  readonly idea?: PhotoIdea;
}

export const { loading, step, on, onPhoto, onFile, onText, goTo, stay, flow } = flowKit<
  PhotoPromptDraft,
  'photo' | 'which' | 'looking' | 'described'
>()(photoPromptTexts);
