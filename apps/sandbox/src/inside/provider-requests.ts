import type { JobView } from '@aisha/fakes/fal';
import type { RecordedRequest } from '@aisha/fakes/openai';
import { Injectable } from '@nestjs/common';
import { Fakes } from '../fakes/fakes';
import { ProductRows } from './product-rows';

/** A request to a played provider as the provider saw it, with its cost by the product’s catalogue. */
interface ProviderRequest {
  readonly provider: 'fal' | 'openai';
  readonly endpoint: string;
  /** The HTTP status; null until the answer. */
  readonly status: number | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly tookMs: number | null;
  /** Millionths of a US dollar; null when the product has no row with a cost for this request. */
  readonly microDollars: number | null;
  readonly orderId: string | null;
}

interface Call {
  readonly provider: string;
  readonly model: string;
  readonly orderId: string | null;
  readonly microDollars: number;
  readonly calledAt: Date;
}

const SHOWN_AT_MOST = 15;
/**
 * How far apart the times of a request and of its row may be, in milliseconds. On a busy machine the request is sent some seconds after its
 * row is written.
 */
const SAME_WITHIN_MS = 30_000;

/** The newest requests to the played FAL and OpenAI. */
@Injectable()
export class ProviderRequests {
  constructor(
    private readonly fakes: Fakes,
    private readonly rows: ProductRows,
  ) {}

  async newest(): Promise<ProviderRequest[]> {
    const [jobs, requests, calls] = await Promise.all([
      this.ask<readonly JobView[]>('fal', `/jobs?last=${SHOWN_AT_MOST}`),
      this.ask<readonly RecordedRequest[]>('openai', `/requests?last=${4 * SHOWN_AT_MOST}`),
      this.rows.read<Call>(
        `SELECT provider, model, order_id AS "orderId", micro_dollars::float8 AS "microDollars", called_at AS "calledAt"
           FROM report.provider_call ORDER BY called_at DESC LIMIT ${8 * SHOWN_AT_MOST}`,
      ),
    ]);
    const unclaimed = new Set(calls);
    /**
     * Takes the product's row for this request: of the rows with the same provider, model and order (if it is known), the nearest one in
     * time. Each row belongs to one request. Undefined when no row is within SAME_WITHIN_MS.
     */
    const claim = (provider: string, model: string | null, at: number, orderId?: string): Call | undefined => {
      const distance = ({ calledAt }: Call): number => Math.abs(calledAt.getTime() - at);
      const [nearest] = [...unclaimed]
        .filter((call) => call.provider === provider && call.model === model && distance(call) < SAME_WITHIN_MS)
        .filter((call) => orderId === undefined || call.orderId === orderId)
        .sort((one, other) => distance(one) - distance(other));
      if (nearest) unclaimed.delete(nearest);
      return nearest;
    };
    const ofFal = jobs.map(({ endpoint, status, submittedAt, tookMs, webhookUrl }): ProviderRequest => {
      const orderId = orderOf(webhookUrl);
      const call = claim('fal', endpoint, submittedAt, orderId ?? undefined);
      return {
        ...{ provider: 'fal', endpoint, status, at: submittedAt, tookMs, orderId },
        microDollars: call?.microDollars ?? null,
      };
    });
    const ofOpenAi = requests
      .filter(({ method }) => method === 'POST') // all other requests only ask for lists of models
      .map(({ path, model, status, at, tookMs }): ProviderRequest => {
        const call = claim('openai', model, at - tookMs);
        return {
          ...{ provider: 'openai', endpoint: `${path.replace(/^\/v1\//, '')} · ${model ?? ''}`, status, tookMs },
          at: at - tookMs,
          microDollars: call?.microDollars ?? null,
          orderId: call?.orderId ?? null,
        };
      });
    return [...ofFal, ...ofOpenAi].sort((one, other) => other.at - one.at).slice(0, SHOWN_AT_MOST);
  }

  /** The prompts of an order’s pictures, as FAL got them, each once. */
  async promptsOf(orderId: string): Promise<string[]> {
    const jobs = await this.ask<readonly JobView[]>('fal', `/jobs?webhook=${orderId}`);
    return [...new Set(jobs.map(({ input }) => input['prompt']).filter((prompt) => typeof prompt === 'string'))];
  }

  private async ask<T>(fake: 'fal' | 'openai', path: string): Promise<T> {
    const answer = await fetch(new URL(path, this.fakes.urlOf(fake)));
    return (await answer.json()) as T;
  }
}

const orderOf = (webhookUrl: string | null): string | null =>
  webhookUrl === null ? null : new URL(webhookUrl).searchParams.get('order');
