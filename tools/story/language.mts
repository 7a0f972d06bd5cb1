import type { StoryLanguage } from './words.mts';

/**
 * The language of a story: the one asked for, else the terminal's, else Russian, the bot's first. Undefined if no story
 * has the language asked for.
 */
export const storyLanguage = (asked: string | undefined, env: NodeJS.ProcessEnv): StoryLanguage | undefined => {
  if (asked !== undefined) return asked === 'ru' || asked === 'en' ? asked : undefined;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^($|C\b|POSIX\b|ru)/.test(locale) ? 'ru' : 'en';
};
