import { Injectable } from '@nestjs/common';
import type { MakeStatement } from '@aisha/contracts/bot-gateway';
import { OrderedThingsReader, type OrderedThing } from '@aisha/database';
import { type Movement, type StatementBalances, type StatementPeriod, StatementReader } from '@aisha/database/billing';
import { AppError, type CentiCredits, centiCredits, type Language, moneyText, unitsIn } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { CsvTable, PdfTable } from '@aisha/printing';
import { ObjectStore, statementKey, type StoredObject } from '@aisha/storage';
import { balanceTexts, plainText, statementTexts } from '@aisha/words';
import { type Calendar, dayText, Readers } from '../../engine/conversation';
import type { FileBudget } from '../../free-files/file-budget.store';
import type { OrderKindViews } from '../../orders/order-kind';
import { nameOf } from '../balance/history.step';
import { placeOf } from '../balance/zone.step';

/** How many statements are made for a person, at once and in a day. Each reads all of the person's ledger and writes two files. */
export const STATEMENTS: FileBudget = { atOnce: 1, aDay: 10 };

/** How many characters of an idea a line shows, and for how many movements the names are read at once. */
const [IDEA, NAMED_AT_ONCE] = [60, 200];

/** A month in words: «ноябрь 2026 г.», “November 2026”. */
export const monthText = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );

/** Names the movements of a statement as the screen of the history does. */
export class NamedMovements {
  constructor(private readonly views: OrderKindViews) {}

  nameOf(movement: Movement, thing: OrderedThing | undefined, language: Language): string {
    return plainText(nameOf(movement, { thing, views: this.views, language }, IDEA));
  }

  kindOf(movement: Movement, language: Language): string {
    return 'units' in movement
      ? this.views[movement.kind].shortTitle[language]
      : plainText(balanceTexts[language].credit({ kind: movement.kind, isCard: movement.paid !== null }));
  }
}

/** The two files of a statement. */
interface StatementMade {
  readonly pdf: StoredObject;
  readonly csv: StoredObject;
}

/** The sums that are added up while a statement is written. */
interface Sums {
  balance: bigint;
  cameIn: bigint;
  wentOut: bigint;
  starsPaid: number;
  starsBack: number;
  readonly kinds: Map<string, { credits: bigint; count: number }>;
}

/**
 * Makes the statement of a month as PDF and CSV. Movements stream from the ledger into both files and from there into storage, some hundreds
 * at a time, so a long month needs no more memory than a short one. The same statement has the same keys, so a repeated run leaves no second
 * file behind.
 */
@Injectable()
export class StatementFiles {
  constructor(
    private readonly readers: Readers,
    private readonly named: NamedMovements,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws when the movements do not lead from the first balance to the last one, because billing charged something meanwhile. Another run
   * then succeeds.
   */
  async make(job: MakeStatement, calendar: Calendar, signal: AbortSignal): Promise<StatementMade> {
    const { userId, statementId, month } = job;
    const reader = this.readers.of(StatementReader);
    const { from, to } = await reader.period(month, calendar.timeZone);
    const now = this.clock.now();
    const period = { from, to: to < now ? to : now };
    const balances = await reader.balances(userId, period);
    const pdf = this.page(job, period, balances, calendar);
    const csv = new CsvTable(csvHeadings(calendar.language));
    const made = { pdf: statementKey(userId, statementId, 'pdf'), csv: statementKey(userId, statementId, 'csv') };
    const giveUp = (error: Error): void => [pdf, csv].forEach((table) => table.fail(error));
    const stop = (): void => giveUp(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    const stored = Promise.all([
      this.objects.put(made.pdf, pdf.content, { contentType: 'application/pdf' }),
      this.objects.put(made.csv, csv.content, { contentType: 'text/csv; charset=utf-8' }),
    ]);
    stored.catch(giveUp);
    try {
      await this.write(job, period, balances, calendar, { pdf, csv });
      await stored;
    } catch (error) {
      giveUp(error as Error);
      await stored.catch(() => undefined);
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return made;
  }

  private page(
    { month }: MakeStatement,
    { from, to }: StatementPeriod,
    { opening, closing, held, debt }: StatementBalances,
    calendar: Calendar,
  ): PdfTable {
    const { language } = calendar;
    const t = statementTexts[language];
    const says = writingOf(calendar);
    const title = t.title({ month: monthText(month, language) });
    const last = new Date(to.getTime() - 1);
    return new PdfTable({
      title,
      about: t.period({ from: dayText(from, calendar), to: dayText(last, calendar), place: placeOf(calendar) }),
      language,
      foot: t.foot({ title }),
      facts: [
        [t.opening, says.amount(opening)],
        [t.closing, says.amount(closing)],
        ...(held > 0n ? [[t.held, says.amount(held)] as const] : []),
        ...(debt > 0n ? [[t.debt, says.amount(debt)] as const] : []),
      ],
      columns: [
        { heading: t.columnDate, width: 84 },
        { heading: t.columnWhat },
        { heading: t.columnIn, width: 54, isNumber: true },
        { heading: t.columnOut, width: 54, isNumber: true },
        { heading: t.columnBalance, width: 62, isNumber: true },
        { heading: t.columnStars, width: 40, isNumber: true },
      ],
    });
  }

  private async write(
    job: MakeStatement,
    period: StatementPeriod,
    { opening, closing }: StatementBalances,
    calendar: Calendar,
    { pdf, csv }: { readonly pdf: PdfTable; readonly csv: CsvTable },
  ): Promise<void> {
    const { language } = calendar;
    const t = statementTexts[language];
    const says = writingOf(calendar);
    const sums: Sums = { balance: opening, cameIn: 0n, wentOut: 0n, starsPaid: 0, starsBack: 0, kinds: new Map() };
    await csv.row([says.moment(period.from), t.opening, null, null, numberOf(opening), ...NOTHING_PAID]);
    for await (const { movement, name } of this.namedMovements(job, period, language)) {
      add(sums, movement, this.named.kindOf(movement, language));
      const { at, credits } = movement;
      const [cameIn, wentOut] = credits > 0n ? [credits, null] : [null, centiCredits(-credits)];
      const balance = centiCredits(sums.balance);
      const { stars, paid, chargeId } = 'stars' in movement ? movement : NOT_PAID;
      const cells = [
        says.minute(at),
        name,
        ...[cameIn, wentOut, balance].map((amount) => (amount === null ? '' : says.amount(amount))),
        (paid ? moneyText(paid, language) : stars === 0 ? '' : String(stars)).replace('-', '−'),
      ];
      await pdf.row(cells, chargeId === null ? null : t.payment({ chargeId }));
      await csv.row([
        says.moment(at),
        name,
        ...[cameIn, wentOut, balance].map((amount) => (amount === null ? null : numberOf(amount))),
        stars === 0 ? null : stars,
        chargeId,
        'orderId' in movement ? movement.orderId : null,
        ...(paid ? [unitsIn(paid), paid.currency] : [null, null]),
      ]);
    }
    if (sums.balance !== closing) throw new AppError('unexpected', { facts: { userId: job.userId } });
    await csv.row([says.moment(period.to), t.closing, null, null, numberOf(closing), ...NOTHING_PAID]);
    pdf.section(t.sums, [
      [t.cameIn, says.amount(centiCredits(sums.cameIn))],
      [t.wentOut, says.amount(centiCredits(sums.wentOut))],
      ...(sums.starsPaid > 0 ? [[t.starsPaid, String(sums.starsPaid)] as const] : []),
      ...(sums.starsBack > 0 ? [[t.starsBack, String(sums.starsBack)] as const] : []),
    ]);
    if (sums.kinds.size > 0)
      pdf.section(
        t.byKind,
        [...sums.kinds].map(([kind, { credits, count }]) => [
          t.kindCount({ kind, count }),
          says.amount(centiCredits(credits)),
        ]),
      );
    pdf.end();
    csv.end();
  }

  private async *namedMovements(
    { userId }: MakeStatement,
    period: StatementPeriod,
    language: Language,
  ): AsyncGenerator<{ readonly movement: Movement; readonly name: string }> {
    const name = async (some: readonly Movement[]) => {
      const ids = some.flatMap((movement) => ('orderId' in movement ? [movement.orderId] : []));
      const things = ids.length > 0 ? await this.readers.of(OrderedThingsReader).of(userId, ids) : [];
      const byOrder = new Map(things.map((thing) => [thing.orderId as string, thing]));
      return some.map((movement) => {
        const thing = 'orderId' in movement ? byOrder.get(movement.orderId) : undefined;
        return { movement, name: this.named.nameOf(movement, thing, language) };
      });
    };
    let some: Movement[] = [];
    for await (const movement of this.readers.of(StatementReader).movements(userId, period)) {
      some.push(movement);
      if (some.length < NAMED_AT_ONCE) continue;
      yield* await name(some);
      some = [];
    }
    yield* await name(some);
  }
}

const NOT_PAID = { stars: 0, paid: null, chargeId: null } as const;
/** The empty last columns of a line about a balance. */
const NOTHING_PAID = [null, null, null, null, null] as const;

/** New columns come last, because people's spreadsheets refer to columns by their position. */
const csvHeadings = (language: Language): string[] => {
  const t = statementTexts[language];
  const amounts = [t.columnIn, t.columnOut, t.columnBalance, t.columnStars];
  return [t.columnDate, t.columnWhat, ...amounts, t.columnPayment, t.columnOrder, t.columnCard, t.columnCurrency];
};

function add(sums: Sums, movement: Movement, kind: string): void {
  const { credits } = movement;
  sums.balance += credits;
  if (credits > 0n) sums.cameIn += credits;
  else sums.wentOut -= credits;
  const stars = 'stars' in movement ? movement.stars : 0;
  if (stars > 0) sums.starsPaid += stars;
  else sums.starsBack -= stars;
  const sum = sums.kinds.get(kind) ?? { credits: 0n, count: 0 };
  sums.kinds.set(kind, { credits: sum.credits + credits, count: sum.count + 1 });
}

const numberOf = (amount: CentiCredits): number => Number(amount) / 100;

/** Writes the amounts and moments of one statement. Its forms are made once, because making one takes longer than writing a whole line. */
const writingOf = ({ language, timeZone }: Calendar) => {
  const amounts = new Intl.NumberFormat(language, { minimumFractionDigits: 2 });
  const moments = (timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle, timeZone });
  const [toTheMinute, toTheSecond] = [moments('short'), moments('medium')];
  return {
    /** «1 250,50»: an amount in a column whose heading names the unit. */
    amount: (amount: CentiCredits): string => amounts.format(numberOf(amount)).replace('-', '−'),
    /** «2026-11-20 20:52:07»: a moment in the person's time zone, as every spreadsheet reads it. */
    moment: (at: Date): string => toTheSecond.format(at),
    /** «2026-11-20 20:52». */
    minute: (at: Date): string => toTheMinute.format(at),
  };
};
