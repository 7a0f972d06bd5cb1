import { createFalClient, type FalClient } from '@fal-ai/client';
import { AppError, asAppError } from '@aisha/domain';
import { countedSteps } from './counted-steps';
import {
  askError,
  FalRefusal,
  failureOf,
  isSurelyRefused,
  mayBeOfFal,
  pollError,
  refusalError,
  saysNothing,
  submitError,
  workFailure,
} from './errors';
import { AccountState, countSubmission, measured } from './metrics';
import { FAL_TIMEOUTS, oneShotFetch, type FalAddresses, type FalTimeouts } from './one-shot-fetch';
import {
  RemoteQueue,
  type RemoteAcceptance,
  type RemoteCancellation,
  type RemoteOutcome,
  type RemoteRequest,
  type RemoteSubmission,
} from '../../ports';
import { isRecord, logOf, parseJson, type WireStatus } from './wire';

export interface FalAccount extends FalAddresses {
  /** `<key_id>:<key_secret>` */
  readonly key: string;
}

/** The request names this model, but any of FAL's would do: FAL checks the key before it looks for the request. */
const CHECKED_ENDPOINT = 'fal-ai/flux-lora';
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';

/** FAL over HTTP, or any server at the configured addresses. */
export class FalHttpQueue extends RemoteQueue {
  private readonly fal: FalClient;
  private readonly fetch: typeof fetch;
  private readonly account = new AccountState();

  constructor(
    account: FalAccount,
    timeouts: FalTimeouts = FAL_TIMEOUTS,
    /** Called at once when FAL says that it has no such model any more. */
    private readonly isGone: (endpoint: string) => void = () => undefined,
  ) {
    super();
    this.fetch = oneShotFetch(account, timeouts);
    this.fal = createFalClient({
      credentials: account.key.trim(), // a key pasted with its newline answers 401
      fetch: this.fetch,
      retry: { maxRetries: 0 },
    });
  }

  async submit(submission: RemoteSubmission): Promise<RemoteAcceptance> {
    const acceptance = await this.giveOnce(submission);
    countSubmission(submission, acceptance.state);
    return acceptance;
  }

  poll(request: RemoteRequest, steps: number | null = null): Promise<RemoteOutcome> {
    return measured('poll', () => this.ask(request, steps));
  }

  cancel(request: RemoteRequest): Promise<RemoteCancellation> {
    return measured('cancel', () => this.stop(request));
  }

  upload(file: Blob, name: string, keepSeconds: number): Promise<string> {
    return this.account.watch(measured('upload', () => this.store(file, name, keepSeconds)));
  }

  /**
   * Polls a request that does not exist, with the key, so that a wrong key, or an address of something else, is reported before the first
   * order, at no cost. Throws, too, if FAL refused our account at the last submission or upload.
   */
  async check(): Promise<void> {
    try {
      const answer: unknown = await this.fal.queue.status(CHECKED_ENDPOINT, { requestId: NO_REQUEST });
      if (!isStatus(answer)) throw new AppError('provider-answer-unreadable');
    } catch (error) {
      const isRefused = error instanceof FalRefusal && error.status < 500 && ![401, 403].includes(error.status);
      if (!isRefused || !mayBeOfFal(error)) throw pollError(error);
    }
    this.account.check();
  }

  private async giveOnce(submission: RemoteSubmission): Promise<RemoteAcceptance> {
    try {
      const request = await this.account.watch(measured('submit', () => this.send(submission)));
      return { state: 'accepted', request };
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === 'model-gone') this.isGone(submission.endpoint);
      return { state: isSurelyRefused(error) ? 'refused' : 'unknown', error };
    }
  }

  private async send({ endpoint, input, webhookUrl, keepFilesSeconds }: RemoteSubmission): Promise<RemoteRequest> {
    try {
      const answer: unknown = await this.fal.queue.submit(endpoint, {
        input,
        ...(webhookUrl === null ? {} : { webhookUrl }),
        storageSettings: { expiresIn: keepFilesSeconds },
      });
      if (!isRecord(answer) || typeof answer['request_id'] !== 'string') throw new SyntaxError('no request_id');
      return { endpoint, requestId: answer['request_id'] };
    } catch (error) {
      throw submitError(error);
    }
  }

  private async ask(request: RemoteRequest, steps: number | null): Promise<RemoteOutcome> {
    const status = await this.status(request, steps !== null);
    if (status === 'lost') return { state: 'failed', error: new AppError('provider-result-lost') };
    if (status.status === 'IN_QUEUE') return { state: 'queued', ahead: Math.max(0, status.queue_position ?? 0) };
    if (status.status === 'IN_PROGRESS') {
      return { state: 'running', counted: steps === null ? null : countedSteps(logOf(status), steps) };
    }
    return this.ended(request, status);
  }

  private async stop({ endpoint, requestId }: RemoteRequest): Promise<RemoteCancellation> {
    try {
      // The client drops the answer, so we cannot distinguish "removed from the queue" from "asked to stop": we report
      // the second, which promises less.
      await this.fal.queue.cancel(endpoint, { requestId });
      return 'asked';
    } catch (error) {
      if (error instanceof FalRefusal && error.status === 404) return 'unknown';
      if (error instanceof FalRefusal && error.status === 400 && says(error, 'ALREADY_COMPLETED')) {
        return 'already-finished';
      }
      throw askError(error);
    }
  }

  private async store(file: Blob, name: string, keepSeconds: number): Promise<string> {
    try {
      // fal-js takes the name from a `File`. A `File` of a file-backed Blob refers to its parts and copies nothing.
      return await this.fal.storage.upload(new File([file], name, { type: file.type }), {
        lifecycle: { expiresIn: keepSeconds },
      });
    } catch (error) {
      throw askError(error);
    }
  }

  private async status({ endpoint, requestId }: RemoteRequest, logs: boolean): Promise<WireStatus | 'lost'> {
    try {
      const answer: unknown = await this.fal.queue.status(endpoint, { requestId, logs });
      if (!isStatus(answer)) throw new AppError('provider-answer-unreadable');
      return answer;
    } catch (error) {
      if (error instanceof FalRefusal && error.status === 404 && !saysNothing(error)) return 'lost';
      throw pollError(error);
    }
  }

  /**
   * FAL has no status for failure: failed work is COMPLETED with an error, and the result request returns the model's
   * own error. If the status has no error, a 5xx of the result is FAL's problem and not the work's.
   */
  private async ended({ endpoint, requestId }: RemoteRequest, status: WireStatus): Promise<RemoteOutcome> {
    const failed = Boolean(status.error) || Boolean(status.error_type);
    try {
      const { data } = await this.fal.queue.result(endpoint, { requestId });
      if (failed) return { state: 'failed', error: failureOf(status.error_type ?? null, null) };
      return { state: 'succeeded', output: data };
    } catch (error) {
      if (!(error instanceof FalRefusal) || (!failed && saysNothing(error))) throw pollError(error);
      if (failed || error.status === 422) {
        const exact = workFailure(error);
        const isVague = exact.facts['errorType'] === null || exact.code === 'provider-failed';
        return {
          state: 'failed',
          error: isVague && status.error_type ? failureOf(status.error_type, error.status) : exact,
        };
      }
      if (error.status === 404 || error.status === 410) return { state: 'failed', error: refusalError(error) };
      throw askError(error);
    }
  }
}

const isStatus = (answer: unknown): answer is WireStatus =>
  isRecord(answer) && ['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'].includes(String(answer['status']));

const says = (refusal: FalRefusal, status: string): boolean => {
  const body = parseJson(refusal.body);
  return isRecord(body) && body['status'] === status;
};
