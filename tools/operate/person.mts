/**
 * Finds a person and shows what they are, have, paid and ordered, and what operators did about them. It never shows what a person wrote, sent
 * or got.
 *
 *   npm run person -- <Telegram id | our id | @name | words of a name> [--json]
 */
import { Database, OperatorActReader, type OperatorAct } from '@aisha/database';
import { PersonCardReader, PersonSearchReader, type FoundPerson, type PersonCard } from '@aisha/database/people';
import { plainMoney } from '@aisha/domain';
import { asked, called, counted, fail } from './command/command-line.mts';
import { ownedDatabase } from './command/operated-product.mts';

const USAGE = `${called('person')} <Telegram id | our id | @name | words of a name> [--json]`;
const ACTS = 5;

const { words, flags } = asked(USAGE, { flags: ['json'] });
if (words.length === 0) fail(USAGE);

const database = await Database.connect({ url: ownedDatabase(), role: 'bot', pool: 4 });
try {
  const name = words.join(' ');
  const { people, hasMore } = await new PersonSearchReader(database).find(name);
  if (people.length === 0) fail(`${name}: no such person`);
  if (people.length === 1) await show(people[0]!);
  else list(people, hasMore);
} finally {
  await database.close();
}

function list(people: readonly FoundPerson[], hasMore: boolean): void {
  if (flags.json) return console.log(JSON.stringify({ people, hasMore }, null, 2));
  for (const person of people) console.log(lineOf(person));
  console.log(hasMore ? 'and more: say more of the name' : `${people.length} in all`);
}

async function show({ userId }: FoundPerson): Promise<void> {
  const reader = new OperatorActReader((sql, parameters) => database.read.query(sql, parameters));
  const [card, { acts }] = await Promise.all([
    new PersonCardReader(database).find(userId),
    reader.page({ userId }, { limit: ACTS }),
  ]);
  if (flags.json) return console.log(JSON.stringify({ ...card, acts }, null, 2));
  for (const line of linesOf(card!, acts)) console.log(line);
}

function lineOf({
  userId,
  telegramId,
  firstName,
  username,
  language,
  heardAt,
  blockedAt,
  bannedUntil,
}: FoundPerson): string {
  const away = blockedAt === null ? '' : '  has blocked the bot';
  const banned =
    bannedUntil === null
      ? ''
      : `  BANNED ${bannedUntil === 'infinity' ? 'for ever' : `until ${bannedUntil.slice(0, 10)}`}`;
  return `${telegramId}  ${userId}  ${firstName}${username === null ? '' : ` @${username}`}  ${language}  heard ${day(heardAt)}${away}${banned}`;
}

function* linesOf(
  { person, consent, balance, paid, ...card }: PersonCard,
  acts: readonly OperatorAct[],
): Iterable<string> {
  yield lineOf(person);
  yield `since ${day(person.createdAt)}; consent: ${
    consent === null
      ? 'none'
      : consent.withdrawnAt === null
        ? `version ${consent.version} on ${day(consent.agreedAt)}`
        : `withdrawn on ${day(consent.withdrawnAt)}`
  }`;
  yield balance === null
    ? 'no account yet'
    : `credits: ${balance.available} available, ${balance.held} held${balance.debt > 0 ? `, ${balance.debt} owed` : ''}`;
  const money = [counted(paid.stars, 'Star'), ...paid.byCard.map(plainMoney)].join(', ');
  yield `paid: ${counted(paid.payments, 'payment')}, ${money}${paid.lastAt === null ? '' : `, last on ${day(paid.lastAt)}`}${paid.refunds > 0 ? `; ${paid.refunds} refunded` : ''}`;
  yield `has: ${counted(card.avatars.all, 'avatar')} (${card.avatars.ready} ready, ${card.avatars.stopped} stopped), ${counted(card.files.files, 'file')}, ${(card.files.bytes / 1_000_000).toFixed(1)} MB`;
  for (const { kind, open, delivered, undelivered } of card.orders)
    yield `ordered ${kind}: ${delivered} delivered, ${undelivered} not, ${open} open`;
  if (card.lastOrders.length > 0) yield 'The last orders:';
  for (const { orderId, kind, createdAt, endedAt, held, charged, units, delivered, reason } of card.lastOrders) {
    const end = endedAt === null ? `open, ${held} held` : `${delivered ?? 0} of ${units} delivered, ${charged} charged`;
    yield `  ${orderId}  ${kind}  ${createdAt.toISOString()}  ${end}${reason === null ? '' : `  ${reason}`}`;
  }
  if (acts.length > 0) yield 'What operators did:';
  for (const { act, operator, reason, outcome, createdAt } of acts)
    yield `  ${createdAt.toISOString()}  ${act}  ${outcome}  ${operator}: ${reason ?? '-'}`;
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
