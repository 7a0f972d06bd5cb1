import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { StatementReader } from '@aisha/database/billing';
import { FileBudgetReader } from '@aisha/database/bot';
import { statementTexts } from '@aisha/words';
import {
  type Button,
  calendarFor,
  callback,
  count,
  feature,
  type Feature,
  flowKit,
  onButton,
  open,
  rowsOf,
  send,
  toMenu,
} from '../../engine/conversation';
import { openHistory } from '../../callbacks/balance.callbacks';
import { openStatement } from '../../callbacks/statement.callbacks';
import { placeOf } from '../balance/zone.step';
import { monthText, STATEMENTS } from './statement-files';

interface StatementDraft {
  /** How many of the newest months are on earlier pages. */
  readonly skipped: number;
}

const { loading, flow, stay } = flowKit<StatementDraft, 'months'>()(statementTexts);

/** How many months a page lists, and how many of them a row has. */
const [PAGE, ROW] = [12, 2];

/** The month as one number, which is short enough for a button. */
const pick = callback('stmt.month', { month: count() });
const older = callback('stmt.older', {});
const newest = callback('stmt.newest', {});

const MONTHS = 12;
const numberOf = (month: string): number => Number(month.slice(0, 4)) * MONTHS + Number(month.slice(5)) - 1;
const monthOf = (number: number): string =>
  `${String(Math.floor(number / MONTHS)).padStart(4, '0')}-${String((number % MONTHS) + 1).padStart(2, '0')}`;

const { step, on } = loading(async (readers, _, { person, now }) => {
  const calendar = await calendarFor(readers, person);
  const months = await readers.of(StatementReader).months(person.userId, calendar.timeZone);
  const budget = await readers.of(FileBudgetReader).statements(person.userId, now);
  return { calendar, months, used: budget?.used ?? 0 };
});

/** Asks which month. A tap makes its statement, which comes as two files. */
const monthsStep = step({
  screen: ({ skipped }, t, { calendar, months }) => {
    const shown = months.slice(skipped, skipped + PAGE);
    const buttons = shown.map((month): Button =>
      pick.button(monthText(month, calendar.language), { month: numberOf(month) }),
    );
    return {
      text: shown.length === 0 ? t.noMonths : t.chooseMonth({ place: placeOf(calendar) }),
      buttons: [
        ...rowsOf(buttons, ROW),
        [
          ...(skipped > 0 ? [newest.button(t.newest, {})] : []),
          ...(months.length > skipped + PAGE ? [older.button(t.older, {})] : []),
        ],
        [openHistory.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(pick, (draft, { month: number }, { data: { months, used }, person: { userId }, newId, t }) => {
      const month = monthOf(number);
      if (!months.includes(month)) return stay(draft);
      if (used >= STATEMENTS.aDay) return stay(draft, t.enoughToday({ aDay: STATEMENTS.aDay }));
      const statementId = newId<string>();
      return stay(draft, t.making, send(message(botGatewayInbox, 'make-statement', { userId, statementId, month })));
    }),
    on(older, ({ skipped }) => stay({ skipped: skipped + PAGE })),
    on(newest, () => stay({ skipped: 0 })),
  ],
});

const statementFlow = flow({
  name: 'statement',
  version: 1,
  first: 'months',
  begin: () => ({ skipped: 0 }),
  steps: { months: monthsStep },
});

/** «Выписка за месяц»: a person's credits in a month, as a file to read and a file to calculate with. */
export const statementFeature: Feature<never> = feature({
  flows: [statementFlow],
  actions: [onButton(openStatement, () => open(statementFlow))],
});
