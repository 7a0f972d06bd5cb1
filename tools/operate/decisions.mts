import type { ByOperator, Decision } from '@aisha/contracts';
import { newId } from '@aisha/platform';
import { asked, byOperator, called, fail, moment } from './command/command-line.mts';
import { sentActs, type sentAct } from './command/sent-act.mts';

/** An entry about which an operator decides: send it again, or drop it. */
export interface Waiting {
  readonly id: string;
  /** The job of a message, or the kind of a result. */
  readonly what: string;
  /** The code of the error for which the app gave the entry up. */
  readonly code: string;
  readonly at: Date;
  /** The entry in one line, for people. */
  readonly line: string;
}

interface Decisions<T extends Waiting> {
  readonly command: string;
  /** The noun for one entry, such as `message`. */
  readonly one: string;
  /** The name of the option that chooses by `what`, such as `job`. */
  readonly what: string;
  readonly list: (url: string) => Promise<readonly T[]>;
  /** Reads the address of the database, once the command line is understood. */
  readonly url: () => string;
  /** Makes the act with which the entry's app carries out a decision. */
  readonly act: (one: T, decision: Decision, by: ByOperator) => Parameters<typeof sentAct>[1];
  /** The facts about one entry, for programs. */
  readonly facts: (one: T) => object;
}

/**
 * Shows the entries that wait for a decision, or decides. Changes nothing without `--yes`; exits 1 when an id is not on the list, or an app
 * has refused a decision.
 */
export async function decide<T extends Waiting>(decisions: Decisions<T>): Promise<void> {
  const { command, one, what, list, facts } = decisions;
  const filter = `[--${what} <${what}>] [--code <code>] [--since <time>]`;
  const usage = `${called(command)} ${filter} [--each] [--json]\n${called(command)} retry|drop <id>…|all ${filter} [--operator <name> --reason <words> --yes]`;
  const { words, flags, values } = asked(usage, {
    flags: ['yes', 'json', 'each'],
    values: [what, 'code', 'since', 'operator', 'reason'],
  });
  const [action = 'list', ...ids] = words;
  const isAll = ids.length === 1 && ids[0] === 'all';
  const since = values['since'] === undefined ? undefined : moment(values['since']);
  if (!['list', 'retry', 'drop'].includes(action)) fail(`${action}: must be list, retry or drop\n${usage}`);
  if (action === 'list' && ids.length > 0) fail(`${ids.join(' ')}: the list takes filters, no ids\n${usage}`);
  if (action !== 'list' && ids.length === 0)
    fail(`${action}: which? By id, or \`all\` that a filter matches.\n${usage}`);
  if (action !== 'list' && !isAll && (values[what] ?? values['code'] ?? since) !== undefined)
    fail(`A filter goes with \`all\`, not with ids.\n${usage}`);
  if (action !== 'list' && flags.json) fail(`--json: is for the list\n${usage}`);

  const url = decisions.url();
  const matching = (await list(url)).filter(
    (waiting) =>
      (values[what] === undefined || waiting.what === values[what] || waiting.what.endsWith(`/${values[what]}`)) &&
      (values['code'] === undefined || waiting.code === values['code']) &&
      (since === undefined || waiting.at >= since),
  );
  if (action === 'list') {
    if (flags.json) return console.log(JSON.stringify(matching.map(facts), null, 2));
    for (const line of flags.each ? matching.map((waiting) => waiting.line) : summary(matching)) console.log(line);
    return console.log(matching.length === 0 ? 'none' : `${matching.length} in all`);
  }

  let isRefused = false;
  const chosen = isAll ? matching : matching.filter(({ id }) => ids.includes(id));
  if (!flags.yes) for (const line of summary(chosen)) console.log(`would ${action}: ${line}`);
  else {
    const by = byOperator(values, usage);
    const acts = chosen.map((waiting) => decisions.act(waiting, action as Decision, { ...by, actId: newId<string>() }));
    const outcomes = await sentActs(url, acts);
    for (const [place, { line }] of chosen.entries())
      console.log(`${saidOf(action, outcomes[place]?.outcome)}: ${line}`);
    const isAway = outcomes.includes(undefined);
    isRefused = outcomes.some((one) => one !== undefined && !['done', 'decided-before'].includes(one.outcome));
    if (isAway) console.log('An app has not answered: it decides when it runs; `aisha acts` says what came of it.');
  }
  const unknown = isAll ? [] : ids.filter((id) => !chosen.some((waiting) => waiting.id === id));
  for (const id of unknown) console.error(`${id}: no such ${one} waits for a decision`);
  if (isAll) console.log(chosen.length === 0 ? 'none matches' : `${chosen.length} in all`);
  if (!flags.yes && chosen.length > 0) console.log('Nothing was changed. Add --yes to do it.');
  process.exitCode = unknown.length === 0 && !isRefused ? 0 : 1;
}

/** Says how a decision ended, by the outcome in its audit row. */
const saidOf = (action: string, outcome: string | undefined): string =>
  outcome === 'done'
    ? action
    : outcome === undefined
      ? `${action} is on its way`
      : outcome === 'decided-before'
        ? 'decided by somebody else'
        : `refused (${outcome})`;

/** Joins entries that failed alike in one line, the oldest kind first; a single entry keeps its own line. */
function summary(all: readonly Waiting[]): string[] {
  const alike = Map.groupBy(all, ({ what, code }) => `${what}  ${code}`);
  return [...alike].map(([name, group]) => {
    const [first, last] = [group[0]!, group.at(-1)!];
    if (first === last) return first.line;
    return `${group.length} × ${name}  ${first.at.toISOString()} to ${last.at.toISOString()}  (each: --each)`;
  });
}
