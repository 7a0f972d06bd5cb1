import type { Language } from '@aisha/domain';
import type { SpeakerNames } from '@aisha/kinds';
import { transcribeTexts } from '@aisha/words';

/** How files, documents and answers call one who speaks: by the person's name for them, or, as the bot does, by the model's label. */
export const calledIn = (language: Language, names: SpeakerNames, label: string): string =>
  names[label] ?? transcribeTexts[language].voice({ label });
