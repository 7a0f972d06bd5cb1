// Made of the OpenAPI document by `npm run docs`: do not edit.

export interface BalanceAnswer {
  /** Credits that can be spent now. */
  available: number;
  /** Credits that are reserved for orders under way. */
  held: number;
  /** Credits that are owed, because they were spent before the money for them went back. */
  debt: number;
}

export interface PriceAnswer {
  /** What is ordered, such as a picture with an avatar. */
  item: string;
  /** Credits for each unit. */
  credits: number;
}

export interface PricesAnswer {
  prices: readonly PriceAnswer[];
}

export interface AvatarAnswer {
  id: string;
  /** The name that its person gave it. */
  name: string;
  /** A face, or a manner. */
  type: 'portrait' | 'style';
  /** “completed”: it has a model of its own. */
  status: string;
  /** Whether it is stopped: nothing is drawn with it then. */
  isStopped: boolean;
  createdAt: string;
}

export interface AvatarPage {
  avatars: readonly AvatarAnswer[];
  /** Send it as “before” for the next page; null at the end. */
  next: string | null;
}

export interface TranscriptAnswer {
  /** The “transcriptId” of orders. */
  id: string;
  /** The title that its person gave it. */
  title: string | null;
  /** How many characters of text it has. */
  characters: number;
  /** ISO 639-1, of most of it. */
  language: string | null;
  createdAt: string;
}

export interface TranscriptPage {
  transcripts: readonly TranscriptAnswer[];
  /** Send it as “before” for the next page; null at the end. */
  next: string | null;
}

export interface PhotoAnswer {
  /** The width as we work on it, in pixels. */
  width: number;
  height: number;
  /** How many faces it shows; null for an animation, where nobody counts them. */
  faces: number | null;
  /** How much a restoration may enlarge it; empty for an animation. */
  scales: readonly ('x2' | 'x4')[];
}

export interface RecordingAnswer {
  /** Its length. */
  seconds: number;
  /** How many of these seconds have speech: only they cost. */
  speechSeconds: number;
}

export interface FileErrorAnswer {
  /** Stable. */
  code: string;
  /** A sentence for people: what is wrong, and what to do. */
  message: string;
}

export interface UploadedFileAnswer {
  id: string;
  /** The kind of order that takes it. */
  for: 'restoration' | 'animation' | 'transcription';
  /** “checking”: we look whether it is what it should be; “ready”: an order may take it until “expiresAt”; “used”: one has. */
  state: 'checking' | 'ready' | 'refused' | 'used' | 'expired';
  /** Its size. */
  bytes: number;
  /** Of its content, in hexadecimal digits. */
  sha256: string;
  createdAt: string;
  /** When it is gone, unless an order has taken it. */
  expiresAt: string;
  /** The order that has taken it. */
  orderId: string | null;
  photo: PhotoAnswer | null;
  recording: RecordingAnswer | null;
  error: FileErrorAnswer | null;
}

export interface GenerationBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'generation';
  /** What is to be drawn, in any language. */
  idea: string;
  /** The avatar to be drawn; without it nobody in particular. */
  avatarId?: string;
  aspectRatio?: '1:1' | '3:4' | '4:3' | '9:16' | '16:9';
  pictures?: number;
  /** Whether we add light, lens and more to the idea. */
  enhance?: boolean;
}

export interface SpeechBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'speech';
  text: string;
  voice?: 'soft' | 'bright' | 'calm' | 'deep';
  /** In hundredths of the voice’s own speed. */
  speed?: 75 | 100 | 125 | 150;
}

export interface UpscaleBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  /** The order that delivered the picture. */
  orderId: string;
  /** The picture, as /v1/orders/{id}/results names it. */
  pictureId: string;
  kind: 'upscale';
  /** A size that is larger than the picture. A picture without an avatar is too large for “2k”. */
  size?: '2k' | '4k';
}

export interface AnimationBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'animation';
  /** A file of POST /v1/files?for=animation; or else a picture by orderId and pictureId. */
  fileId?: string;
  /** The order that delivered the picture. */
  orderId?: string;
  /** The picture, as /v1/orders/{id}/results names it. */
  pictureId?: string;
  motion?: 'alive' | 'glance' | 'wind' | 'camera';
}

export interface EditBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  /** The order that delivered the picture. */
  orderId: string;
  /** The picture, as /v1/orders/{id}/results names it. */
  pictureId: string;
  kind: 'edit';
  change: string;
}

export interface DocumentBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'document';
  /** A transcript of /v1/transcripts. */
  transcriptId: string;
  documentType: 'summary' | 'minutes' | 'to_do' | 'protocol' | 'letter' | 'translation' | 'template';
  /** The language it is written in. */
  language?: 'ru' | 'en' | 'de';
  /** The language of a translation; required for one. */
  targetLanguage?: 'ru' | 'en' | 'de' | 'es' | 'fr' | 'zh' | 'tr' | 'uk' | 'kk';
  /** Headings, a line each; required for a template. */
  template?: string;
}

export interface QuestionBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'question';
  /** A transcript of /v1/transcripts; without it all are asked. */
  transcriptId?: string;
  question: string;
}

export interface RestorationBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'restoration';
  /** A file of POST /v1/files?for=restoration. */
  fileId: string;
  /** How many times longer each side becomes. Absent: four times for a small photo, twice for any other. */
  scale?: 'x2' | 'x4';
}

export interface TranscriptionBody {
  /** The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price. */
  maxCredits?: number;
  kind: 'transcription';
  /** A file of POST /v1/files?for=transcription. */
  fileId: string;
  /** The language that is spoken; without it we find out. A recording in uk or kk may come without its speakers told apart. */
  spokenLanguage?: 'ru' | 'en' | 'uk' | 'kk' | 'de' | 'fr' | 'es' | 'tr';
  /** Names and terms that occur in it, as hints. */
  vocabulary?: readonly string[];
}

export interface QuoteAnswer {
  /** What is paid for. */
  item: string;
  units: number;
  /** The price now. POST /v1/orders takes it as maxCredits. */
  priceCredits: number;
}

export interface OrderErrorAnswer {
  /** Stable: see the page of error codes. */
  code: string;
  /** A sentence for people: what happened, what became of the credits, what next. */
  message: string;
  /** Of “too-many-orders”: how many orders you may have under way at once, all kinds together; of others null. */
  maxOpenOrders: number | null;
}

export interface OrderAnswer {
  id: string;
  kind:
    | 'generation'
    | 'speech'
    | 'upscale'
    | 'animation'
    | 'edit'
    | 'document'
    | 'question'
    | 'restoration'
    | 'transcription';
  /** “placed”: its credits are being held; “refused”: they were not, and nothing is charged; “waiting”: it is at the provider. An order ends as “refused”, “succeeded”, “failed” or “cancelled”. */
  state: 'placed' | 'refused' | 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled';
  /** How many orders stand before it, while it is queued; in lists null. */
  ahead: number | null;
  /** Pictures, or parts of a text, that were ordered. */
  units: number | null;
  /** How many of them were delivered. */
  delivered: number;
  /** The price as it was quoted: it never costs more. */
  priceCredits: number;
  /** What was charged; null until it is settled. */
  chargedCredits: number | null;
  createdAt: string;
  endedAt: string | null;
  error: OrderErrorAnswer | null;
}

export interface OrderPage {
  orders: readonly OrderAnswer[];
  /** Send it as “before” for the next page; null at the end. */
  next: string | null;
}

export interface FileAnswer {
  /** Names the file within its order; of a picture it is the “pictureId” of further orders. */
  id: string;
  /** What it is. */
  kind: string;
  contentType: string;
  /** The size in bytes; 0 when it is not known. */
  bytes: number;
  /** Where the key’s owner reads it, with the key. */
  path: string;
  /** A link with which anybody reads this file, for an hour; null where this installation makes none. */
  url: string | null;
  /** When the link ends. */
  urlExpiresAt: string | null;
}

export interface SegmentAnswer {
  /** Seconds from the beginning of the recording. */
  startsAt: number;
  endsAt: number;
  text: string;
  /** Who speaks, by a name or a label; null: not told apart. */
  speaker: string | null;
  /** Whether perhaps nobody said it; then it is not in the text. */
  isDoubtful: boolean;
}

export interface TranscriptContentAnswer {
  title: string | null;
  /** ISO 639-1; null: unknown. */
  language: string | null;
  /** The length of the recording. */
  seconds: number;
  text: string;
  /** Subtitles in the form SRT. */
  srt: string;
  segments: readonly SegmentAnswer[];
}

export interface ResultsAnswer {
  orderId: string;
  files: readonly FileAnswer[];
  /** The points of a document or of an answer, with the quotes they rest on; empty for other kinds. */
  points: readonly Readonly<Record<string, unknown>>[];
  /** The words of a recording; else null. */
  transcript: TranscriptContentAnswer | null;
}

export interface WebhookAnswer {
  id: string;
  url: string;
  createdAt: string;
  /** Whether nothing is sent to it, because it failed for a day, or answered 410. */
  isPaused: boolean;
}

export interface WebhooksAnswer {
  webhooks: readonly WebhookAnswer[];
}

export interface WebhookBody {
  /** A public https address with the usual port. */
  url: string;
}

export interface NewWebhookAnswer {
  id: string;
  url: string;
  createdAt: string;
  /** Whether nothing is sent to it, because it failed for a day, or answered 410. */
  isPaused: boolean;
  /** What its messages are signed with. It is shown once. */
  secret: string;
}

export interface WebhookSecretAnswer {
  id: string;
  /** The new secret. The old one signs beside it for a day. */
  secret: string;
}

export interface WebhookResumedAnswer {
  id: string;
  isPaused: boolean;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  /** Stable. */
  code:
    | 'key-not-valid'
    | 'scope-missing'
    | 'consent-missing'
    | 'banned'
    | 'not-found'
    | 'no-such-path'
    | 'body-not-valid'
    | 'body-unreadable'
    | 'body-too-large'
    | 'content-type-not-taken'
    | 'file-too-large'
    | 'file-empty'
    | 'upload-cut'
    | 'too-many-uploads'
    | 'too-many-at-once'
    | 'too-many-today'
    | 'storage-full'
    | 'file-of-another-kind'
    | 'file-not-ready'
    | 'file-refused'
    | 'file-expired'
    | 'file-used'
    | 'idempotency-key-missing'
    | 'idempotency-key-reused'
    | 'price-above-limit'
    | 'not-enough-credits'
    | 'off-sale'
    | 'avatar-stopped'
    | 'face-owner-unsaid'
    | 'transcript-too-long'
    | 'too-many-webhooks'
    | 'old-secret-signs'
    | 'webhook-not-allowed'
    | 'too-many-requests'
    | 'storage-away'
    | 'unexpected';
  /** What became of the credits. */
  credits: string;
  /** What to do. */
  next: string;
  errors?: readonly Readonly<Record<string, unknown>>[];
}

/** What can be ordered. */

export type OrderBody =
  | GenerationBody
  | SpeechBody
  | UpscaleBody
  | AnimationBody
  | EditBody
  | DocumentBody
  | QuestionBody
  | RestorationBody
  | TranscriptionBody;
