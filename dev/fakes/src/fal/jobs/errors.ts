/** Errors of FAL itself, about a request as a whole. Their body is flat and has an `error_type`. */
const REQUEST_ERRORS = {
  request_timeout: 504,
  startup_timeout: 504,
  runner_scheduling_failure: 503,
  runner_connection_timeout: 503,
  runner_disconnected: 503,
  runner_connection_refused: 503,
  runner_connection_error: 503,
  runner_incomplete_response: 502,
  runner_server_error: 500,
  client_disconnected: 499,
  client_cancelled: 499,
  bad_request: 400,
  internal_error: 500,
} as const;

/** Errors of a model about its input or its work: `detail` is a list. */
const MODEL_ERRORS = {
  internal_server_error: 500,
  generation_timeout: 504,
  downstream_service_error: 400,
  downstream_service_unavailable: 500,
  content_policy_violation: 422,
  no_media_generated: 422,
  image_too_small: 422,
  image_too_large: 422,
  image_load_error: 422,
  file_download_error: 422,
  face_detection_error: 422,
  file_too_large: 422,
  missing: 422,
  string_type: 422,
  int_type: 422,
  float_type: 422,
  bool_type: 422,
  list_type: 422,
  json_invalid: 422,
  greater_than: 422,
  greater_than_equal: 422,
  less_than: 422,
  less_than_equal: 422,
  one_of: 422,
  too_short: 422,
  too_long: 422,
  sequence_too_short: 422,
  sequence_too_long: 422,
  feature_not_supported: 422,
  invalid_archive: 422,
  archive_file_count_below_minimum: 422,
  archive_file_count_exceeds_maximum: 422,
  unsupported_image_format: 422,
} as const;

type RequestErrorType = keyof typeof REQUEST_ERRORS;
type ModelErrorType = keyof typeof MODEL_ERRORS;
export type ErrorType = RequestErrorType | ModelErrorType;

export interface ErrorDetail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: ModelErrorType;
  readonly ctx?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
}

/** A failed job as its caller sees it when asking for the result. */
export interface Failure {
  readonly status: number;
  readonly body: unknown;
  readonly error: string;
  readonly errorType: ErrorType;
}

/** A model's refusal. It becomes the result and the webhook of its job, and never the answer to the submission. */
export class ModelError extends Error {
  constructor(readonly details: readonly [ErrorDetail, ...ErrorDetail[]]) {
    super(details[0].msg);
  }

  static at(
    field: string,
    type: ModelErrorType,
    msg: string,
    extra: Pick<ErrorDetail, 'ctx' | 'input'> = {},
  ): ModelError {
    return new ModelError([{ loc: ['body', field], msg, type, ...extra }]);
  }
}

export const modelFailure = ({ details }: ModelError): Failure => ({
  status: MODEL_ERRORS[details[0].type],
  body: { detail: details.map((one) => ({ ...one, url: `https://docs.fal.ai/errors/#${one.type}` })) },
  error: details[0].msg,
  errorType: details[0].type,
});

export const requestFailure = (type: RequestErrorType, message: string): Failure => ({
  status: REQUEST_ERRORS[type],
  body: { detail: message, error_type: type },
  error: message,
  errorType: type,
});

const isRequestError = (type: ErrorType): type is RequestErrorType => Object.hasOwn(REQUEST_ERRORS, type);

/** The failure that a fault asks for, in the form in which FAL sends this type of error. */
export const orderedFailure = (type: ErrorType): Failure =>
  isRequestError(type)
    ? requestFailure(type, `Request failed: ${type}`)
    : modelFailure(ModelError.at('prompt', type, MODEL_MESSAGES[type] ?? `The request failed: ${type}`));

const MODEL_MESSAGES: Partial<Record<ModelErrorType, string>> = {
  internal_server_error: 'Internal server error',
  generation_timeout: 'The generation took too long.',
  content_policy_violation: 'The content could not be processed because it was flagged by a content checker.',
  no_media_generated: 'No media was generated.',
  face_detection_error: 'Could not detect a face in the image.',
};

/** Whether FAL itself says that another try may help (`X-Fal-Retryable`). */
export const isRetryable = (failure: Failure): boolean => failure.status >= 500;
