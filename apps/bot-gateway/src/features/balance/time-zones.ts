import type { Language } from '@aisha/domain';
import type { Calendar } from '../../engine/conversation';

/** A city for each time zone that is offered. Buttons carry the index, so we only append. */
const PLACES = {
  UTC: { ru: 'UTC', en: 'UTC' },
  'Europe/Kaliningrad': { ru: 'Калининград', en: 'Kaliningrad' },
  'Europe/Moscow': { ru: 'Москва', en: 'Moscow' },
  'Europe/Samara': { ru: 'Самара', en: 'Samara' },
  'Asia/Yekaterinburg': { ru: 'Екатеринбург', en: 'Yekaterinburg' },
  'Asia/Omsk': { ru: 'Омск', en: 'Omsk' },
  'Asia/Novosibirsk': { ru: 'Новосибирск', en: 'Novosibirsk' },
  'Asia/Irkutsk': { ru: 'Иркутск', en: 'Irkutsk' },
  'Asia/Yakutsk': { ru: 'Якутск', en: 'Yakutsk' },
  'Asia/Vladivostok': { ru: 'Владивосток', en: 'Vladivostok' },
  'Asia/Kamchatka': { ru: 'Камчатка', en: 'Kamchatka' },
  'Europe/London': { ru: 'Лондон', en: 'London' },
  'Europe/Berlin': { ru: 'Берлин', en: 'Berlin' },
  'Asia/Dubai': { ru: 'Дубай', en: 'Dubai' },
  'Asia/Kolkata': { ru: 'Дели', en: 'Delhi' },
  'Asia/Singapore': { ru: 'Сингапур', en: 'Singapore' },
  'Asia/Tokyo': { ru: 'Токио', en: 'Tokyo' },
  'Australia/Sydney': { ru: 'Сидней', en: 'Sydney' },
  'America/New_York': { ru: 'Нью-Йорк', en: 'New York' },
  'America/Chicago': { ru: 'Чикаго', en: 'Chicago' },
  'America/Los_Angeles': { ru: 'Лос-Анджелес', en: 'Los Angeles' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type TimeZone = keyof typeof PLACES;
export const TIME_ZONES = Object.keys(PLACES) as TimeZone[];

/** The zones from west to east, those where readers of the language are likeliest to be. */
export const OFFERED: Readonly<Record<Language, readonly TimeZone[]>> = {
  ru: [
    'Europe/Berlin',
    'Europe/Kaliningrad',
    'Europe/Moscow',
    'Europe/Samara',
    'Asia/Yekaterinburg',
    'Asia/Omsk',
    'Asia/Novosibirsk',
    'Asia/Irkutsk',
    'Asia/Yakutsk',
    'Asia/Vladivostok',
    'Asia/Kamchatka',
    'UTC',
  ],
  en: [
    'America/Los_Angeles',
    'America/Chicago',
    'America/New_York',
    'UTC',
    'Europe/London',
    'Europe/Berlin',
    'Europe/Moscow',
    'Asia/Dubai',
    'Asia/Kolkata',
    'Asia/Singapore',
    'Asia/Tokyo',
    'Australia/Sydney',
  ],
};

/** «Москва»: the city of a time zone; the zone's own name when it is none of ours. */
export const placeOf = ({ language, timeZone }: Calendar): string =>
  PLACES[timeZone as TimeZone]?.[language] ?? timeZone;
