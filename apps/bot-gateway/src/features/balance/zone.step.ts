import { calendarFor, callback, clockText, oneOf, toMenu, type Button } from '../../engine/conversation';
import { livesIn } from './time-zone.store';
import { openLanguage } from '../menu/menu.callbacks';
import { goTo, loading, stay } from './balance.draft';
import { OFFERED, placeOf, TIME_ZONES } from './time-zones';

const pickZone = callback('bal.zone.is', { timeZone: oneOf(TIME_ZONES) });
const back = callback('bal.zone.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => ({
  calendar: await calendarFor(readers, person),
  now,
}));

/** "What time is it where you are?" Each city shows its own, so that nobody has to count. */
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
    return { text: t.chooseZone, buttons: [...inPairs(zones), [way, toMenu.button(t.menu, {})]] };
  },
  actions: [
    // In the settings the mark moves; the history shows its own times.
    on(pickZone, (draft, { timeZone }, { t, data: { calendar } }) =>
      draft.inSettings
        ? stay(draft, t.zoneChosen({ place: placeOf({ ...calendar, timeZone }) }), livesIn(timeZone))
        : goTo('history', draft, livesIn(timeZone)),
    ),
    on(back, (draft) => goTo('history', draft)),
  ],
});

const inPairs = (buttons: readonly Button[]): Button[][] =>
  buttons.flatMap((button, at) => (at % 2 === 0 ? [[button, ...buttons.slice(at + 1, at + 2)]] : []));
