import { called, counted } from '../../command/command-line.mts';
import { finding, toDo, worst, type Seen, type Sign } from './finding.mts';

const LETTERS_WAIT_S = 0;

const REPORT_WAITS_H = 20;

const TICKET_WAITS_H = 24;

/** Open orders end within three hours, and deleting takes minutes. */
const ERASURE_TAKES_H = 6;

const EXPORT_STANDS_H = 2;

/** The bot says that an operator returns the money within days. */
const CARD_RETURN_WAITS_H = 72;

/** Fewer refunds than this in a day are normal. From this number on, refunds that reach a fifth of the purchases are a wave. */
const REFUNDS_AT_LEAST = 5;

const REFUNDS_OF_BOUGHT = 0.2;

export const ordersAreStuck: Sign = ({ database }) => {
  if (!database?.answers || database.stuck.length === 0) return [];
  const [oldest] = database.stuck;
  const { kind, orderId, stands, seconds, stuckBecause } = oldest!;
  const more = database.stuck.length === 1 ? '' : ` and ${database.stuck.length - 1} more`;
  return [
    finding(
      `Order ${orderId} (${kind})${more} stands still: ${stands}, ${seconds} s; ${stuckBecause}.`,
      'they see a card that does not move; their credits are held, and given back at the deadline',
      'stuck-order',
    ),
  ];
};

export const moneyIsWrong: Sign = ({ apps: { instances } }) => {
  const wrong = worst(instances, 'aisha_ledger_violations', 0);
  if (!wrong) return [];
  return [
    toDo(
      `The ledger does not add up: ${wrong.labels['invariant']}.`,
      'a balance may be wrong; nobody is told',
      'check-ledger',
    ),
  ];
};

export const refundsComeInAWave: Sign = ({ database }) => {
  if (!database?.answers || !database.refunds) return [];
  const { refunded, bought } = database.refunds;
  if (refunded < REFUNDS_AT_LEAST || refunded < bought * REFUNDS_OF_BOUGHT) return [];
  return [
    finding(
      `${refunded} payments went back within a day, ${bought} were made.`,
      'their credits are gone; who had spent them has a debt',
      'refund-wave',
    ),
  ];
};

export const rightsAreStuck: Sign = ({ apps: { instances } }) => {
  const erasure = worst(instances, 'aisha_erasures_oldest_hours', ERASURE_TAKES_H);
  const silent = worst(instances, 'aisha_exports_oldest_silent_hours', EXPORT_STANDS_H);
  return [
    ...(erasure
      ? [
          // It may wait for an order, a payment, an app or Telegram: the page says how to see which.
          finding(
            `The deletion of everything about a person has not ended for ${Math.round(erasure.value)} hours.`,
            'the bot does nothing for them meanwhile, and what they want gone is still there',
            'stuck erasure',
          ),
        ]
      : []),
    ...(silent
      ? [
          finding(
            `An export of a person's data has come no further for ${Math.round(silent.value)} hours.`,
            'they wait for archives; they may begin another export',
            'stuck erasure',
          ),
        ]
      : []),
  ];
};

export const operatorsAreAwaited: Sign = ({ apps: { instances } }) => {
  const letters = worst(instances, 'aisha_dead_letters_oldest_seconds', LETTERS_WAIT_S);
  const results = worst(instances, 'aisha_undelivered_results', 0);
  const reports = worst(instances, 'aisha_oldest_open_report_hours', REPORT_WAITS_H);
  const tickets = worst(instances, 'aisha_support_oldest_ticket_hours', TICKET_WAITS_H);
  return [
    ...(letters
      ? [
          toDo(
            `Messages of ${letters.labels['schema']} were given up and wait for a decision.`,
            'those of them with an order were told, and have their credits back',
            'dead-letters',
          ),
        ]
      : []),
    ...(results
      ? [
          toDo(
            `Telegram took ${results.value} results in no form.`,
            'paid, told so, and without the result',
            'undelivered',
          ),
        ]
      : []),
    ...(reports
      ? [
          toDo(
            `A report of a misused face waits ${Math.round(reports.value)} hours.`,
            'they were told that somebody looks within a day',
            'reports',
          ),
        ]
      : []),
    ...(tickets
      ? [
          toDo(
            `A person has waited for support for ${Math.round(tickets.value)} hours.`,
            'they were told that an answer usually comes within a day',
            'support',
          ),
        ]
      : []),
  ];
};

/** What cannot be ordered because its model is gone, as a note: the alert AishaModelEnds leads to what is done then. */
export const offSale = ({ database }: Seen): string[] => {
  const { offers = [] } = (database?.answers && database.offSale) || {};
  return offers.length === 0 ? [] : [`off sale: ${offers.join(', ')}`];
};

/** The payments by card that an operator is to give back by hand, as a note; after some days `cardReturnsAreLate` makes them a fault. */
export const waitingCardReturns = ({ database }: Seen): string[] => {
  const { waiting = 0 } = (database?.answers && database.cardReturns) || {};
  return waiting === 0
    ? []
    : [
        `${counted(waiting, 'payment')} by card ${waiting === 1 ? 'waits' : 'wait'} until you give the money back: ${called('refund-payment')} --open`,
      ];
};

export const cardReturnsAreLate: Sign = ({ database }) => {
  const { waiting = 0, oldestHours = 0 } = (database?.answers && database.cardReturns) || {};
  if (oldestHours <= CARD_RETURN_WAITS_H) return [];
  return [
    toDo(
      `${counted(waiting, 'payment')} by card ${waiting === 1 ? 'waits' : 'wait'} to be given back, the oldest for ${Math.round(oldestHours)} hours; --open lists them.`,
      'their credits are set aside, and they were told that the money comes within days',
      'refund-payment',
    ),
  ];
};
