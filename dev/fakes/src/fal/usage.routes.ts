import type { FastifyPluginAsync } from 'fastify';
import { isTransportFault, misbehave } from '../faults';
import { adminKeyOf, isAdmin, refuse } from './access';
import type { FalFaults } from './faults';
import type { Job } from './jobs/job';
import { bucketOf, usageByDay, type UsageLine } from './usage';

interface Usage {
  readonly key: string;
  readonly jobs: () => readonly Job[];
  readonly faults: FalFaults;
  readonly now: () => number;
}
interface Query {
  readonly start?: string;
  readonly end?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

const DAY_MS = 86_400_000;
const STRANGER: UsageLine = {
  endpoint_id: 'somebody/else/model',
  unit: 'images',
  quantity: 100,
  unit_price: 0.05,
  cost: 5,
  currency: 'USD',
};
/** The faults that make a bill wrong or strange, each with what it does to the lines. */
const LIES: Readonly<Record<string, (lines: UsageLine[]) => UsageLine[]>> = {
  dearer: (lines) => lines.map((line) => ({ ...line, unit_price: 2 * line.unit_price, cost: 2 * line.cost })),
  stranger: (lines) => [...lines, STRANGER],
  negative: (lines) => lines.map((line) => ({ ...line, cost: -1 })),
  'one-a-page': (lines) => lines,
  euros: (lines) => lines.map((line) => ({ ...line, currency: 'EUR' })),
};

/** api.fal.ai/v1/models/usage: what the account is billed by day, for a key of admin scope alone; pages by a cursor. */
export const usageRoutes =
  ({ key, jobs, faults, now }: Usage): FastifyPluginAsync =>
  async (app) => {
    app.get<{ Querystring: Query }>('/models/usage', (request, reply) => {
      if (!isAdmin(request, reply, adminKeyOf(key), key)) return reply;
      const fault = faults.take('usage', request.url);
      const isLie = fault !== undefined && Object.hasOwn(LIES, fault.kind);
      if (fault && !isLie && !isTransportFault(fault.kind)) return refuse(reply, fault.kind);
      const { start, end, limit = '50', cursor } = request.query;
      const from = start === undefined ? now() - DAY_MS : Date.parse(start);
      const to = end === undefined ? now() : Date.parse(end);
      const days = [...usageByDay(jobs(), from, to)];
      if (fault?.kind === 'stranger' && days.length === 0) days.push([bucketOf(from), []]);
      const all = days.flatMap(([bucket, lines]) =>
        (isLie ? LIES[fault.kind]! : (same: UsageLine[]) => same)(lines).map((line) => ({ bucket, line })),
      );
      const first = Number(cursor ?? 0);
      const page = all.slice(first, first + (fault?.kind === 'one-a-page' ? 1 : Number(limit)));
      const next = first + page.length < all.length ? String(first + page.length) : null;
      const time_series = [...Map.groupBy(page, ({ bucket }) => bucket)].map(([bucket, some]) => ({
        bucket,
        results: some.map(({ line }) => line),
      }));
      const body = JSON.stringify({ time_series, next_cursor: next, has_more: next !== null });
      if (!fault || !isTransportFault(fault.kind)) return reply.type('application/json').send(body);
      return misbehave(reply, fault.kind, { status: 200, contentType: 'application/json', body }, fault.delayMs);
    });
  };
