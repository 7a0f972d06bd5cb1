import type { Language } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { beginningOf } from '../../engine/conversation';
import { albumsOf, type Content } from '../../engine/deliveries/content';
import { generateTexts } from '@aisha/words';

/** A caption holds 1024 characters; a name of 50, the frame and escaping leave this for the idea. */
const CAPTION_PROMPT = 700;

/** The pictures as an album with the idea, a photo session's as two if they are many. */
export const deliveredPictures = (
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
    }, // each look of a session has its own
  );
  return albumsOf(files, caption);
};
