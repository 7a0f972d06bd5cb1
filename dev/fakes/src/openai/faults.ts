import { Faults, TRANSPORT_FAULTS } from '../faults';
import type { ModerationCategory } from './moderations';

const QUOTA_FAULTS = [
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
] as const;

/** Faults of any endpoint: refusals by status, every quota code, broken transport. */
const ANYWHERE = ['400', '401', '403', '404', '429', ...QUOTA_FAULTS, '500', '503', ...TRANSPORT_FAULTS] as const;

/** Every fault that OpenAI can be told to have. */
export const OPENAI_FAULTS = {
  responses: [
    ...ANYWHERE,
    'refusal',
    'incomplete',
    'content-filter',
    'failed',
    'image-refused',
    'reasoning-first',
    'indecent',
    'passport',
    'child',
    'unsafe',
    'nonsense',
    'unsupported',
    'no-points',
  ],
  transcriptions: [...ANYWHERE, 'empty', 'too-long', 'corrupted', 'loop', 'invented'],
  speech: [...ANYWHERE, 'html-page'],
  moderations: [...ANYWHERE, 'flagged', 'no-results', 'no-categories'],
  models: ANYWHERE,
} as const;

export interface OpenAiFaultParameters {
  /** How long a slow body takes. */
  readonly delayMs?: number;
  /** The seconds to wait in a 429; no header when absent. */
  readonly retryAfterSeconds?: number;
  /** The only category with which a text is `flagged`; `sexual` when absent. */
  readonly category?: ModerationCategory;
  /** The only picture of a request in which `unsafe` or `child` is seen, by its place from 0; every picture when absent. */
  readonly picture?: number;
}

export type OpenAiFaults = Faults<typeof OPENAI_FAULTS, OpenAiFaultParameters>;
export const createOpenAiFaults = (): OpenAiFaults => new Faults(OPENAI_FAULTS);
