import { pageLanguage, texts } from './texts.js';

/** A Unix time in seconds as hours and minutes. */
export const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(pageLanguage, { hour: 'numeric', minute: '2-digit' });

export const day = (seconds) => {
  const date = new Date(seconds * 1000);
  const age = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (age === 0) return texts.today;
  return age === 1 ? texts.yesterday : date.toLocaleDateString(pageLanguage, { day: 'numeric', month: 'long' });
};

export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

/** A size in bytes in words: «12 КБ», «1,5 МБ». */
export const size = (bytes = 0) => {
  if (bytes < 1024) return texts.size({ unit: 'bytes', count: bytes });
  if (bytes < 2 ** 20) return texts.size({ unit: 'kilobytes', count: Math.round(bytes / 1024) });
  return texts.size({ unit: 'megabytes', count: Math.round((bytes * 10) / 2 ** 20) / 10 });
};

export const price = ({ currency, total_amount: amount }) =>
  currency === 'XTR' ? `${amount} ⭐` : `${(amount / 100).toFixed(2)} ${currency}`;

/** A duration given in seconds, in words: «около 5 мин». */
export const lasting = (seconds) => {
  if (seconds >= 90) return texts.lasts({ unit: 'minutes', count: Math.round(seconds / 60) });
  return texts.lasts(seconds >= 1 ? { unit: 'seconds', count: Math.round(seconds) } : { unit: 'moment', count: 0 });
};
