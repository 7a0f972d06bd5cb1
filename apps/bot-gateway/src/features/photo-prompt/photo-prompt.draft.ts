import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import type { PhotoId, PhotoIdeaRefusal } from '@aisha/domain';
import { flowKit, type IncomingFile } from '../../engine/conversation';
import { photoPromptTexts } from '@aisha/words';

/** A picture that a person wants to be drawn like. Only Telegram keeps it: the draft knows by which name. */
export interface PhotoPromptDraft {
  /** Photos that were sent before the person said what for. */
  readonly files?: readonly IncomingFile[];
  /** The picture that is being described, or whose description failed. */
  readonly file?: IncomingFile;
  /** The id of one description of it. */
  readonly photoId?: PhotoId;
  readonly refusal?: PhotoIdeaRefusal;
  readonly idea?: PhotoIdea;
}

export const { loading, step, on, onPhoto, onFile, onText, goTo, stay, flow } = flowKit<
  PhotoPromptDraft,
  'photo' | 'which' | 'looking' | 'described'
>()(photoPromptTexts);
