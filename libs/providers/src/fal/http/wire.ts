/**
 * The answers of FAL's queue, as far as we read them. https://docs.fal.ai/model-apis/model-endpoints/queue and https://docs.fal.ai/errors, read
 * 2026-11-20.
 */
export interface WireStatus {
  readonly status: 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';
  readonly queue_position?: number;
  /** The reason of a failure: a failed request is COMPLETED, too. */
  readonly error?: string | null;
  readonly error_type?: string | null;
  /** The model's log, when the poll asked for it. */
  readonly logs?: unknown;
}

export interface WireLogLine {
  readonly message: string;
  /** A time in ISO 8601. */
  readonly timestamp: string;
}

/** The readable lines of a status answer. Never log them: they may quote a prompt. */
export const logOf = ({ logs }: WireStatus): readonly WireLogLine[] =>
  Array.isArray(logs)
    ? logs.filter(
        (line): line is WireLogLine & Record<string, unknown> =>
          isRecord(line) && typeof line['message'] === 'string' && typeof line['timestamp'] === 'string',
      )
    : [];

/** FAL's `File`; images add width and height. */
export interface WireFile {
  readonly url: string;
  readonly content_type?: string;
  readonly file_size?: number;
  readonly width?: unknown;
  readonly height?: unknown;
}

interface WireErrorDetail {
  readonly type?: unknown;
}

/** The machine-readable part of an error body. `detail` is a string or an array; the body of a request error has `error_type` besides. */
interface WireError {
  readonly errorType: string | null;
  /** The text, which alone distinguishes "User is locked" from a forbidden key: FAL has no type for it. */
  readonly text: string;
  readonly isJson: boolean;
}

export function readError(body: string, headerType: string | null): WireError {
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return { errorType: headerType, text: '', isJson: false };
  const { detail, error_type: flatType } = parsed;
  const details: readonly WireErrorDetail[] = Array.isArray(detail) ? detail.filter(isRecord) : [];
  const types = [...details.map(({ type }) => type), flatType, headerType];
  return {
    errorType: types.find((type): type is string => typeof type === 'string' && type.length > 0) ?? null,
    text: typeof detail === 'string' ? detail : '',
    isJson: true,
  };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Parses JSON. A whole number that a double cannot hold becomes the string of its digits: FAL's own seeds reach 60 bits (196619188014358660
 * in its examples), and would otherwise come back as another seed. Undefined when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source
      ? context.source
      : value;
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}
