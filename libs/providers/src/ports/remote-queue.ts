import type { AppError, OrderId } from '@aisha/domain';
import type { KindWithSlots, ProviderWithSlots } from '@aisha/kinds';

/** Work for one model of a provider, in the form that the provider takes. An adapter makes it. */
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

/** How far a model has come with its work, by its own log. */
export interface CountedSteps {
  /** How much is done, from 0 to 1. */
  readonly fraction: number;
  /**
   * When the last step is due at the pace of the log; null while the log shows no pace, because it has counted only once, stopped or gone
   * back.
   */
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
   * Sends paid work once and never repeats it by itself. Returns a refusal by the provider and never throws it. If it threw, the caller
   * could mistake another error, such as a failed write of the answer, for a refusal, and would send and pay for the work again.
   */
  abstract submit(submission: RemoteSubmission): Promise<RemoteAcceptance>;

  /**
   * The state of the request, with its output when it is done. Failed work is an answer, `failed`. A throw means that the poll itself
   * failed (`provider-unreachable`, `provider-busy`, `provider-refused-key`, …): poll again later. With `steps`, the number to which the
   * model's log counts, the answer about running work says how much is done.
   */
  abstract poll(request: RemoteRequest, steps?: number | null): Promise<RemoteOutcome>;

  abstract cancel(request: RemoteRequest): Promise<RemoteCancellation>;

  /** Uploads a file for the provider's models. The URL alone gives access, so it is a secret: never log it. */
  abstract upload(file: Blob, name: string, keepSeconds: number): Promise<string>;

  /** Serves /health: throws if the provider does not answer, or if it refused our account at the last submission. Costs nothing. */
  abstract check(): Promise<void>;
}

/** The files at a provider: results of its models, and files that were uploaded for them. */
export abstract class RemoteFiles {
  /** What the provider says about the file; `silent` when it gives no clear answer. Fetches only the headers. */
  abstract answerOf(url: string): Promise<'there' | 'gone' | 'silent'>;
}

/** The order that a callback is about. */
export interface WebhookOrder {
  readonly kind: KindWithSlots;
  readonly orderId: OrderId;
}

/** Makes and checks the addresses at which a provider calls back about an app's orders. */
export abstract class RemoteCallbacks {
  abstract urlOf(order: WebhookOrder): string;
}

/** The slots of one account at a provider. */
export interface ProviderAccount {
  /** The name of the provider, as in `ORDER_KIND`. */
  readonly provider: ProviderWithSlots;
  /** How many requests the account runs at once, over all replicas of all apps. */
  readonly limit: number;
  /** The pause after a refusal for a reason that passes, for example too many requests at once. */
  readonly busyPauseMs: number;
}
