import type { Language } from '@aisha/domain';
import type { SpeakerNames } from '@aisha/kinds';
import { transcribeTexts } from '@aisha/words';

/**
 * The name of a speaker in files, documents and answers: the person's name for them, or, as in the bot, one made of the
 * model's label.
 */
export const calledIn = (language: Language, names: SpeakerNames, label: string): string =>
  names[label] ?? transcribeTexts[language].voice({ label });
