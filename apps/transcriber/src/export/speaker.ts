import type { Language } from '@aisha/domain';
import type { SpeakerNames } from '@aisha/kinds';

const VOICE: Readonly<Record<Language, string>> = { ru: 'Голос', en: 'Voice', de: 'Stimme' };

/** How files, documents and answers call one who speaks: by the person's name for them, or, as the bot does, by the model's label. */
export const calledIn = (language: Language, names: SpeakerNames, label: string): string =>
  names[label] ?? `${VOICE[language]} ${label}`;
