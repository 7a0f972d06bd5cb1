import { inEveryLanguage, timeZoneTexts } from '@aisha/words';
import type { Language } from '@aisha/domain';
import type { Calendar } from '../../engine/conversation';

/** A city for each time zone that is offered. Buttons carry the index, so we only append. */
const PLACES = {
  UTC: inEveryLanguage(timeZoneTexts, (t) => t.uTC),
  'Europe/Kaliningrad': inEveryLanguage(timeZoneTexts, (t) => t.kaliningrad),
  'Europe/Moscow': inEveryLanguage(timeZoneTexts, (t) => t.moscow),
  'Europe/Samara': inEveryLanguage(timeZoneTexts, (t) => t.samara),
  'Asia/Yekaterinburg': inEveryLanguage(timeZoneTexts, (t) => t.yekaterinburg),
  'Asia/Omsk': inEveryLanguage(timeZoneTexts, (t) => t.omsk),
  'Asia/Novosibirsk': inEveryLanguage(timeZoneTexts, (t) => t.novosibirsk),
  'Asia/Irkutsk': inEveryLanguage(timeZoneTexts, (t) => t.irkutsk),
  'Asia/Yakutsk': inEveryLanguage(timeZoneTexts, (t) => t.yakutsk),
  'Asia/Vladivostok': inEveryLanguage(timeZoneTexts, (t) => t.vladivostok),
  'Asia/Kamchatka': inEveryLanguage(timeZoneTexts, (t) => t.kamchatka),
  'Europe/London': inEveryLanguage(timeZoneTexts, (t) => t.london),
  'Europe/Berlin': inEveryLanguage(timeZoneTexts, (t) => t.berlin),
  'Asia/Dubai': inEveryLanguage(timeZoneTexts, (t) => t.dubai),
  'Asia/Kolkata': inEveryLanguage(timeZoneTexts, (t) => t.kolkata),
  'Asia/Singapore': inEveryLanguage(timeZoneTexts, (t) => t.singapore),
  'Asia/Tokyo': inEveryLanguage(timeZoneTexts, (t) => t.tokyo),
  'Australia/Sydney': inEveryLanguage(timeZoneTexts, (t) => t.sydney),
  'America/New_York': inEveryLanguage(timeZoneTexts, (t) => t.newYork),
  'America/Chicago': inEveryLanguage(timeZoneTexts, (t) => t.chicago),
  'America/Los_Angeles': inEveryLanguage(timeZoneTexts, (t) => t.losAngeles),
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type TimeZone = keyof typeof PLACES;
export const TIME_ZONES = Object.keys(PLACES) as TimeZone[];

/** The zones from west to east, those where readers of the language are likeliest to be. */
export const OFFERED = inEveryLanguage(timeZoneTexts, (t) => t.offered.split(' ') as readonly TimeZone[]);

/** «Москва»: the city of a time zone; the zone's own name when it is none of ours. */
export const placeOf = ({ language, timeZone }: Calendar): string =>
  PLACES[timeZone as TimeZone]?.[language] ?? timeZone;
