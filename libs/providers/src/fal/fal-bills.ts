import { AppError, asAppError, DAY_MS } from '@aisha/domain';
import { ProviderBills, type BilledDay, type BilledLine } from '../ports';
import { measured } from './http/metrics';
import { unreadable } from './models/model';
import { FalPlatform } from './http/platform';
import { isRecord } from './http/wire';

/** How many lines a page has. FAL documents no maximum; its own example asks for 50. */
const PAGE = 50;
/** The most pages that are read. Ten days of every model have fewer, so an answer with more pages is refused as one without an end. */
const MOST_PAGES = 100;
const MODEL = /^[\w.-]{1,80}(\/[\w.-]{1,80}){0,7}$/;

/**
 * FAL's usage: `GET /models/usage?start&end&timeframe=day&timezone=UTC`, for a key of admin scope alone; an ordinary key gets 401 or 403.
 * It answers `{time_series: [{bucket, results: [{endpoint_id, unit, quantity, unit_price, cost, currency, auth_method}]}], next_cursor,
 * has_more}`; newer answers say `cost_total`, after discounts, in place of `cost`. https://docs.fal.ai/platform-apis/v1/models/usage, read
 * 2026-11-25; fal.md §8. A day may still grow after it has ended, which nobody has checked.
 */
export class FalBills extends ProviderBills {
  readonly provider = 'fal';
  readonly isOn: boolean;
  private readonly platform: FalPlatform;
  private problem: AppError | null = null;

  constructor(config: { readonly FAL_PLATFORM_URL: string; readonly FAL_ADMIN_KEY?: string }) {
    super();
    this.isOn = config.FAL_ADMIN_KEY !== undefined;
    this.platform = new FalPlatform(config.FAL_PLATFORM_URL, config.FAL_ADMIN_KEY?.trim());
  }

  async days(first: string, last: string): Promise<BilledDay[]> {
    try {
      const days = await this.read(first, last);
      this.problem = null;
      return days;
    } catch (error) {
      this.problem = asAppError(error);
      throw error;
    }
  }

  /** The code of the error that ended the last reading early; undefined when that reading was complete, or there was none. */
  get trouble(): string | undefined {
    return this.problem?.code;
  }

  private async read(first: string, last: string): Promise<BilledDay[]> {
    const days = new Map(daysFrom(first, last).map((day) => [day, new Map<string, number>()]));
    let cursor: string | null = null;
    for (let page = 0; page === 0 || cursor !== null; page += 1) {
      if (page === MOST_PAGES) throw unreadable('the last page');
      cursor = await measured('read-usage', () => this.page(days, { first, last, cursor }));
    }
    return [...days].map(([day, lines]) => ({ day, lines: linesOf(lines) }));
  }

  /** Adds a page to the days. Resolves to the cursor of the next page. */
  private async page(
    days: ReadonlyMap<string, Map<string, number>>,
    { first, last, cursor }: { readonly first: string; readonly last: string; readonly cursor: string | null },
  ): Promise<string | null> {
    const query = new URLSearchParams({
      start: `${first}T00:00:00Z`,
      end: `${last}T23:59:59Z`,
      timeframe: 'day',
      timezone: 'UTC',
      expand: 'time_series',
      limit: String(PAGE),
    });
    if (cursor !== null) query.set('cursor', cursor);
    const answer = await this.platform.ask('models/usage', query);
    const buckets = answer?.['time_series'];
    if (!Array.isArray(buckets)) throw unreadable('time_series');
    for (const bucket of buckets) addBucket(days, bucket);
    const next = answer?.['next_cursor'];
    return typeof next === 'string' && next !== '' ? next : null;
  }
}

function addBucket(days: ReadonlyMap<string, Map<string, number>>, bucket: unknown): void {
  const begins = isRecord(bucket) && typeof bucket['bucket'] === 'string' ? Date.parse(bucket['bucket']) : NaN;
  if (!isRecord(bucket) || Number.isNaN(begins)) throw unreadable('bucket');
  if (!Array.isArray(bucket['results'])) throw unreadable('results');
  const lines = days.get(dayOf(begins));
  if (!lines) return; // a day that was not asked for
  for (const result of bucket['results'] as unknown[]) {
    const { model, dollars } = billedIn(result);
    lines.set(model, (lines.get(model) ?? 0) + dollars);
  }
}

/** Reads a line of a bill. Throws for one that is not as FAL documents it: a part of a bill would show a difference that does not exist. */
function billedIn(result: unknown): { readonly model: string; readonly dollars: number } {
  if (!isRecord(result)) throw unreadable('results');
  const { endpoint_id: model, cost_total: total, cost = total, currency = 'USD' } = result;
  const dollars = total ?? cost;
  if (typeof model !== 'string' || !MODEL.test(model)) throw unreadable('endpoint_id');
  if (typeof dollars !== 'number' || !(dollars >= 0 && dollars < 1_000_000)) throw unreadable('cost');
  if (currency !== 'USD') throw unreadable('currency');
  return { model, dollars };
}

const linesOf = (lines: ReadonlyMap<string, number>): BilledLine[] =>
  [...lines].map(([model, dollars]) => ({ model, microDollars: Math.round(dollars * 1_000_000) }));

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) days.push(dayOf(at));
  return days;
}
