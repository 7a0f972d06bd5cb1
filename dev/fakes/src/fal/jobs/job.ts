import type { ErrorType, Failure } from './errors';

type JobState = 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';

/** The fault that a job was given when it was submitted. */
interface JobTrouble {
  readonly kind:
    | 'fail'
    | 'nsfw'
    | 'nsfw-shown'
    | 'fewer'
    | 'stranger'
    | 'one-missing'
    | 'broken'
    | 'ruined'
    | 'explicit'
    | 'never-finish';
  readonly errorType?: ErrorType;
  readonly images?: number;
}

/** `bodyText` is the answer as sent: seeds above 2⁵³ do not survive a JSON.parse. */
export interface Outcome {
  readonly status: number;
  readonly bodyText: string;
  readonly seconds: number;
  readonly failure?: Failure;
}

export type WebhookState = 'none' | 'waiting' | 'pending' | 'delivered' | 'given-up' | 'lost';

export interface Job {
  readonly id: string;
  readonly endpoint: string;
  /** `owner/alias`: how status, result and cancel are addressed. */
  readonly app: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The seed as the caller wrote it, digit by digit. */
  readonly seedText?: string;
  readonly webhookUrl?: string;
  readonly keepsPayload: boolean;
  readonly lifeSeconds: number | null;
  readonly createdAt: number;
  readonly trouble?: JobTrouble;
  readonly state: JobState;
  readonly startedAt?: number;
  /** How many milliseconds the job's model works, with the fake's time scale applied. */
  readonly workMs?: number;
  readonly completedAt?: number;
  readonly outcome?: Outcome;
  readonly expired?: boolean;
  /** Whether the job's payloads were deleted. Its input is then kept for the bill alone. */
  readonly isForgotten?: boolean;
  readonly webhook: WebhookState;
  readonly webhookAttempts: number;
}

/** A job as tests and developers see it: without bytes, query strings and signatures. */
export interface JobView {
  readonly requestId: string;
  readonly endpoint: string;
  readonly state: JobState;
  readonly webhookUrl: string | null;
  readonly webhook: WebhookState;
  readonly webhookAttempts: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: number | null;
  readonly errorType: string | null;
  /** Whether FAL bills the job. It bills every job that ended with 200, even if the safety checker held the pictures back. */
  readonly billed: boolean;
  /** Epoch milliseconds. */
  readonly submittedAt: number;
  /** From the submission to the end, in milliseconds; null while the job lasts. */
  readonly tookMs: number | null;
}

export const viewOf = (job: Job): JobView => ({
  requestId: job.id,
  endpoint: job.endpoint,
  state: job.state,
  webhookUrl: job.webhookUrl ?? null,
  webhook: job.webhook,
  webhookAttempts: job.webhookAttempts,
  input: job.isForgotten ? {} : (withoutSecrets(job.input) as Record<string, unknown>),
  status: job.outcome?.status ?? null,
  errorType: job.outcome?.failure?.errorType ?? null,
  billed: job.outcome?.status === 200,
  submittedAt: job.createdAt,
  tookMs: job.completedAt === undefined ? null : job.completedAt - job.createdAt,
});

const withoutSecrets = (value: unknown): unknown => {
  if (typeof value === 'string') {
    if (value.startsWith('data:')) return `${value.slice(0, value.indexOf(',') + 1)}…`;
    return /^https?:/.test(value) ? value.replace(/\?.*$/, '?…') : value;
  }
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]));
  }
  return value;
};
