import { parseArgs } from 'node:util';
import type { ByOperator } from '@aisha/contracts';
import { OPERATOR_AT_MOST, operatorOfCommand, REASON_AT_MOST } from '@aisha/domain';
import { newId } from '@aisha/platform';
import './printed.mts';

/** Ends the command with this sentence and exit code 1. */
export const fail = (why: string): never => {
  console.error(why);
  process.exit(1);
};

/**
 * How the command is called in this place: `npm run dead-letters --` in a checkout, `aisha dead-letters` in an image.
 */
export const called = (command: string): string =>
  process.env['npm_lifecycle_event'] === undefined ? `aisha ${command}` : `npm run ${command} --`;

/** A number with what is counted: `1 credit`, `0.98 credits`. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : many}`;

/** A size: `12.5 MB`. */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The usage of what makes a command act and not only show. */
export const BY = '[--operator <name> --reason <words> --yes]';

interface Asked<Flag extends string, Value extends string> {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<Flag, boolean>>;
  readonly values: Readonly<Partial<Record<Value, string>>>;
}

/** Reads the words, flags and values of the command line. `--help` ends the command with its usage, and so does anything unknown. */
export const asked = <Flag extends string = never, Value extends string = never>(
  usage: string,
  known: { readonly flags?: readonly Flag[]; readonly values?: readonly Value[] } = {},
): Asked<Flag, Value> => {
  const { flags = [], values = [] } = known;
  const options = Object.fromEntries([
    ...flags.map((name) => [name, { type: 'boolean' as const, default: false }] as const),
    ...values.map((name) => [name, { type: 'string' as const }] as const),
  ]);
  try {
    const line = parseArgs({ options, allowPositionals: true });
    const given = line.values as Record<string, unknown>;
    return { words: line.positionals, flags: given, values: given } as unknown as Asked<Flag, Value>;
  } catch (error) {
    if (process.argv.includes('--help')) {
      console.log(usage);
      process.exit(0);
    }
    // Node adds how to send an option as a word, which no command takes.
    return fail(`${(error as Error).message.replace(/\. To specify .*/, '.')}\n${usage}`);
  }
};

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The milliseconds of a length of time as an operator writes it: `30m`, `2h` or `7d`. Undefined for anything else. */
const lengthOf = (text: string): number | undefined => {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
};

/** Reads a length of time, in milliseconds. Anything but `30m`, `2h` or `7d`, such as a date, ends the command. */
export const span = (text: string): number =>
  lengthOf(text) ?? fail(`${text}: must be a length of time such as 2h or 7d`);

/** Reads a time as an operator writes it: `30m`, `2h` or `7d` ago, or a date. Anything else ends the command. */
export const moment = (text: string): Date => {
  const ago = lengthOf(text);
  const at = ago === undefined ? new Date(text) : new Date(Date.now() - ago);
  return Number.isNaN(at.getTime()) ? fail(`${text}: must be a time such as 2h, 7d or 2026-11-21T10:00Z`) : at;
};

/** Reads a date to come. Anything else ends the command, and so does `2h`, which could mean two hours ago. */
export const toCome = (option: string, text: string): Date => {
  const at = new Date(text);
  return at > new Date() ? at : fail(`${option} ${text}: must be a date to come, such as 2026-11-21T10:00Z`);
};

/** Reads `--operator` and `--reason` as a new act; undefined when one is missing. Ends the command when one is too long. */
export const actingOperator = (
  values: { readonly operator?: string; readonly reason?: string },
  usage: string,
): ByOperator | undefined => {
  const [name, reason] = [values.operator, values.reason].map((text) => text?.replaceAll(/\s+/g, ' ').trim());
  if (!name || !reason) return undefined;
  const operator = operatorOfCommand(name);
  if (operator.length > OPERATOR_AT_MOST || reason.length > REASON_AT_MOST)
    fail(`--operator: ${OPERATOR_AT_MOST - 8} characters at most, --reason: ${REASON_AT_MOST}\n${usage}`);
  return { actId: newId<string>(), operator, reason };
};

/** Reads `--operator` and `--reason` as a new act. Ends the command when one is missing or too long. */
export const byOperator = (values: Parameters<typeof actingOperator>[0], usage: string): ByOperator =>
  actingOperator(values, usage) ?? fail(`--operator and --reason must be set.\n${usage}`);
