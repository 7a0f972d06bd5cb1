/** A refusal in OpenAI's form: always the same four keys. */
export class ApiError extends Error {
  readonly param: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly type: string,
    readonly code: string | null,
    message: string,
    { param = null, headers = {} }: { param?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.param = param;
    this.headers = headers;
  }

  get body(): object {
    return { error: { message: this.message, type: this.type, param: this.param, code: this.code } };
  }
}

export const invalid = (message: string, code: string | null = null, param: string | null = null): ApiError =>
  new ApiError(400, 'invalid_request_error', code, message, { param });

export const missing = (param: string): ApiError =>
  invalid(`Missing required parameter: '${param}'.`, 'missing_required_parameter', param);

export const modelNotFound = (model: string): ApiError =>
  new ApiError(
    404,
    'invalid_request_error',
    'model_not_found',
    `The model \`${model}\` does not exist or you do not have access to it.`,
  );

export const wrongKey = (key: string): ApiError => {
  const shown = key.length > 8 ? `${key.slice(0, 5)}${'*'.repeat(key.length - 9)}${key.slice(-4)}` : key;
  const help = 'You can find your API key at https://platform.openai.com/account/api-keys.';
  return new ApiError(401, 'invalid_request_error', 'invalid_api_key', `Incorrect API key provided: ${shown}. ${help}`);
};

/** The refusal a fault switch asks for. */
export const orderedError = (kind: string, model: string, key: string, retryAfterSeconds?: number): ApiError => {
  if (kind === '400') return invalid('Unsupported parameter.', 'unsupported_parameter');
  if (kind === '401') return wrongKey(key);
  if (kind === '403') {
    const message = 'Country, region, or territory not supported';
    return new ApiError(403, 'request_forbidden', 'unsupported_country_region_territory', message);
  }
  if (kind === '404') return modelNotFound(model);
  if (kind === '429') {
    const wait = retryAfterSeconds === undefined ? '' : ` Please try again in ${retryAfterSeconds}s.`;
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    const message = `Rate limit reached for ${model} on requests per min (RPM): Limit 500, Used 500, Requested 1.${wait}`;
    return new ApiError(429, 'requests', 'rate_limit_exceeded', message, { headers });
  }
  if (kind === '500') {
    const message = 'The server had an error while processing your request. Sorry about that!';
    return new ApiError(500, 'server_error', null, message);
  }
  if (kind === '503') {
    const message = 'The engine is currently overloaded, please try again later.';
    return new ApiError(503, 'service_unavailable_error', 'server_is_overloaded', message);
  }
  const message = 'You exceeded your current quota, please check your plan and billing details.';
  return new ApiError(429, 'insufficient_quota', kind, message);
};
