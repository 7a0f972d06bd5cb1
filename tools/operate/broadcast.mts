/**
 * Writes a message to all people or a part of them, shows it to its operator, starts, pauses and stops it. At most 30 people a second get
 * it, each once, even when a process dies meanwhile; whoever turned news off does not get it. Changes nothing without `--yes`.
 *
 *   npm run broadcast                            the newest, and how many people each has reached [--json]
 *   npm run broadcast -- show <id>               its words, and how many people its segment has now [--json]
 *   npm run broadcast -- draft --ru <words> --en <words> [--de <words>] [--url <https> --button-ru <words> --button-en <words>]
 *                              [--paid] [--idle-days <days>] [--language <ru|en|de>] [--id <a draft that changes>] --operator … --reason …
 *   npm run broadcast -- preview <id> --to <person>          --operator … --reason … [--yes]
 *   npm run broadcast -- start <id> [--at <date>]            --operator … --reason … [--yes]   also after a pause
 *   npm run broadcast -- pause|stop <id>                     --operator … --reason … [--yes]
 */
import { message, parsePayload, type Message } from '@aisha/contracts';
import { botGatewayInbox, DraftBroadcast } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { BroadcastReader, type Broadcast, linkOf } from '@aisha/database/bot';
import {
  BROADCAST_ACTIONS,
  BROADCAST_BUTTON_AT_MOST,
  BROADCAST_TEXT_AT_MOST,
  LANGUAGES,
  parseId,
  type BroadcastAction,
  type Language,
  type Segment,
} from '@aisha/domain';
import { newId } from '@aisha/platform';
import { asked, byOperator, called, counted, fail, toCome } from './command/command-line.mts';
import { namedPerson } from './named-person.mts';
import { ownedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

/** How much of a text the list shows, in characters. */
const BEGINNING = 60;
const WHO = '--operator <name> --reason <words> [--yes]';
const USAGE = [
  `${called('broadcast')} [--json]`,
  `${called('broadcast')} show <id> [--json]`,
  `${called('broadcast')} draft --ru <words> --en <words> [--url <https> --button-ru <words> --button-en <words>] [--paid] [--idle-days <days>] [--language <code>] [--id <id>] ${WHO}`,
  `${called('broadcast')} preview <id> --to <person> ${WHO}`,
  `${called('broadcast')} start <id> [--at <date>] ${WHO}`,
  `${called('broadcast')} pause|stop <id> ${WHO}`,
].join('\n');

const { words, flags, values } = asked(USAGE, {
  flags: ['json', 'yes', 'paid'],
  values: [
    ...['ru', 'en', 'de', 'button-ru', 'button-en', 'button-de'],
    ...['url', 'idle-days', 'language', 'id', 'to', 'at', 'operator', 'reason'],
  ],
});
const [action = 'list', named = '', ...rest] = words;
if (rest.length > 0) fail(`${rest.join(' ')}: one at a time\n${USAGE}`);

const url = ownedDatabase();
const database = await Database.connect({ url, role: 'bot', pool: 1 });
const reader = new BroadcastReader(database);
try {
  if (action === 'list') await list();
  else if (action === 'show') await show();
  else if (action === 'draft') await draft();
  else if (isAction(action)) await operate(action);
  else fail(`${action}: no such action\n${USAGE}`);
} finally {
  await database.close();
}

async function list(): Promise<void> {
  const broadcasts = await reader.list();
  if (flags.json) return console.log(JSON.stringify(broadcasts.map(shown), null, 2));
  for (const broadcast of broadcasts) console.log(`${lineOf(broadcast)}  ${beginningOf(broadcast)}`);
  console.log(broadcasts.length === 0 ? 'none' : `${broadcasts.length} in all`);
}

async function show(): Promise<void> {
  const broadcast = await broadcastNamed();
  const audience = await reader.audience(broadcast.segment);
  if (flags.json)
    return console.log(JSON.stringify({ ...shown(broadcast), url: linkOf(broadcast), audience }, null, 2));
  console.log(`${lineOf(broadcast)}\nits segment has ${counted(audience, 'person', 'people')} now`);
  for (const [language, { text, button }] of Object.entries(broadcast.texts))
    console.log(`${language}: ${text.replaceAll('\n', '\n    ')}${button === undefined ? '' : ` [${button}]`}`);
  const link = linkOf(broadcast);
  if (link !== undefined) console.log(`its button opens ${link}`);
}

async function draft(): Promise<void> {
  const by = byOperator(values, USAGE);
  const texts = LANGUAGES.flatMap((language) => textIn(language));
  if (texts.length === 0) fail(`At least one of ${LANGUAGES.map((language) => `--${language}`).join(', ')}\n${USAGE}`);
  const hasButton = texts.some(({ button }) => button !== undefined);
  if (hasButton !== (values['url'] !== undefined)) fail(`--url goes with the words of its button\n${USAGE}`);
  const broadcastId = draftSaid();
  const segment = segmentSaid();
  const link = values['url'] === undefined ? {} : { url: values['url'] };
  const asks = { ...by, broadcastId, texts, segment, ...link };
  refuseUnreadable(asks);
  const people = `its segment has ${counted(await reader.audience(segment), 'person', 'people')} now`;
  if (!flags.yes) return console.log(`would draft ${broadcastId}; ${people}\nNothing was changed. Add --yes to do it.`);
  await send(message(botGatewayInbox, 'draft-broadcast', asks));
  console.log(`drafted ${broadcastId}; ${people}. Nobody reads it before \`start\`.`);
}

function draftSaid(): string {
  const id = values['id'];
  if (id === undefined) return newId<string>();
  return parseId<string>(id) ?? fail(`--id ${id}: is no id of a draft`);
}

async function operate(wanted: BroadcastAction): Promise<void> {
  const by = byOperator(values, USAGE);
  const { id, segment, state } = await broadcastNamed();
  if ((values['to'] !== undefined) !== (wanted === 'preview')) fail(`--to goes with preview\n${USAGE}`);
  if (values['at'] !== undefined && wanted !== 'start') fail(`--at goes with start\n${USAGE}`);
  const at = values['at'] === undefined ? undefined : toCome('--at', values['at']).toISOString();
  const what = `${wanted} ${id}${at === undefined ? '' : ` at ${at}`}`;
  const people =
    wanted === 'start' ? `; its segment has ${counted(await reader.audience(segment), 'person', 'people')} now` : '';
  const person = values['to'] === undefined ? {} : { userId: (await namedPerson(url, values['to'])).userId };
  if (!flags.yes)
    return console.log(`would ${what}, which is ${state}${people}\nNothing was changed. Add --yes to do it.`);
  const asks = { ...by, broadcastId: id, action: wanted, ...(at !== undefined && { at }), ...person };
  await send(message(botGatewayInbox, 'operate-broadcast', asks));
  console.log(`done: ${what}${people}`);
}

/** Refuses what the bot could not read: it would become a dead letter, and the operator would wait for an answer that never comes. */
function refuseUnreadable(asks: object): void {
  try {
    parsePayload(DraftBroadcast, asks);
  } catch (error) {
    const { fields } = (error as { facts: { fields: string } }).facts;
    fail(fields === 'url' ? `--url: must be an https address` : `${fields}: is not what a broadcast may have`);
  }
}

/** Sends the act. The command ends when the bot does not answer in time, or answers anything but `done`. */
async function send(act: Message): Promise<void> {
  const done = await sentAct(url, act);
  if (!done) fail('told the bot, which does it when it runs; `aisha acts` says what came of it');
  if (done!.outcome !== 'done') fail(`refused: ${done!.outcome}. Nothing was changed.`);
}

function textIn(language: Language): { language: Language; text: string; button?: string }[] {
  const text = values[language]?.trim();
  const button = values[`button-${language}`]?.trim();
  if (!text) return button ? fail(`--button-${language} goes with --${language}\n${USAGE}`) : [];
  if (text.length > BROADCAST_TEXT_AT_MOST) fail(`--${language}: ${BROADCAST_TEXT_AT_MOST} characters at most`);
  if (button && button.length > BROADCAST_BUTTON_AT_MOST)
    fail(`--button-${language}: ${BROADCAST_BUTTON_AT_MOST} characters at most`);
  return [{ language, text, ...(button && { button }) }];
}

function segmentSaid(): Segment {
  const idleDays = values['idle-days'] === undefined ? undefined : Number(values['idle-days']);
  if (idleDays !== undefined && (!Number.isInteger(idleDays) || idleDays < 1 || idleDays > 3_650))
    fail(`--idle-days: a whole number of days\n${USAGE}`);
  const language = LANGUAGES.find((one) => one === values['language']);
  if (values['language'] !== undefined && !language) fail(`--language: one of ${LANGUAGES.join(', ')}`);
  return {
    ...(flags.paid && { paid: true }),
    ...(idleDays !== undefined && { idleDays }),
    ...(language && { language }),
  };
}

async function broadcastNamed(): Promise<Broadcast> {
  const id = parseId<string>(named) ?? fail(`${named}: which broadcast? By its id.\n${USAGE}`);
  return (await reader.find(id)) ?? fail(`${named}: no such broadcast`);
}

function shown({ id, state, createdAt, texts, segment, beginsAt, reached }: Broadcast) {
  return { id, state, createdAt, texts, segment, beginsAt, reached };
}

function lineOf({ id, state, createdAt, segment, beginsAt, reached }: Broadcast): string {
  const begins = beginsAt === null ? '' : `  begins ${beginsAt.toISOString()}`;
  return `${id}  ${state}  ${createdAt.toISOString()}  ${counted(reached, 'person', 'people')} reached  ${JSON.stringify(segment)}${begins}`;
}

/** The first line of the text, in the first language that it has, as much of it as tells two broadcasts apart. */
function beginningOf({ texts }: Broadcast): string {
  const [line = ''] = (LANGUAGES.flatMap((language) => texts[language]?.text ?? [])[0] ?? '').split('\n');
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING)}…` : line;
}

function isAction(said: string): said is BroadcastAction {
  return (BROADCAST_ACTIONS as readonly string[]).includes(said);
}
