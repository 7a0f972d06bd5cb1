import { MAX_WEBHOOKS, TERMS } from './terms';

/** What every problem but `unexpected` says, because a refused request has not held or charged any credits. */
const UNTOUCHED = 'No credits were held or charged.';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What the caller can do after this refusal. */
  readonly next: string;
}

/** Every refusal of the API by its code, which never changes its meaning. */
export const PROBLEMS = {
  'key-not-valid': {
    status: 401,
    title: 'There is no valid key in the header Authorization.',
    next: 'Send “Authorization: Bearer aisha_live_…”. Make a key in the bot: /api.',
  },
  'scope-missing': {
    status: 403,
    title: 'The key may not do this.',
    next: 'Make a key with this scope in the bot: /api.',
  },
  'consent-missing': {
    status: 403,
    title:
      'The owner of the key has not agreed in the chat, to its text of today, that photos, voice and texts are worked on.',
    next: 'Agree in the chat with the bot: any order there asks for it.',
  },
  banned: {
    status: 403,
    title: 'The owner of the key is suspended.',
    next: 'Write to the support team in the bot: /support.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing of yours with this id.',
    next: 'Look the id up again. What was deleted in the chat is gone here, too.',
  },
  'no-such-path': { status: 404, title: 'There is no such path.', next: 'See /v1/docs for all paths.' },
  'body-not-valid': {
    status: 422,
    title: 'The request is not as it should be.',
    next: 'Correct what “errors” names, and send it again.',
  },
  'body-unreadable': { status: 400, title: 'The body is no JSON object.', next: 'Send one, as application/json.' },
  'body-too-large': {
    status: 413,
    title: 'The body is too large.',
    next: 'Send less: the longest text is 10,000 characters.',
  },
  'content-type-not-taken': {
    status: 415,
    title: 'The body is no file by its Content-Type.',
    next: 'Send the file itself as the body, as image/…, audio/…, video/… or application/octet-stream.',
  },
  'file-too-large': {
    status: 413,
    title: 'The file is too large.',
    next: 'Send a file of at most “maxBytes” bytes. A photo may have 20 MB.',
  },
  'file-empty': { status: 422, title: 'The file has no content.', next: 'Send the file as the body.' },
  'upload-cut': {
    status: 400,
    title: 'The upload ended before the file was whole, or was slower than 16 kB/s.',
    next: 'Send the file again with the same Idempotency-Key.',
  },
  'too-many-uploads': {
    status: 429,
    title: 'Too many files are being sent at this moment.',
    next: 'Wait as many seconds as Retry-After says, or until another upload ends.',
  },
  'too-many-at-once': {
    status: 409,
    title: 'Too many files of the owner of the key are being looked at.',
    next: 'Wait until one is ready.',
  },
  'too-many-today': {
    status: 409,
    title: 'The owner of the key has sent as many files of this kind as we look at in a day.',
    next: 'Send it a day from now.',
  },
  'storage-full': {
    status: 409,
    title: 'The owner of the key has no room left for files.',
    next: 'Delete files in the bot: /files.',
  },
  'file-of-another-kind': {
    status: 409,
    title: 'The file was sent for another kind of order, as “sentFor” says.',
    next: 'Send it again with the parameter “for” as it stands here, and with another Idempotency-Key.',
  },
  'file-not-ready': {
    status: 409,
    title: 'The file is still being looked at.',
    next: 'Look at it, GET /v1/files/{id}, until its state is “ready”.',
  },
  'file-refused': {
    status: 409,
    title: 'No order takes this file.',
    next: 'GET /v1/files/{id} says why. Send another one.',
  },
  'file-expired': { status: 409, title: 'The file has expired.', next: 'Send it again, with another Idempotency-Key.' },
  'file-used': {
    status: 409,
    title: 'Another order has taken the file, or it has just expired.',
    next: 'Send it again, with another Idempotency-Key.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'The header Idempotency-Key is missing, or is longer than 255 characters.',
    next: 'Send a name of your own for this request, such as a UUID, and the same one when you repeat it.',
  },
  'idempotency-key-reused': {
    status: 409,
    title: `Another request was sent with this Idempotency-Key within ${TERMS.answersKept}.`,
    next: 'Use a new Idempotency-Key for another request.',
  },
  'price-above-limit': {
    status: 409,
    title: 'The order costs more than maxCredits.',
    next: 'Raise maxCredits if you accept the price in “priceCredits”.',
  },
  'not-enough-credits': {
    status: 402,
    title: 'The owner of the key has too few credits.',
    next: 'Buy credits in the bot: /balance.',
  },
  'off-sale': {
    status: 409,
    title: 'No model is left that does this work.',
    next: 'Try again later, or order something else.',
  },
  'avatar-stopped': {
    status: 409,
    title: 'The avatar is stopped.',
    next: 'Open it in the bot, /avatars: it says why and what to do.',
  },
  'face-owner-unsaid': {
    status: 409,
    title: 'Nobody has said yet whose face the avatar shows.',
    next: 'Draw with it once in the chat: the bot asks.',
  },
  'transcript-too-long': {
    status: 409,
    title: 'The transcript is too long for one order.',
    next: 'Ask about a shorter one.',
  },
  'too-many-webhooks': { status: 409, title: `There are ${MAX_WEBHOOKS} webhooks already.`, next: 'Delete one first.' },
  'old-secret-signs': {
    status: 409,
    title: `The webhook got its secret within ${TERMS.bothSecrets}, and the one before still signs.`,
    next: `Rotate again ${TERMS.bothSecrets} after the last time. To have another secret at once, delete the webhook and add it anew.`,
  },
  'webhook-not-allowed': {
    status: 422,
    title: 'Webhooks go to public https addresses with the usual port and without credentials.',
    next: 'Send another address.',
  },
  'too-many-requests': {
    status: 429,
    title: 'The key has made too many requests.',
    next: 'Wait as many seconds as Retry-After says.',
  },
  'storage-away': { status: 503, title: 'Our storage is away.', next: 'Try again in some minutes.' },
  unexpected: { status: 500, title: 'Something unexpected went wrong on our side.', next: 'Send the request again.' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

type ProblemCode = keyof typeof PROBLEMS;

/** A refusal in the form of RFC 9457, with a stable code. */
interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** Whether credits were held or charged. */
  readonly credits: string;
  /** What the caller can do after this refusal. */
  readonly next: string;
  readonly [fact: string]: unknown;
}

/** Refuses a request; the server answers with its body. Its facts are figures and names of fields, never values that the caller sent. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly facts: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get body(): ProblemBody {
    const { status, title, next } = PROBLEMS[this.code];
    const credits = this.code === 'unexpected' ? REPEATABLE : UNTOUCHED;
    return { ...this.facts, type: `urn:aisha:problem:${this.code}`, title, status, code: this.code, credits, next };
  }
}

const REPEATABLE =
  'With the same Idempotency-Key nothing is held or charged twice: the repeated request finds out what became of it.';

/** The refusal of a field of a body, with a sentence about it. */
export const wrong = (field: string, message: string): Problem =>
  new Problem('body-not-valid', { errors: [{ field, message }] });
