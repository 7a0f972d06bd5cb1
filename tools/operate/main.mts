/**
 * The commands for operators, inside an image: `kubectl exec deploy/billing -- aisha dead-letters --json`. In a checkout each is
 * `npm run <command>` too, beside a running product.
 */
import { called } from './command/command-line.mts';

interface Command {
  readonly does: string;
  readonly run: () => Promise<unknown>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  status: { does: 'what is wrong, what people notice of it, what to do', run: () => import('./status.mts') },
  orders: {
    does: 'orders that have not ended; the story of one, its cancel or retry',
    run: () => import('./orders.mts'),
  },
  person: { does: 'finds a person: what they have, paid and ordered', run: () => import('./person.mts') },
  support: { does: 'what people wrote to support: list, show, answer, close', run: () => import('./support.mts') },
  broadcast: {
    does: 'a message to all people or a part: draft, preview, start, pause',
    run: () => import('./broadcast.mts'),
  },
  ban: { does: 'bans a person until a date or for ever, with a reason', run: () => import('./ban.mts') },
  unban: { does: 'lets a banned person in again', run: () => import('./unban.mts') },
  acts: { does: 'what operators did and why', run: () => import('./acts.mts') },
  avatars: { does: 'avatars by state, trainings that do not end, drafts left', run: () => import('./avatars.mts') },
  database: { does: 'size, connections, old transactions, migrations', run: () => import('./database.mts') },
  storage: {
    does: 'files of no row, rows whose file is not there; the class of models',
    run: () => import('./storage.mts'),
  },
  queue: { does: 'what waits in the queues; pause, resume, concurrency', run: () => import('./queue.mts') },
  costs: { does: 'what models cost and bring; prices by their floors; bills', run: () => import('./costs.mts') },
  statement: {
    does: "a month of a person, or the owner's: as CSV, JSON or PDF",
    run: () => import('./statement.mts'),
  },
  prices: { does: 'prices beside their floors; sets one, never below', run: () => import('./prices.mts') },
  packs: { does: 'packs of credits and discounts: list, add, retire', run: () => import('./packs.mts') },
  promo: { does: 'promo codes: list, make, end', run: () => import('./promo.mts') },
  allowances: {
    does: 'what people get for nothing: list, set from a date on',
    run: () => import('./allowances.mts'),
  },
  plans: { does: 'monthly plans in Stars: list, add, retire', run: () => import('./plans.mts') },
  retention: { does: 'how long files and unused avatars are kept; sets it', run: () => import('./retention.mts') },
  'check-ledger': { does: 'whether the money adds up', run: () => import('./check-ledger.mts') },
  'dead-letters': { does: 'messages that were given up: list, retry, drop', run: () => import('./dead-letters.mts') },
  undelivered: { does: 'results that Telegram refused: list, retry, drop', run: () => import('./undelivered.mts') },
  reports: {
    does: 'misused faces and pictures: list, show, stop an avatar, close',
    run: () => import('./reports.mts'),
  },
  'refund-payment': {
    does: 'Stars back that bought nothing, or whose credits are unspent; returns of cards',
    run: () => import('./refund-payment.mts'),
  },
  'reconcile-payments': {
    does: "our payments beside Telegram's list, or a card provider's report",
    run: () => import('./reconcile-payments.mts'),
  },
  'confirm-payment': {
    does: "a payment by card believed by the provider's report",
    run: () => import('./confirm-payment.mts'),
  },
  erase: { does: 'everything about a person deleted, who asked for it', run: () => import('./erase.mts') },
  export: { does: "a person's data, sent into their chat", run: () => import('./export.mts') },
  'give-credits': { does: 'credits for a person, once per key', run: () => import('./give-credits.mts') },
  backup: { does: 'rows and files into a bucket, encrypted, or a folder', run: () => import('./backup.mts') },
  restore: {
    does: 'rows and files of a backup into an empty database and storage',
    run: () => import('./restore.mts'),
  },
  migrate: { does: 'the newest schema, before a rollout', run: () => import('./migrate.mts') },
};

const [, , name = '--help'] = process.argv;
const command = COMMANDS[name];
if (command) {
  process.argv.splice(2, 1);
  try {
    await command.run();
  } catch (error) {
    // Prints one sentence: the stack of a driver says nothing to an operator.
    const { message, code } = error as Error & { code?: string };
    console.error(`${name}: ${message || code || 'failed'}`);
    process.exitCode = 1;
  }
} else {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
  const lines = Object.entries(COMMANDS).map(([one, { does }]) => `  ${one.padEnd(width)}  ${does}`);
  console.log(`${name === '--help' ? '' : `${name}: no such command\n`}${called('<command>')}\n${lines.join('\n')}`);
  process.exitCode = name === '--help' ? 0 : 1;
}
