import { AppError } from '@aisha/domain';
import { askError, FalRefusal, FalSilence, mayBeOfFal, pollError } from './errors';
import { isRecord, parseJson } from './wire';

const TIMEOUT_MS = 30_000;

/** FAL's platform API, which is apart from its queue: what FAL says of its models and of our account. */
export class FalPlatform {
  constructor(
    /** The address in place of https://api.fal.ai/v1; may have a path. */
    private readonly url: string,
    /** Absent: asks only for what FAL shows to everybody. */
    private readonly key?: string,
  ) {}

  /** The answer to a GET request; undefined when the answer is no object. Throws the `provider-*` codes. */
  async ask(path: string, query: URLSearchParams): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      const answer = parseJson(await this.text(`${this.url.replace(/\/+$/, '')}/${path}?${query.toString()}`));
      return isRecord(answer) ? answer : undefined;
    } catch (error) {
      throw askError(error);
    }
  }

  /** Deletes what is at the path. Resolves to FAL's answer, or to undefined if there was nothing. Throws the `provider-*` codes. */
  async remove(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      const answer = parseJson(await this.text(`${this.url.replace(/\/+$/, '')}/${path}`, 'DELETE'));
      if (isRecord(answer)) return answer;
    } catch (error) {
      if (error instanceof FalRefusal && error.status === 404 && mayBeOfFal(error)) return undefined;
      throw pollError(error);
    }
    throw new AppError('provider-answer-unreadable');
  }

  private async text(url: string, method: 'GET' | 'DELETE' = 'GET'): Promise<string> {
    const silence = (error: unknown) => {
      throw new FalSilence(false, error);
    };
    const headers = this.key === undefined ? {} : { authorization: `Key ${this.key}` };
    const init: RequestInit = { method, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(url, init).catch(silence);
    const body = await response.text().catch(silence);
    if (!response.ok) throw new FalRefusal(response.status, body, null);
    return body;
  }
}
