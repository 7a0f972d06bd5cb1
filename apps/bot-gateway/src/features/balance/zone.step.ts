import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { SpendingReader } from '@aisha/database/billing';
import type { Language } from '@aisha/domain';
import { inEveryLanguage, timeZoneTexts } from '@aisha/words';
import {
  type Button,
  type Calendar,
  calendarFor,
  callback,
  clockText,
  oneOf,
  rowsOf,
  send,
  toMenu,
} from '../../engine/conversation';
import { openLanguage } from '../../callbacks/menu.callbacks';
import { goTo, loading, stay } from './balance.draft';
import { livesIn } from './time-zone.store';

/** A city for each time zone that the bot offers. Buttons carry the index, so new zones are only appended. */
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

type TimeZone = keyof typeof PLACES;
const TIME_ZONES = Object.keys(PLACES) as TimeZone[];

/** The zones that the bot offers in each language, from west to east: those where speakers of the language most likely are. */
const OFFERED = inEveryLanguage(timeZoneTexts, (t) => t.offered.split(' ') as readonly TimeZone[]);

/** The city of a time zone: «Москва». For a zone that the bot does not offer, the zone's own name. */
export const placeOf = ({ language, timeZone }: Calendar): string =>
  PLACES[timeZone as TimeZone]?.[language] ?? timeZone;

const pickZone = callback('bal.zone.is', { timeZone: oneOf(TIME_ZONES) });
const back = callback('bal.zone.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => ({
  calendar: await calendarFor(readers, person),
  hasLimit: (await readers.of(SpendingReader).setting(person.userId)) !== null,
  now,
}));

/** Asks "What time is it where you are?". Each city shows its own time, so that the person need not calculate. */
export const zoneStep = step({
  screen: ({ inSettings }, t, { calendar, now }) => {
    const zones = OFFERED[calendar.language].map((timeZone): Button => {
      const there = { ...calendar, timeZone };
      const label = t.zone({
        place: placeOf(there),
        clock: clockText(now, there),
        isChosen: timeZone === calendar.timeZone,
      });
      return pickZone.button(label, { timeZone });
    });
    const way = inSettings ? openLanguage.button(t.backToSettings, {}) : back.button(t.backToHistory, {});
    return { text: t.chooseZone, buttons: [...rowsOf(zones, 2), [way, toMenu.button(t.menu, {})]] };
  },
  actions: [
    // A person who came from the settings stays here and sees the mark at the chosen zone; a person who came from the history sees the
    // history with its times in that zone.
    on(pickZone, (draft, { timeZone }, { t, person: { userId }, data: { calendar, hasLimit } }) => {
      // If the person has a spending setting, the bot tells billing the time zone, too, because billing counts a limit by days of that zone.
      const day = message(billingInbox, 'set-spending', { userId, timeZone, limit: null, remindBelow: null });
      const change = [livesIn(timeZone), ...(hasLimit ? [send(day)] : [])];
      return draft.inSettings
        ? stay(draft, t.zoneChosen({ place: placeOf({ ...calendar, timeZone }) }), ...change)
        : goTo('history', draft, ...change);
    }),
    on(back, (draft) => goTo('history', draft)),
  ],
});
