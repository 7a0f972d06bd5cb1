/**
 * Every error, named once. `retry` says whether the same attempt may succeed later. `blame` says who caused it, which
 * decides what metrics count, whom an alert reaches and how the bot speaks to the person. The words for people are in
 * libs/words.
 */
export const ERROR_CODES = {
  // These are blamed on the person.
  'not-enough-credits': { retry: 'never', blame: 'user' },
  'price-changed': { retry: 'never', blame: 'user' },
  'too-many-orders': { retry: 'later', blame: 'user' },
  /** The order would take the person past the limit that they have set for their day. */
  'over-own-limit': { retry: 'never', blame: 'user' },
  /** An operator has banned the person: nothing is held for a new order. */
  'person-banned': { retry: 'never', blame: 'user' },
  'too-few-photos': { retry: 'never', blame: 'user' },
  'avatar-not-found': { retry: 'never', blame: 'user' },
  'avatar-not-ready': { retry: 'never', blame: 'user' },
  /** The photos of an avatar show a face that looks like a child's. */
  'face-too-young': { retry: 'never', blame: 'user' },
  /** The avatar is neither drawn nor trained until its person has shown by two selfies that the face is theirs. */
  'face-unproved': { retry: 'never', blame: 'user' },
  /** The avatar is stopped because its face looks like one that a person has reported as misused. */
  'avatar-reported': { retry: 'never', blame: 'user' },
  /** An operator has stopped the avatar. */
  'avatar-stopped': { retry: 'never', blame: 'user' },
  'picture-not-found': { retry: 'never', blame: 'user' },
  /** Somebody who was to be in a picture of several people may not be drawn there: there is no permission, or it no longer holds. */
  'permission-gone': { retry: 'never', blame: 'user' },
  'prompt-refused': { retry: 'never', blame: 'user' },
  'prompt-names-person': { retry: 'never', blame: 'user' },
  /** The idea asks for a picture that could pass for a real document, such as a passport or a banknote. */
  'prompt-asks-document': { retry: 'never', blame: 'user' },
  'prompt-shows-hate': { retry: 'never', blame: 'user' },
  /** The idea asks for a picture that looks like news, such as an arrest. */
  'prompt-fakes-news': { retry: 'never', blame: 'user' },
  /** The idea is a cipher in place of a description. */
  'prompt-is-riddle': { retry: 'never', blame: 'user' },
  /** The change that the person asks for would show more of a body than the picture does. */
  'edit-undresses': { retry: 'never', blame: 'user' },
  /** The asked change is about a child, or the picture shows one. */
  'edit-of-child': { retry: 'never', blame: 'user' },
  /** The change would put another person's face into the picture, or nobody has said whose faces the sent photo shows. */
  'edit-of-other-face': { retry: 'never', blame: 'user' },
  /** Our checks let nobody change or animate this picture, because of what it shows. */
  'picture-not-changed': { retry: 'never', blame: 'user' },
  'result-not-decent': { retry: 'never', blame: 'user' },
  'photos-refused': { retry: 'never', blame: 'user' },
  /** The provider found no face in the main photo of an avatar that is drawn from that photo alone. */
  'photo-without-face': { retry: 'never', blame: 'user' },
  /** The provider or its model finds no face in a photo that is to be restored. */
  'no-face-to-restore': { retry: 'never', blame: 'user' },
  'file-too-large': { retry: 'never', blame: 'user' },
  'audio-unreadable': { retry: 'never', blame: 'user' },
  'no-speech': { retry: 'never', blame: 'user' },
  'transcript-not-found': { retry: 'never', blame: 'user' },
  /** The sent text is gone: we keep a sent text for a day. */
  'text-not-found': { retry: 'never', blame: 'user' },
  /** The text has nothing that a document of this type is made of. */
  'document-empty': { retry: 'never', blame: 'user' },
  /** The model declines to write about the text. */
  'text-refused': { retry: 'never', blame: 'user' },
  'text-not-taken': { retry: 'never', blame: 'user' },
  'text-unreadable': { retry: 'never', blame: 'user' },
  'text-empty': { retry: 'never', blame: 'user' },
  'text-too-long': { retry: 'never', blame: 'user' },
  'text-too-complex': { retry: 'never', blame: 'user' },
  'text-locked': { retry: 'never', blame: 'user' },
  /** The PDF has only pictures of its pages, and no text. */
  'text-scanned': { retry: 'never', blame: 'user' },
  /** Our moderation, or the model, declines the question. */
  'question-refused': { retry: 'never', blame: 'user' },
  /** Nothing in the recording answers the question. */
  'not-in-recording': { retry: 'never', blame: 'user' },
  /** Nothing that the search found in all recordings of the person answers the question. */
  'not-in-recordings': { retry: 'never', blame: 'user' },
  /** The person would pay nothing for the order, and the free work of the day or month is used up (decision 105). */
  'free-work-used-up': { retry: 'never', blame: 'user' },
  /** Our moderation, or the provider's, refuses to have the text read aloud. */
  'speech-refused': { retry: 'never', blame: 'user' },
  /** The text is longer than one order reads aloud; for a sent file the bot says so before the order. */
  'speech-too-long': { retry: 'never', blame: 'user' },
  /** The text has nothing in it to read aloud. */
  'text-missing': { retry: 'never', blame: 'user' },
  'cancelled-by-user': { retry: 'never', blame: 'user' },
  // These are blamed on a provider.
  'provider-unreachable': { retry: 'later', blame: 'provider' },
  'provider-busy': { retry: 'later', blame: 'provider' },
  'provider-out-of-credit': { retry: 'later', blame: 'provider' },
  'provider-refused-key': { retry: 'later', blame: 'provider' },
  /** The moderator does not answer, and no text is drawn before the moderator has read it. */
  'moderator-unavailable': { retry: 'later', blame: 'provider' },
  /** The picture could not be checked, so it is not shown. */
  'picture-unchecked': { retry: 'later', blame: 'provider' },
  /** The provider declines a look of our catalogue, or draws it in a way that may be shown to nobody. */
  'look-not-drawn': { retry: 'never', blame: 'provider' },
  'provider-failed': { retry: 'never', blame: 'provider' },
  /** A picture of several people lacks one of their faces, or shows somebody else's, even after it was drawn again. */
  'faces-not-alike': { retry: 'never', blame: 'provider' },
  /** A new avatar is not like its photos, even after a second training: the avatar stays, the credits go back. */
  'avatar-unlike': { retry: 'never', blame: 'provider' },
  /** The model that reads aloud is gone, or none is configured. */
  'speech-off': { retry: 'never', blame: 'provider' },
  /** The provider has taken the model off for good, and no other model takes over: another attempt would end the same way. */
  'model-gone': { retry: 'never', blame: 'provider' },
  'provider-silent': { retry: 'never', blame: 'provider' },
  'provider-result-lost': { retry: 'never', blame: 'provider' },
  'provider-answer-unreadable': { retry: 'later', blame: 'provider' },
  /** We sent a paid request and do not know whether the provider took it. We never repeat it blindly. */
  'submit-unknown': { retry: 'never', blame: 'provider' },
  'telegram-unreachable': { retry: 'later', blame: 'provider' },
  'bot-blocked': { retry: 'never', blame: 'user' },
  // These are blamed on us.
  'storage-unreachable': { retry: 'later', blame: 'us' },
  'file-missing': { retry: 'never', blame: 'us' },
  'queue-unreachable': { retry: 'later', blame: 'us' },
  'message-unreadable': { retry: 'never', blame: 'us' },
  /** The message has a job, or a value that decides about money, of a newer release: it waits for that release. */
  'message-unknown': { retry: 'later', blame: 'us' },
  /** The payment matches no pack's price: an operator decides, and no code guesses an amount. */
  'payment-fits-no-pack': { retry: 'never', blame: 'us' },
  /** The message names a payment that Telegram never confirmed to us: no account is credited. */
  'payment-unknown': { retry: 'never', blame: 'us' },
  'capture-exceeds-hold': { retry: 'never', blame: 'us' },
  /** The message is about an order that has not arrived (yet): messages of one order may overtake each other. */
  'order-unknown': { retry: 'later', blame: 'us' },
  'idempotency-conflict': { retry: 'never', blame: 'us' },
  'hold-forgotten': { retry: 'never', blame: 'us' },
  /** An operator has ended the order. */
  'cancelled-by-operator': { retry: 'never', blame: 'us' },
  'took-too-long': { retry: 'later', blame: 'us' },
  unexpected: { retry: 'later', blame: 'us' },
} as const satisfies Record<string, { retry: 'later' | 'never'; blame: 'user' | 'provider' | 'us' }>;

export type ErrorCode = keyof typeof ERROR_CODES;
export const ERROR_CODE_NAMES = Object.keys(ERROR_CODES) as ErrorCode[];

/** Whether an order ended because its person or an operator cancelled it. */
export const isCancel = (code: ErrorCode | null | undefined): boolean =>
  code === 'cancelled-by-user' || code === 'cancelled-by-operator';

/** Facts for operators: numbers, ids, statuses. Never a prompt, a photo, a secret or a signed URL. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An error with a code. Only a provider's client translates that provider's errors into codes; nothing else in the product looks at error
 * messages.
 */
export class AppError extends Error {
  readonly facts: ErrorFacts;
  private readonly isFinal: boolean;

  /** `isFinal`: the code allows another attempt, but all attempts are used up. */
  constructor(
    readonly code: ErrorCode,
    options: { cause?: unknown; facts?: ErrorFacts; isFinal?: boolean } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.facts = options.facts ?? {};
    this.isFinal = options.isFinal ?? false;
  }

  get mayRetry(): boolean {
    return !this.isFinal && ERROR_CODES[this.code].retry === 'later';
  }
}

/** The error itself when it is an AppError, else one with the code `unexpected`, which keeps the cause for the log. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('unexpected', { cause: error });

/** The codes with which a provider refuses our account. They last until an operator pays or replaces the key. */
export const ACCOUNT_REFUSALS: readonly ErrorCode[] = ['provider-out-of-credit', 'provider-refused-key'];

/** The codes that refuse a person's idea itself: the same idea would end the same way again. */
export const FAULTS_OF_AN_IDEA: readonly ErrorCode[] = [
  'prompt-refused',
  'prompt-names-person',
  'prompt-asks-document',
  'prompt-shows-hate',
  'prompt-fakes-news',
  'prompt-is-riddle',
  'edit-undresses',
  'edit-of-child',
  'edit-of-other-face',
  'result-not-decent',
];
