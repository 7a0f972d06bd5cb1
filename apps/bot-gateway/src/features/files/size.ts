import type { Language } from '@aisha/domain';

const KB = 1024;
const UNITS: Readonly<Record<Language, readonly string[]>> = {
  ru: ['КБ', 'МБ', 'ГБ'],
  en: ['KB', 'MB', 'GB'],
};

/** «1 КБ», «12 МБ», «1,5 ГБ»: never nothing. */
export const sizeText = (bytes: number, language: Language): string => {
  let [amount, unit] = [bytes / KB, 0];
  while (amount >= KB && unit < 2) [amount, unit] = [amount / KB, unit + 1];
  const shown = Math.max(1, amount).toLocaleString(language, {
    maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0,
  });
  return `${shown} ${UNITS[language][unit]}`;
};
