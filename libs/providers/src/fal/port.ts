import type { AppError } from '@aisha/domain';

/** Work for one of FAL's models, in FAL's words: made by an adapter of `models/`. */
export interface FalSubmission {
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Carries our order id and its HMAC, so that an answer to a submission we never heard back from still finds its row. */
  readonly webhookUrl: string;
  /** After it FAL forgets the files it made. Everything we promise is copied to our own storage first. */
  readonly keepFilesSeconds: number;
}

export interface FalRequest {
  readonly endpoint: string;
  readonly requestId: string;
}

/**
 * What became of a submission. Only a `refused` one may ever be sent again: FAL surely has not taken it, and the error says why and
 * whether later is better. An `unknown` one may be running there, paid: its callback will tell, or the deadline.
 */
export type FalAcceptance =
  | { readonly state: 'accepted'; readonly request: FalRequest }
  | { readonly state: 'refused'; readonly error: AppError }
  | { readonly state: 'unknown'; readonly error: AppError };

/** What FAL says of a request when asked. `output` is read by the model's adapter. */
export type FalOutcome =
  | { readonly state: 'queued'; readonly ahead: number }
  | { readonly state: 'running' }
  | { readonly state: 'succeeded'; readonly output: unknown }
  | { readonly state: 'failed'; readonly error: AppError };

/** How a cancellation ended; after `asked` the work may still finish, be billed and be announced. */
export type FalCancellation = 'cancelled' | 'asked' | 'already-finished' | 'unknown';

/** FAL's queue and its storage: paid work handed over, looked after, stopped. Every error is an AppError. */
export abstract class FalQueue {
  /**
   * Sends paid work exactly once, never repeating by itself. Never throws: what fails around it, such as writing down its answer, can
   * then not be taken for a refusal of FAL's, after which the work would be sent, and paid, once more.
   */
  abstract submit(submission: FalSubmission): Promise<FalAcceptance>;

  /**
   * How the request stands, with its output when it is done. A failure of the work is an answer, `failed`; a throw means that
   * FAL could not be asked now (`provider-unreachable`, `provider-busy`, `provider-refused-key`, …): ask again later.
   */
  abstract poll(request: FalRequest): Promise<FalOutcome>;

  abstract cancel(request: FalRequest): Promise<FalCancellation>;

  /** Puts a file where FAL's models can read it. The URL alone gives access: it is a secret and never logged. */
  abstract upload(file: Blob, name: string, keepSeconds: number): Promise<string>;

  /** For /health: throws when FAL does not answer, or refused our account when it was last given work. Costs nothing. */
  abstract check(): Promise<void>;
}
