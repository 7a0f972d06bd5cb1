/**
 * Shows the monthly plans in Stars and how many people have each, and changes what is for sale, from now or from a date on. A plan is never
 * changed: a new one is added under an id of its own, and the old one retired; whoever has subscribed goes on at that price. A plan that
 * would sell an item below its cost is refused. A planned end may be moved. Changes nothing without `--yes`.
 *
 *   npm run plans                                                  [--json]
 *   npm run plans -- add <id> <credits> <Stars for 30 days> [--from <date>]
 *   npm run plans -- retire <id> [--from <date>]                   each with --operator <name> --reason <words> --yes
 */
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { PlanReader } from '@aisha/database/billing';
import { centiCredits } from '@aisha/domain';
import { planRefusal, type PlanChange } from '@aisha/providers/catalogue';
import { asked, BY, byOperator, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { published, withSold } from './selling/selling.mts';
import { sentAct, TOLD_BILLING } from './command/sent-act.mts';

const USAGE = [
  `${called('plans')} [--json]`,
  `${called('plans')} add <id> <credits> <Stars for 30 days> [--from <date>] ${BY}`,
  `${called('plans')} retire <id> [--from <date>] ${BY}`,
].join('\n');

const { words, flags, values } = asked(USAGE, { flags: ['json', 'yes'], values: ['from', 'operator', 'reason'] });
const [verb, id = '', credits = '', stars = ''] = words;
const url = operatedDatabase();
const from = values.from === undefined ? new Date() : new Date(values.from);
if (Number.isNaN(from.getTime())) fail(`${values.from}: must be a date such as 2026-12-24`);

if (verb === undefined) await list();
else if (verb === 'add' && words.length === 4)
  await change({ change: 'add', id, credits: `${wholeIn(credits)}00`, stars: wholeIn(stars) });
else if (verb === 'retire' && words.length === 2) await change({ change: 'retire', id });
else fail(USAGE);

async function change(asking: {
  change: 'add' | 'retire';
  id: string;
  credits?: string;
  stars?: number;
}): Promise<void> {
  const what =
    asking.change === 'add'
      ? `sell ${id}: ${counted(credits, 'credit')} each 30 days for ${counted(stars, 'Star')}`
      : `sell ${id} to nobody more; who has it keeps it`;
  const when = `from ${from.toISOString()}`;
  const why = await refusal(
    asking.change === 'retire'
      ? { change: 'retire', id, from }
      : { change: 'add', id, from, credits: centiCredits(asking.credits ?? 0), stars: asking.stars },
  );
  if (why !== null) fail(`${why}\nNothing was changed.`);
  if (!flags.yes) return console.log(`would ${what}, ${when}\nNothing was changed. Add --yes to do it.`);
  const by = byOperator(values, USAGE);
  const act = message(billingInbox, 'change-plan', { ...by, ...asking, from: from.toISOString() });
  const done = await sentAct(url, act);
  if (!done) return console.log(TOLD_BILLING);
  if (done.outcome !== 'done') fail(`refused: ${String(done.details['why'])} Nothing was changed.`);
  console.log(`${id}: done, ${when}`);
}

/** Why billing would refuse the change, in its words; null when it would not. */
async function refusal(change: PlanChange): Promise<string | null> {
  let why: string | null = null;
  await withSold(url, async (sold, told, now, database) => {
    why = planRefusal(sold, await new PlanReader(database).list(), change, published(told), now);
  });
  return why;
}

async function list(): Promise<void> {
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  try {
    const plans = await database.read.query<
      { id: string; credits: number; stars: number; validFrom: Date; retiredAt: Date | null; people: number }[]
    >(
      `SELECT id, (credits / 100)::float8 AS credits, stars, valid_from AS "validFrom", retired_at AS "retiredAt",
              (SELECT count(*)::int FROM billing.subscription s WHERE s.plan_id = plan.id AND s.state <> 'ended') AS people
         FROM billing.plan ORDER BY stars, id`,
    );
    if (flags.json) return console.log(JSON.stringify(plans, null, 2));
    for (const plan of plans) {
      const now = new Date();
      const ends = plan.retiredAt === null ? '' : ` until ${plan.retiredAt.toISOString()}`;
      const state =
        plan.retiredAt !== null && plan.retiredAt <= now
          ? `retired ${plan.retiredAt.toISOString()}`
          : `${plan.validFrom > now ? `from ${plan.validFrom.toISOString()}` : 'for sale'}${ends}`;
      console.log(
        `${plan.id}  ${counted(plan.credits, 'credit')} for ${counted(plan.stars, 'Star')} each 30 days  ${counted(plan.people, 'person', 'people')}  ${state}`,
      );
    }
  } finally {
    await database.close();
  }
}

function wholeIn(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : fail(`${text}: must be a whole number`);
}
