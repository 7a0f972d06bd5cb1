import { message, type Payload } from '@aisha/contracts';
import { billingInbox, type SetSpending } from '@aisha/contracts/billing';
import { SpendingReader } from '@aisha/database/billing';
import { credits, SPENDING_AT_MOST, type CentiCredits } from '@aisha/domain';
import { spendingTexts } from '@aisha/words';
import { calendarFor, callback, dayText, finish, flowKit, joined, send, toMenu } from '../../engine/conversation';
import { openBalance } from '../../callbacks/balance.callbacks';

export const { loading, goTo, stay, flow } = flowKit<object, 'overview' | 'limit' | 'reminder'>()(spendingTexts);

const askLimit = callback('spend.limit', {});
const noLimit = callback('spend.free', {});
const askReminder = callback('spend.remind', {});
const noReminder = callback('spend.quiet', {});
const back = callback('spend.back', {});

const { step, on, onText } = loading(async (readers, _, { person, now }) => {
  const calendar = await calendarFor(readers, person);
  return { ...(await readers.of(SpendingReader).of(person.userId, now, calendar.timeZone)), calendar, now };
});

type Asked = Partial<Pick<Payload<SetSpending>, 'setsLimit' | 'limit' | 'setsReminder' | 'remindBelow'>>;

const set = (userId: SetSpending['userId'], timeZone: string, asked: Asked) =>
  send(message(billingInbox, 'set-spending', { userId, timeZone, limit: null, remindBelow: null, ...asked }));

/**
 * The whole number of credits in a typed text; undefined for anything else, for zero, and for a number so large that it must be a mistake.
 */
const creditsIn = (text: string): CentiCredits | undefined => {
  const [, digits] = /^(\d{1,9})$/.exec(text.replaceAll(/[\s ]/g, '')) ?? [];
  const whole = Number(digits);
  return digits !== undefined && whole >= 1 && whole <= SPENDING_AT_MOST ? credits(whole) : undefined;
};

/** Shows the person's own limit, how much of it is spent today, and the reminder. */
export const overviewStep = step({
  screen: (_, t, { limit, limitNow, remindBelow, spentToday, timeZone, calendar, now }) => {
    const { next } = limit;
    const day = (at: Date) => dayText(at, { ...calendar, timeZone });
    const isToCome = next !== null && next.from > now;
    return {
      text: joined(
        [
          t.title,
          limitNow === null ? t.noLimit : t.limit({ limit: limitNow, spent: spentToday }),
          isToCome &&
            (next.aDay === null
              ? t.noLimitFrom({ from: day(next.from) })
              : t.limitFrom({ limit: next.aDay, from: day(next.from) })),
          remindBelow === null ? t.noReminder : t.reminder({ threshold: remindBelow }),
        ],
        '\n\n',
      ),
      buttons: [
        [askLimit.button(limitNow === null ? t.setLimit : t.changeLimit, {})],
        ...(limitNow === null ? [] : [[noLimit.button(t.dropLimit, {})]]),
        [askReminder.button(remindBelow === null ? t.setReminder : t.changeReminder, {})],
        ...(remindBelow === null ? [] : [[noReminder.button(t.dropReminder, {})]]),
        [openBalance.button(t.balance, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(askLimit, (draft) => goTo('limit', draft)),
    on(askReminder, (draft) => goTo('reminder', draft)),
    on(noLimit, (_draft, _, { person: { userId }, data: { calendar }, t }) =>
      finish(t.dropped, set(userId, calendar.timeZone, { setsLimit: true })),
    ),
    on(noReminder, (_draft, _, { person: { userId }, data: { calendar }, t }) =>
      finish(t.quiet, set(userId, calendar.timeZone, { setsReminder: true })),
    ),
  ],
});

/**
 * Asks how many credits a day may be spent. Then says whether the new limit applies at once: a limit that is higher than the present one
 * does not.
 */
export const limitStep = step({
  screen: (_, t) => ({ text: t.askLimit({ most: SPENDING_AT_MOST }), buttons: [[back.button(t.back, {})]] }),
  actions: [
    onText((draft, text, { person: { userId }, data: { calendar, limitNow }, t }) => {
      const asked = creditsIn(text);
      if (asked === undefined) return stay(draft, t.notUnderstood({ most: SPENDING_AT_MOST }));
      const isAtOnce = limitNow === null || asked <= limitNow;
      const change = set(userId, calendar.timeZone, { setsLimit: true, limit: asked.toString() });
      return finish(t.limitSet({ limit: asked, isAtOnce }), change);
    }),
    on(back, (draft) => goTo('overview', draft)),
  ],
});

/** Asks for the number of credits below which the person wants a reminder. */
export const reminderStep = step({
  screen: (_, t) => ({ text: t.askReminder({ most: SPENDING_AT_MOST }), buttons: [[back.button(t.back, {})]] }),
  actions: [
    onText((draft, text, { person: { userId }, data: { calendar }, t }) => {
      const asked = creditsIn(text);
      if (asked === undefined) return stay(draft, t.notUnderstood({ most: SPENDING_AT_MOST }));
      const change = set(userId, calendar.timeZone, { setsReminder: true, remindBelow: asked.toString() });
      return finish(t.reminderSet({ threshold: asked }), change);
    }),
    on(back, (draft) => goTo('overview', draft)),
  ],
});
