import { UNSENT } from '../../unsent';
import { FalRefusal, FalSilence } from './errors';
import { isRecord, parseJson } from './wire';

export interface FalAddresses {
  /** The address in place of https://queue.fal.run; may have a path. */
  readonly queueUrl: string;
  /** The address in place of https://rest.fal.ai; may have a path. */
  readonly restUrl: string;
}

export interface FalTimeouts {
  /** How long a submission may take: FAL answers in well under a second, and after 30 s we expect no answer. */
  readonly submitMs: number;
  readonly askMs: number;
  /** How long an upload may take: 5 min are enough for a set of twenty photographs over a slow line. */
  readonly uploadMs: number;
}
export const FAL_TIMEOUTS: FalTimeouts = { submitMs: 30_000, askMs: 15_000, uploadMs: 300_000 };

/**
 * The `fetch` for FAL's client, which has neither a base URL nor an idempotency key and repeats submissions by itself (1 + 3 times, each
 * paid). This `fetch` sends every request once, to the configured address, within a time limit. It follows no redirect, because the key is
 * in a header.
 */
export const oneShotFetch =
  (addresses: FalAddresses, timeouts: FalTimeouts): typeof fetch =>
  async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const isSubmit = asked.host === 'queue.fal.run' && init?.method === 'POST';
    const timeoutMs = isSubmit ? timeouts.submitMs : init?.body instanceof Blob ? timeouts.uploadMs : timeouts.askMs;
    try {
      const response = await fetch(moved(asked, addresses), {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const body = await response.text();
      if (!response.ok) throw new FalRefusal(response.status, body, response.headers.get('x-fal-error-type'));
      return exactly(response, body);
    } catch (error) {
      throw error instanceof FalRefusal ? error : new FalSilence(UNSENT.has(systemCode(error)), error);
    }
  };

const moved = (asked: URL, { queueUrl, restUrl }: FalAddresses): URL => {
  const base = asked.host === 'queue.fal.run' ? queueUrl : asked.host === 'rest.fal.ai' ? restUrl : undefined;
  return base === undefined ? asked : new URL(base.replace(/\/+$/, '') + asked.pathname + asked.search);
};

/** A copy of the response whose JSON keeps large numbers. */
const exactly = (response: Response, body: string): Response => {
  const copy = new Response(body, { status: response.status, headers: response.headers });
  return Object.defineProperty(copy, 'json', {
    value: async (): Promise<unknown> => {
      const parsed = parseJson(body);
      if (parsed === undefined) throw new SyntaxError('FAL answered something that is not JSON');
      return parsed;
    },
  });
};

const systemCode = (error: unknown): string => {
  for (let cause = error; isRecord(cause); cause = cause['cause']) {
    if (typeof cause['code'] === 'string') return cause['code'];
  }
  return '';
};
