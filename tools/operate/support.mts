/**
 * Shows what people wrote to support and answers through the bot. The list shows no words; a ticket shows them to the operator who decides about
 * it. Changes nothing without `--yes`.
 *
 *   npm run support                                 those that wait for an operator, the longest wait first [--all] [--after <page>] [--json]
 *   npm run support -- show <ticket>                what was written, and whose ticket it is [--json]
 *   npm run support -- answer <ticket> --text <words> --operator <name> [--seen <message>] [--reason <words>] [--yes]
 *   npm run support -- close <ticket> --operator <name> --reason <words> [--seen <message>] [--yes]
 *
 * `--seen` is the newest message that the operator has read, as `show` names it. If the person has written more since that message, an answer
 * leaves the ticket in the line, and a closing is refused.
 */
import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { SupportTicketReader, type SupportTicket } from '@aisha/database/bot';
import { parseId, referenceNumber, SUPPORT_WORDS } from '@aisha/domain';
import { actingOperator, asked, byOperator, called, fail } from './command/command-line.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const USAGE = [
  `${called('support')} [--all] [--after <page>] [--json]`,
  `${called('support')} show <ticket> [--json]`,
  `${called('support')} answer <ticket> --text <words> --operator <name> [--seen <message>] [--reason <words>] [--yes]`,
  `${called('support')} close <ticket> --operator <name> --reason <words> [--seen <message>] [--yes]`,
].join('\n');
const LIMIT = 50;

const { words, flags, values } = asked(USAGE, {
  flags: ['all', 'json', 'yes'],
  values: ['after', 'text', 'operator', 'reason', 'seen'],
});
const [action = 'list', named = '', ...rest] = words;
if (rest.length > 0) fail(`${rest.join(' ')}: one at a time\n${USAGE}`);

const url = ownedDatabase();
const database = await Database.connect({ url, role: 'bot', pool: 1 });
const reader = new SupportTicketReader(database);
try {
  const actions: Readonly<Record<string, () => Promise<void>>> = { list, show, answer, close };
  await (actions[action] ?? (() => fail(`${action}: no such action\n${USAGE}`)))();
} finally {
  await database.close();
}

async function list(): Promise<void> {
  const page = await reader.page(flags.all ? 'all' : 'waiting', {
    limit: LIMIT,
    ...(values.after !== undefined && { after: values.after }),
  });
  if (flags.json) return console.log(JSON.stringify(page, null, 2));
  for (const ticket of page.tickets) console.log(lineOf(ticket));
  console.log(page.next === null ? `${page.tickets.length} in all` : `more: --after ${page.next}`);
}

async function show(): Promise<void> {
  const ticket = await ticketNamed();
  const messages = await reader.messages(ticket.id);
  if (flags.json) return console.log(JSON.stringify({ ...ticket, messages }, null, 2));
  console.log(lineOf(ticket));
  // With the indentation, no line of the person's words looks like a line of this command.
  for (const { operator, words: said, createdAt } of messages)
    console.log(`${createdAt.toISOString()}  ${operator ?? 'the person'}:\n    ${said.replaceAll('\n', '\n    ')}`);
  const newest = messages.at(-1);
  if (newest && ticket.closedAt === null) console.log(`answer or close it with --seen ${newest.id}`);
}

async function answer(): Promise<void> {
  const text = values.text?.trim() ?? '';
  if (text.length < 1 || text.length > SUPPORT_WORDS.most)
    fail(`--text: 1 to ${SUPPORT_WORDS.most} characters\n${USAGE}`);
  const by = actingOperator({ reason: 'an answer', ...values }, USAGE) ?? fail(`--operator must be set.\n${USAGE}`);
  const ticket = await ticketNamed();
  await act(
    `answer ${referenceNumber(ticket.id)}`,
    message(botGatewayInbox, 'answer-ticket', { ...by, ticketId: ticket.id, text, ...seen() }),
  );
}

async function close(): Promise<void> {
  const by = byOperator(values, USAGE);
  const ticket = await ticketNamed();
  await act(
    `close ${referenceNumber(ticket.id)}`,
    message(botGatewayInbox, 'close-ticket', { ...by, ticketId: ticket.id, ...seen() }),
  );
}

async function act(what: string, sent: Message): Promise<void> {
  if (!flags.yes) return console.log(`would ${what}\nNothing was changed. Add --yes to do it.`);
  const done = await sentAct(url, sent);
  if (!done) return console.log('told the bot, which does it when it runs; `aisha acts` says what came of it');
  if (done.outcome !== 'done') fail(`refused: ${done.outcome}. Nothing was changed.`);
  console.log(`done: ${what}`);
}

/** The newest message that the operator has read. */
function seen(): { seenMessageId?: string } {
  if (values.seen === undefined) return {};
  return {
    seenMessageId: parseId<string>(values.seen) ?? fail(`--seen ${values.seen}: is no id of a message\n${USAGE}`),
  };
}

async function ticketNamed(): Promise<SupportTicket> {
  return (await reader.find(named)) ?? fail(`${named}: no such ticket`);
}

function lineOf({ id, userId, waitsFor, openedAt, lastAt, closedAt }: SupportTicket): string {
  const stands =
    closedAt === null ? `waits for the ${waitsFor} since ${lastAt.toISOString()}` : `closed ${closedAt.toISOString()}`;
  return `${referenceNumber(id)}  ${id}  of ${userId}  opened ${openedAt.toISOString()}  ${stands}`;
}
