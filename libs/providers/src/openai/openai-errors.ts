import { AppError, type ErrorCode, type ErrorFacts } from '@aisha/domain';
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { UNSENT } from '../unsent';

/**
 * The account may spend nothing more, whatever the reason: retrying is useless until an operator pays or raises a limit
 * (developers.openai.com, error codes).
 */
const OUT_OF_CREDIT = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
  'billing_error', // Anthropic's code
]);

/** Codes by which OpenAI refuses a text, at once or in a response that failed after it began. */
const REFUSED = new Set(['content_policy_violation', 'invalid_prompt', 'bio_policy', 'image_content_policy_violation']);

/**
 * Turns an error of the client into our code. Drops the provider's message: a 401 echoes a part of the key, and a 400 may echo the
 * prompt. Drops the error as a cause too.
 */
export function namedError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIUserAbortError) return new AppError('took-too-long');
  if (error instanceof APIConnectionTimeoutError)
    return new AppError('provider-unreachable', { facts: { timeout: true } });
  if (error instanceof APIConnectionError)
    return new AppError('provider-unreachable', { facts: { sent: mayBeSent(error) } });
  if (error instanceof SyntaxError) return new AppError('provider-answer-unreadable');
  if (error instanceof APIError) return new AppError(codeOf(error), { facts: factsOf(error) });
  // fetch throws TypeErrors when a body breaks off.
  if (error instanceof TypeError) return new AppError('provider-unreachable', { facts: { brokenOff: true } });
  return new AppError('unexpected', { facts: { error: error instanceof Error ? error.name : typeof error } });
}

/**
 * Whether a request may have reached OpenAI before its connection failed. The system's code of the failure is in the cause of the client's
 * error, or in a cause of that cause.
 */
function mayBeSent(error: Error): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && UNSENT.has(String(cause.code))) return false;
  }
  return true;
}

/** The code for a response that began and then ended as `failed`. */
export const failedAfterStart = (providerCode: string | undefined): AppError => {
  const facts = providerCode === undefined ? {} : { providerCode: word(providerCode) };
  if (providerCode !== undefined && REFUSED.has(providerCode)) return new AppError('prompt-refused', { facts });
  return new AppError(providerCode === 'rate_limit_exceeded' ? 'provider-busy' : 'provider-unreachable', { facts });
};

function codeOf({ status, code, type, param }: APIError): ErrorCode {
  if (status === 401 || status === 403) return 'provider-refused-key';
  if (status === 402) return 'provider-out-of-credit';
  if (status === 413) return 'file-too-large';
  if (status === 429)
    return OUT_OF_CREDIT.has(code ?? '') || OUT_OF_CREDIT.has(type ?? '') ? 'provider-out-of-credit' : 'provider-busy';
  if (status === 503 || status === 529) return 'provider-busy';
  if (status === undefined || status === 408 || status === 409 || status >= 500) return 'provider-unreachable';
  if (REFUSED.has(code ?? '')) return 'prompt-refused';
  // OpenAI gives the same answer for a model that was switched off and for one that never existed.
  if (status === 410 || (status === 404 && code === 'model_not_found')) return 'model-gone';
  if (param === 'file') return 'audio-unreadable';
  return 'provider-failed';
}

const word = (text: string): string => text.replace(/[^\w./-]/g, '').slice(0, 64);

function factsOf({ status, code, type, requestID }: APIError): ErrorFacts {
  return {
    ...(status === undefined ? {} : { status }),
    ...(code ? { providerCode: word(code) } : type ? { providerCode: word(type) } : {}),
    ...(requestID ? { requestId: word(requestID) } : {}),
  };
}
