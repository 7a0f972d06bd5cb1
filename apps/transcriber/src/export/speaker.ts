import type { Language } from '@aisha/domain';
import type { SpeakerNames } from '@aisha/kinds';
import { transcribeTexts } from '@aisha/words';

/**
 * The name of a speaker in files, documents and answers: the name that the person gave, or else a name made from the model's label, as in
 * the bot.
 */
export const calledIn = (language: Language, names: SpeakerNames, label: string): string =>
  names[label] ?? transcribeTexts[language].voice({ label });
