/** A statement as a client sent it. */
export interface SentStatement {
  /** When the statement began, in milliseconds since 1970. */
  readonly at: number;
  /** The process in Postgres: one connection of an app. */
  readonly session: string;
  /** The login of the app, followed by `(queue)` for a connection of its queue. */
  readonly by: string;
  /** The statement in one line, without its values. */
  readonly statement: string;
}

/** How long Postgres may take to log a statement. */
export const LOGGED_WITHIN_MS = 500;
const BEGINNING = /^([\d.]+) (\d+) (\S*) ([^|]*)\|LOG:\s+(?:statement|execute [^:]*): (.*)$/;
/**
 * Statements that count although an app at rest sends them, too, because an order causes most of them. They claim what waits to be shown,
 * or let the workers see whether their queues have work.
 */
const GOES_ON = /^WITH due AS MATERIALIZED|has a claimable/;
/** Statements of periodic work that runs so seldom that it may not run while the app at rest is watched. */
const BY_CLOCK =
  /^-- (Job|Two-phase)|"oldestSeconds"|"isEmpty"|"hasSent"|pg_backend_pid|'sender died'|star_reconciliation|bot\.broadcast|AS "chatId" FROM bot\.telegram_update/;
/** Statements of the bench itself. */
const IS_OURS = /\/\* bench \*\//;

/** Reads what `log_statement = 'all'` writes into the log of Postgres, line by line. */
export class StatementLog {
  static readonly settings = [`log_line_prefix = '%n %p %u %a|'`, 'log_parameter_max_length = 0'];
  private readonly sent: (Omit<SentStatement, 'statement'> & { readonly lines: string[] })[] = [];
  private isInStatement = false;

  readonly read = (line: string): void => {
    const beginning = BEGINNING.exec(line);
    if (beginning) {
      const [, at, session, login, name, text] = beginning as unknown as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const by = name.endsWith(':queue') ? `${login} (queue)` : login;
      if (name.startsWith('aisha:')) this.sent.push({ at: Number(at) * 1_000, session, by, lines: [text] });
      else this.sent.push({ at: 0, session, by: '', lines: [text] });
    }
    if (!beginning && this.isInStatement && line.startsWith('\t')) this.sent.at(-1)!.lines.push(line);
    this.isInStatement = beginning !== null || (this.isInStatement && line.startsWith('\t'));
  };

  /** The statements of apps since the last call. */
  take(): SentStatement[] {
    return this.sent
      .splice(0)
      .map(({ lines, ...sent }) => ({ ...sent, statement: lines.join(' ').replaceAll(/\s+/g, ' ').trim() }))
      .filter(({ by, statement }) => by !== '' && !IS_OURS.test(statement));
  }
}

/** The purposes of statements; the first that fits counts. Decision 248 says why each statement stays. */
const PURPOSES: readonly (readonly [purpose: string, statement: RegExp])[] = [
  ['transactions begin and end', /^(START TRANSACTION|COMMIT|ROLLBACK)/],
  ['the queue’s own, in Postgres', /add_job|move_to_|has a claimable/],
  ['what a transaction writes at its end', /^WITH besides_0|^INSERT INTO \w+\.outbox/],
  ['messages that have left are marked, or go', /^WITH served/],
  ['a long job is written down, looked for, and ends', /\.long_job|hashtextextended/],
  ['messages are claimed and read by their handlers', /\.handled \(message_id, job\) SELECT \$1/],
  ['what is to be shown is claimed and ended', /^WITH due AS|SELECT granted|done AS \( UPDATE bot\.delivery/],
  ['cards are locked, and what is shown is added', /^SELECT asked|^WITH paced_0/],
  ['an update is stored, and taken', /INTO bot\.telegram_update|^WITH queue AS/],
  ['the order’s row', /generator\.image_generation o|(INTO|UPDATE) generator\.image_generation|^WITH first AS/],
  ['slots at the provider', /provider-slots|slot_taken_at/],
  ['the cost of providers’ calls', /provider_call/],
  ['credits: the price, the lock, the posting', /"billing"|billing\./],
];

const purposeOf = (statement: string): string =>
  PURPOSES.find(([, fits]) => fits.test(statement))?.[0] ?? 'avatars, pictures, the person’s choices';

/** One readable line for each statement: milliseconds since the first statement, the app, its session, the statement. */
export const listOf = (sent: readonly SentStatement[]): string =>
  sent
    .map(({ at, by, session, statement }) =>
      [String(Math.round(at - sent[0]!.at)).padStart(6), by.padEnd(20), session, statement.slice(0, 160)].join('  '),
    )
    .join('\n');

/**
 * How many statements of each purpose one piece of work sends; `all` are the statements of `pieces` pieces. Leaves out the statements that
 * apps also send at rest, except those of GOES_ON, and the statements of periodic work.
 */
export const perPiece = (
  all: readonly SentStatement[],
  atRest: readonly SentStatement[],
  pieces: number,
): ReadonlyMap<string, number> => {
  const beside = new Set(atRest.map(({ statement }) => statement).filter((statement) => !GOES_ON.test(statement)));
  const counts = new Map<string, number>();
  for (const { statement } of all) {
    if (beside.has(statement) || BY_CLOCK.test(statement)) continue;
    const purpose = purposeOf(statement);
    counts.set(purpose, (counts.get(purpose) ?? 0) + 1 / pieces);
  }
  return new Map([...counts].sort(([, one], [, other]) => other - one));
};

/** One readable line for each statement that each app sends, the most frequent first: how often a minute, the app, the statement. */
export const everyMinute = (sent: readonly SentStatement[], overMs: number): string =>
  [...Map.groupBy(sent, ({ by, statement }) => `${by.padEnd(20)}  ${statement.slice(0, 160)}`)]
    .map(([line, times]) => ({ line, perMinute: (times.length * 60_000) / overMs }))
    .sort((one, other) => other.perMinute - one.perMinute)
    .map(({ line, perMinute }) => `${perMinute.toFixed(0).padStart(6)}  ${line}`)
    .join('\n');
