import type { Language } from '@aisha/domain';
import type { DeliveredSpeech } from '@aisha/kinds/tables';
import { speechTexts } from '@aisha/words';
import { voiceOf, type Content } from '../../engine/deliveries/content';

/** A voice message, with the beginning of the text. */
export const deliveredSpeech = (
  voice: string,
  { title, duration }: Pick<DeliveredSpeech, 'title' | 'duration'>,
  language: Language,
): Content => {
  const t = speechTexts[language];
  return voiceOf(voice, t.voiceFile, t.caption({ title }), duration);
};
