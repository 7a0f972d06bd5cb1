import type { StoryLanguage } from './words.mts';

/**
 * The language of a story. Undefined if another language than Russian or English is asked for. If no language is asked for, the terminal
 * decides: Russian when its language is Russian or not set, otherwise English.
 */
export const storyLanguage = (asked: string | undefined, env: NodeJS.ProcessEnv): StoryLanguage | undefined => {
  if (asked !== undefined) return asked === 'ru' || asked === 'en' ? asked : undefined;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^($|C\b|POSIX\b|ru)/.test(locale) ? 'ru' : 'en';
};
