/**
 * Lists what operators did and why, the newest first: the audit over all apps.
 *
 *   npm run acts -- [--person <Telegram id | our id | @name>] [--operator <name>] [--before <page>] [--limit 50] [--json]
 */
import { Database, OperatorActReader } from '@aisha/database';
import { PersonSearchReader } from '@aisha/database/people';
import { operatorOfCommand } from '@aisha/domain';
import { asked, called, fail } from './command/command-line.mts';
import { ownedDatabase } from './command/operated-product.mts';

const USAGE = `${called('acts')} [--person <id or @name>] [--operator <name>] [--before <page>] [--limit <number>] [--json]`;
const LIMIT = 50;
const LIMIT_AT_MOST = 1_000;

const { words, flags, values } = asked(USAGE, { flags: ['json'], values: ['person', 'operator', 'before', 'limit'] });
if (words.length > 0) fail(USAGE);
const limit = Number(values.limit ?? LIMIT);
if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_AT_MOST)
  fail(`--limit: a whole number from 1 to ${LIMIT_AT_MOST}\n${USAGE}`);

const database = await Database.connect({ url: ownedDatabase(), role: 'bot', pool: 1 });
try {
  const userId = values.person === undefined ? undefined : await personNamed(values.person);
  // An operator is named as in the audit, `telegram:500001`, or by the name that a command was given.
  const operator = values.operator?.includes(':') === false ? operatorOfCommand(values.operator) : values.operator;
  const reader = new OperatorActReader((sql, parameters) => database.read.query(sql, parameters));
  const filter = { ...(userId !== undefined && { userId }), ...(operator !== undefined && { operator }) };
  const page = await reader.page(filter, { limit, ...(values.before !== undefined && { before: values.before }) });
  if (flags.json) console.log(JSON.stringify(page, null, 2));
  else {
    for (const { createdAt, schema, act, outcome, operator: who, reason, userId: whom, subject, details } of page.acts)
      console.log(
        `${createdAt.toISOString()}  ${schema}  ${act}  ${outcome}  ${who}: ${reason ?? '-'}  of ${whom ?? '-'}  ${subject ?? '-'}  ${JSON.stringify(details)}`,
      );
    console.log(page.next === null ? `${page.acts.length} in all` : `more: --before ${page.next}`);
  }
} finally {
  await database.close();
}

async function personNamed(named: string) {
  const { people } = await new PersonSearchReader(database).find(named);
  if (people.length !== 1) fail(`${named}: ${people.length === 0 ? 'no such person' : 'names several people'}`);
  return people[0]!.userId;
}
