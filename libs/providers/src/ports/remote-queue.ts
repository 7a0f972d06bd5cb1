import type { AppError, OrderId } from '@aisha/domain';
import type { KindWithSlots, ProviderWithSlots } from '@aisha/kinds';

/** Work for one model of a provider, in the provider's words. An adapter makes it. */
export interface RemoteSubmission {
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The provider's list price, in US dollars. */
  readonly dollars: number;
  /** Carries our order id and its HMAC, so a callback finds its row even if the submission was never answered. Null: no callback. */
  readonly webhookUrl: string | null;
  /** After this time the provider deletes its files. We copy every result to our own storage first. */
  readonly keepFilesSeconds: number;
}

export interface RemoteRequest {
  readonly endpoint: string;
  readonly requestId: string;
}

/**
 * How a submission ended. We may send only a `refused` one again: the provider surely did not accept it, and the error says why and
 * whether to retry. An `unknown` one may be running there, paid: we wait for its callback or the deadline.
 */
export type RemoteAcceptance =
  | { readonly state: 'accepted'; readonly request: RemoteRequest }
  | { readonly state: 'refused'; readonly error: AppError }
  | { readonly state: 'unknown'; readonly error: AppError };

/** How far a model is by its own log. */
export interface CountedSteps {
  /** 0 to 1. */
  readonly fraction: number;
  /** When the last step is due at the pace of the log; null while it has counted only once. */
  readonly endsAt: Date | null;
}

/** The provider's answer to a poll. The model's adapter reads `output`. */
export type RemoteOutcome =
  | { readonly state: 'queued'; readonly ahead: number }
  | { readonly state: 'running'; readonly counted: CountedSteps | null }
  | { readonly state: 'succeeded'; readonly output: unknown }
  | { readonly state: 'failed'; readonly error: AppError };

/** How a cancellation ended. After `asked` the provider may still finish the work, charge for it and call back. */
export type RemoteCancellation = 'cancelled' | 'asked' | 'already-finished' | 'unknown';

/** A provider's queue and storage: submits, polls and cancels paid work. Every error is an AppError. */
export abstract class RemoteQueue {
  /**
   * Sends paid work once and never repeats by itself. Never throws: otherwise the caller could take another error, such as a failed
   * write of the answer, for a refusal by the provider, and would send and pay the work again.
   */
  abstract submit(submission: RemoteSubmission): Promise<RemoteAcceptance>;

  /**
   * The state of the request, with its output when it is done. Failed work is an answer, `failed`; a throw means that the poll
   * itself failed (`provider-unreachable`, `provider-busy`, `provider-refused-key`, …): poll again later. `steps` is up to what the
   * model's log counts: with it running work says how far it is.
   */
  abstract poll(request: RemoteRequest, steps?: number | null): Promise<RemoteOutcome>;

  abstract cancel(request: RemoteRequest): Promise<RemoteCancellation>;

  /** Uploads a file for the provider's models. The URL alone gives access: it is a secret, never log it. */
  abstract upload(file: Blob, name: string, keepSeconds: number): Promise<string>;

  /** Serves /health: throws if the provider does not answer, or if it refused our account at the last submission. Costs nothing. */
  abstract check(): Promise<void>;
}

/** The files at a provider: what its models have made, and what was uploaded for them. */
export abstract class RemoteFiles {
  /** What the provider says of the file: that it is gone, or neither that nor that it is there (`silent`). Fetches only the headers. */
  abstract answerOf(url: string): Promise<'there' | 'gone' | 'silent'>;
}

/** The order of a callback. */
export interface WebhookOrder {
  readonly kind: KindWithSlots;
  readonly orderId: OrderId;
}

/** Where a provider calls back about the orders of an app. */
export abstract class RemoteCallbacks {
  abstract urlOf(order: WebhookOrder): string;
}

/** The slots of one account at a provider. */
export interface ProviderAccount {
  /** The name of the provider, as `ORDER_KIND` says who runs a kind. */
  readonly provider: ProviderWithSlots;
  /** Requests that the account runs at once, over all replicas of all apps. */
  readonly limit: number;
  /** The pause after a passing refusal, for example too many requests at once. */
  readonly busyPauseMs: number;
}
