import type { KeptFile } from '@aisha/database/files';
import type { Language, PictureId } from '@aisha/domain';
import type { CallbackButton } from '../../../engine/conversation';
import { openDocument } from '../../document/document.callbacks';
import { similar } from '../../generate/generate.callbacks';
import { describeKept } from '../../photo-prompt/photo-prompt.callbacks';
import { restoreKept } from '../../restore/restore.callbacks';
import { openSpeechOf, speakKept } from '../../speech/speech.callbacks';
import { showTranscript, transcribeKept } from '../../transcribe/transcribe.callbacks';
import { upscalePicture } from '../../upscale/upscale.callbacks';

/** What a file can become next: the button that leads there. */
export type FileUse = (file: KeptFile, language: Language) => CallbackButton;

const use =
  (words: Readonly<Record<Language, string>>, button: (label: string, file: KeptFile) => CallbackButton): FileUse =>
  (file, language) =>
    button(words[language], file);

export const enlarge = use({ ru: '✨ Улучшить', en: '✨ Upscale' }, (label, { orderId, id }) =>
  upscalePicture.button(label, { orderId, pictureId: id as PictureId }),
);
export const drawSimilar = use({ ru: '🎲 Похожее', en: '🎲 Similar' }, (label, { orderId }) =>
  similar.button(label, { orderId }),
);
export const drawLikeIt = use({ ru: '🖼️ Промпт по фото', en: '🖼️ Prompt from a photo' }, (label, { kind, id }) =>
  describeKept.button(label, { kind, id }),
);
export const sharpen = use({ ru: '📷 Сделать чётким', en: '📷 Make it sharp' }, (label, { kind, id }) =>
  restoreKept.button(label, { kind, id }),
);
export const writeDown = use({ ru: '🎙️ Голос в текст', en: '🎙️ Voice to text' }, (label, { kind, id }) =>
  transcribeKept.button(label, { kind, id }),
);
export const openText = use({ ru: '📝 Расшифровка', en: '📝 Transcript' }, (label, { orderId }) =>
  showTranscript.button(label, { orderId }),
);
export const makeDocument = use({ ru: '📑 Сделать документ', en: '📑 Make a document' }, (label, { orderId }) =>
  openDocument.button(label, { transcriptId: orderId }),
);
export const readTranscript = use({ ru: '🔊 Озвучить', en: '🔊 Read aloud' }, (label, { orderId }) =>
  openSpeechOf.button(label, { orderId }),
);
export const readAloud = use({ ru: '🔊 Озвучить', en: '🔊 Read aloud' }, (label, { kind, id }) =>
  speakKept.button(label, { kind, id }),
);
