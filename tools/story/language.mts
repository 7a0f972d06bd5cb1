import type { StoryLanguage } from './words.mts';

/** The language of a story: what was asked for, else the terminal's, else Russian, which the bot speaks first. Undefined if it is neither. */
export const storyLanguage = (asked: string | undefined, env: NodeJS.ProcessEnv): StoryLanguage | undefined => {
  if (asked !== undefined) return asked === 'ru' || asked === 'en' ? asked : undefined;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^($|C\b|POSIX\b|ru)/.test(locale) ? 'ru' : 'en';
};
