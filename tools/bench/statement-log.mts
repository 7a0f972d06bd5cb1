/** A statement as a client sent it. */
export interface SentStatement {
  /** Milliseconds since 1970, when it began. */
  readonly at: number;
  /** The process in Postgres: one connection of an app. */
  readonly session: string;
  /** The login of the app, and for its queue's connections `queue`. */
  readonly by: string;
  /** In one line, without its values. */
  readonly statement: string;
}

/** How long the log may be behind what it tells of. */
export const LOGGED_WITHIN_MS = 500;
const BEGINNING = /^([\d.]+) (\d+) (\S*) ([^|]*)\|LOG:\s+(?:statement|execute [^:]*): (.*)$/;
/** Of the bench itself. */
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

  /** What apps have sent since the last call. */
  take(): SentStatement[] {
    return this.sent
      .splice(0)
      .map(({ lines, ...sent }) => ({ ...sent, statement: lines.join(' ').replaceAll(/\s+/g, ' ').trim() }))
      .filter(({ by, statement }) => by !== '' && !IS_OURS.test(statement));
  }
}

/** What statements are for; the first that fits. */
const PURPOSES: readonly (readonly [purpose: string, statement: RegExp])[] = [
  ['transactions begin and end', /^(START TRANSACTION|COMMIT|ROLLBACK)/],
  ['the queue’s own, in Postgres', /\b(add_job|add_jobs_bulk|move_to_\w+|next_delay|next_signal)\(/],
  [
    'what transactions write at their end: messages, places, ends of orders',
    /^WITH besides_0 AS|^INSERT INTO \w+\.outbox/,
  ],
  ['messages that have left are marked, those that were handled go', /\.outbox\b.* published_at|^WITH served AS/],
  ['messages are claimed and read where they are handled', /\bhandled\b.*\boutbox_to_/],
  ['a long job waits for its turn, and ends', /\.long_job\b|outbox_to_trainer|'aisha.*long/],
  ['what is to be shown is claimed, with its grant, and ended', /bot\.send_window|done AS \( UPDATE bot\.delivery/],
  ['cards are locked, drawn and written, and what is shown is added', /bot\.delivery|bot\.card/],
  ['an update is stored and taken', /bot\.telegram_update/],
  [
    'the order’s row begins, moves and is asked for',
    /generator\.image_generation AS o|INTO generator\.image_generation|FROM generator\.image_generation o|^UPDATE generator\.image_generation|arePrepared/,
  ],
  ['slots at the provider are counted', /provider-slots|slot_taken_at/],
  ['what providers’ calls cost is booked, and corrected', /provider_call/],
  ['credits are priced, locked and posted', /billing\b/],
];

export const purposeOf = (statement: string): string =>
  PURPOSES.find(([, fits]) => fits.test(statement))?.[0] ?? 'what is read of avatars, pictures, people and choices';

/** For reading, a line each: milliseconds since the first, the app, its session, the statement. */
export const listOf = (sent: readonly SentStatement[]): string =>
  sent
    .map(({ at, by, session, statement }) =>
      [String(Math.round(at - sent[0]!.at)).padStart(6), by.padEnd(20), session, statement.slice(0, 160)].join('  '),
    )
    .join('\n');

/** How many statements each purpose takes for one of `pieces` of work; what goes on at rest as long is subtracted. */
export const perPiece = (
  all: readonly SentStatement[],
  atRest: readonly SentStatement[],
  pieces: number,
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (count: number) => (sent: SentStatement) => {
    const purpose = purposeOf(sent.statement);
    counts.set(purpose, (counts.get(purpose) ?? 0) + count / pieces);
  };
  all.forEach(add(1));
  atRest.forEach(add(-1));
  return new Map([...counts].sort(([, one], [, other]) => other - one));
};
