import { AppError, type ErrorCode } from '@aisha/domain';
import { readError } from './wire';

/** An answer of FAL that is not a success, unchanged. */
export class FalRefusal extends Error {
  /** fal-js repeats every 429 and 5xx up to six times; only an error of this name is never repeated (client 1.10.1, retry.ts). */
  override readonly name = 'AbortError';

  constructor(
    readonly status: number,
    readonly body: string,
    readonly headerType: string | null,
  ) {
    super(`FAL answered ${status}`);
  }
}

/** FAL could not be reached, or the answer broke off. */
export class FalSilence extends Error {
  override readonly name = 'AbortError';

  constructor(
    /** There was no connection, so FAL surely read nothing. */
    readonly isUnsent: boolean,
    cause: unknown,
  ) {
    super('FAL did not answer', { cause });
  }
}

/** Error types that are not FAL's fault: the person can change the input, or has cancelled (https://docs.fal.ai/errors, 2026-11-20). */
const BLAMED_ON_INPUT: Readonly<Record<string, ErrorCode>> = {
  content_policy_violation: 'prompt-refused',
  no_media_generated: 'prompt-refused',
  face_detection_error: 'photos-refused',
  invalid_archive: 'photos-refused',
  archive_file_count_below_minimum: 'photos-refused',
  archive_file_count_exceeds_maximum: 'photos-refused',
  image_too_small: 'photos-refused',
  image_too_large: 'photos-refused',
  image_load_error: 'photos-refused',
  unsupported_image_format: 'photos-refused',
  file_too_large: 'photos-refused',
  client_cancelled: 'cancelled-by-user',
};

/** Why finished work failed, from FAL's error type, never from its prose. */
export function workFailure(refusal: FalRefusal): AppError {
  const { errorType } = readError(refusal.body, refusal.headerType);
  return failureOf(errorType, refusal.status);
}

export const failureOf = (errorType: string | null, status: number | null): AppError =>
  new AppError((errorType && BLAMED_ON_INPUT[errorType]) || 'provider-failed', { facts: { status, errorType } });

/** Why FAL refused our request. */
export function refusalError(refusal: FalRefusal): AppError {
  const { errorType, text } = readError(refusal.body, refusal.headerType);
  const facts = { status: refusal.status, errorType };
  switch (refusal.status) {
    case 401:
      return new AppError('provider-refused-key', { facts });
    case 403:
      return new AppError(/locked|balance/i.test(text) ? 'provider-out-of-credit' : 'provider-refused-key', { facts });
    case 404:
      return new AppError('provider-result-lost', { facts });
    // A proxy in between gave up on the request or would not take it yet, which says nothing about the work.
    case 408:
    case 425:
      return new AppError('provider-unreachable', { facts });
    case 429:
    case 503:
      return new AppError('provider-busy', { facts });
    default:
      return refusal.status >= 500
        ? new AppError('provider-unreachable', { facts })
        : failureOf(errorType, refusal.status);
  }
}

/** Whether the refusal may be FAL's, which answers in JSON; a page is from a proxy in between, or from another server. */
export const mayBeOfFal = ({ body, headerType }: FalRefusal): boolean => readError(body, headerType).isJson;

/** The code of a failed submission, which says above all whether FAL may have accepted the work. */
export function submitError(error: unknown): AppError {
  if (error instanceof FalSilence && error.isUnsent) return new AppError('provider-unreachable', { cause: error });
  if (!(error instanceof FalRefusal)) return new AppError('submit-unknown', { cause: error });
  // FAL's own 429 and 503 are JSON, and FAL sends them before it accepts the work; an HTML page is from a proxy in between.
  const wasSurelyRefused = (error.status < 500 && error.status !== 408) || (error.status === 503 && mayBeOfFal(error));
  if (!wasSurelyRefused) return new AppError('submit-unknown', { facts: { status: error.status } });
  if (isGone(error)) return new AppError('model-gone', { facts: { status: error.status } });
  return error.status === 404 ? failureOf('unknown_endpoint', 404) : refusalError(error);
}

/**
 * Whether FAL says that it has no such model any more: a 404, a 410, or another refusal that says so, in FAL's own form. An answer of a
 * proxy in between does not count.
 */
function isGone({ status, body, headerType }: FalRefusal): boolean {
  const { text } = readError(body, headerType);
  if (text === '') return false;
  return status === 404 || status === 410 || (status < 500 && /no longer (supported|available)/i.test(text));
}

/** Whether FAL surely did not accept a failed submission. An error that `submitError` does not name proves nothing. */
export const isSurelyRefused = ({ code }: AppError): boolean => code !== 'submit-unknown' && code !== 'unexpected';

/**
 * Whether a refused poll says nothing about the work: something in between, such as a proxy, has answered and not FAL, which gives a reason;
 * or FAL says, in words alone, that the work has not ended yet (fal.md §2.4). A model's own 422 may have no reason.
 */
export function saysNothing({ status, body, headerType }: FalRefusal): boolean {
  const { errorType, text } = readError(body, headerType);
  const mayBeFals = status < 400 || status >= 500 || [401, 403, 422, 429].includes(status) || errorType !== null;
  return !mayBeFals && (text === '' || status === 400);
}

/** The error of a failed poll, deletion or check. */
export const pollError = (error: unknown): AppError =>
  error instanceof FalRefusal && saysNothing(error)
    ? new AppError('provider-unreachable', { facts: { status: error.status } })
    : askError(error);

/** The error of a failed cancellation or upload, or of a failed request to the platform API. */
export function askError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof FalRefusal) return refusalError(error);
  if (error instanceof FalSilence) return new AppError('provider-unreachable', { cause: error.cause });
  return new AppError('provider-answer-unreadable', { cause: error });
}
