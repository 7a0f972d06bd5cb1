import type { AppError } from '@aisha/domain';
import type { CountedSteps } from './counted-steps';

/** Work for one of FAL's models, in FAL's words. An adapter of `models/` makes it. */
export interface FalSubmission {
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What FAL lists for it, in US dollars. */
  readonly dollars: number;
  /** Carries our order id and its HMAC, so a callback finds its row even if the submission was never answered. Null: no callback. */
  readonly webhookUrl: string | null;
  /** After this FAL deletes its files. We copy every result to our own storage first. */
  readonly keepFilesSeconds: number;
}

export interface FalRequest {
  readonly endpoint: string;
  readonly requestId: string;
}

/**
 * How a submission ended. We may send only a `refused` one again: FAL surely did not accept it, and the error says why and whether
 * to retry. An `unknown` one may be running at FAL, paid: we wait for its callback or the deadline.
 */
export type FalAcceptance =
  | { readonly state: 'accepted'; readonly request: FalRequest }
  | { readonly state: 'refused'; readonly error: AppError }
  | { readonly state: 'unknown'; readonly error: AppError };

/** FAL's answer to a poll. The model's adapter reads `output`. */
export type FalOutcome =
  | { readonly state: 'queued'; readonly ahead: number }
  | { readonly state: 'running'; readonly counted: CountedSteps | null }
  | { readonly state: 'succeeded'; readonly output: unknown }
  | { readonly state: 'failed'; readonly error: AppError };

/** How a cancellation ended. After `asked` FAL may still finish the work, charge for it and call back. */
export type FalCancellation = 'cancelled' | 'asked' | 'already-finished' | 'unknown';

/** FAL's queue and storage: submits, polls and cancels paid work. Every error is an AppError. */
export abstract class FalQueue {
  /**
   * Sends paid work once and never repeats by itself. Never throws: otherwise the caller could take another error, such as a failed
   * write of the answer, for a refusal by FAL, and would send and pay the work again.
   */
  abstract submit(submission: FalSubmission): Promise<FalAcceptance>;

  /**
   * The state of the request, with its output when it is done. Failed work is an answer, `failed`; a throw means that the poll
   * itself failed (`provider-unreachable`, `provider-busy`, `provider-refused-key`, …): poll again later. `steps` is up to what the
   * model's log counts: with it running work says how far it is.
   */
  abstract poll(request: FalRequest, steps?: number | null): Promise<FalOutcome>;

  abstract cancel(request: FalRequest): Promise<FalCancellation>;

  /** Uploads a file for FAL's models. The URL alone gives access: it is a secret, never log it. */
  abstract upload(file: Blob, name: string, keepSeconds: number): Promise<string>;

  /** For /health: throws if FAL does not answer, or if it refused our account at the last submission. Costs nothing. */
  abstract check(): Promise<void>;
}
