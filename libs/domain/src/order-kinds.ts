import type { OrderId, PictureId, AvatarId } from './ids';

/** The providers that run orders for us, by the name of our account there. */
export type ProviderWithSlots = 'fal';

/** What the product knows of a kind of order; its app does the work. */
export interface OrderKindRecord {
  /** The app that does the work, by the name of its inbox. */
  readonly worker: 'avatar-trainer' | 'image-generator' | 'transcriber' | 'photo-enhancer';
  /** Where its orders lie: schema and table. */
  readonly table: string;
  /** What of it has a price; amounts are dated rows in billing.price. */
  readonly items: readonly string[];
  /** The provider whose account the kind's requests share; null: the work needs no provider's slot. */
  readonly slots: ProviderWithSlots | null;
  /** Slots of its provider that it leaves to the other kinds, because one of its requests takes minutes. */
  readonly leavesSlots: number;
  /** Whether the person is told «3 of 4» when fewer units were delivered than ordered. Every kind is charged for what was delivered. */
  readonly tellsParts: boolean;
  /** Whether an order that ends in the middle delivers what is done, and is charged for that; else it delivers nothing. Orders of counted requests always do. */
  readonly endsInParts: boolean;
  /** Collecting its result takes minutes, so its callbacks are long jobs (decision 114). */
  readonly collectsLong: boolean;
  /** Seconds after which an order that has not begun is called late: the price screen warns of a longer wait. */
  readonly longestWaitSeconds: number;
  /**
   * What the first paid request of its cheapest order costs us, in millionths of a US dollar by the providers' lists (the price tables stand
   * beside the adapters): with less free work left, no order of the kind can be stopped for nothing once it has begun.
   */
  readonly leastCost: number;
  /** Column of its table: orders with the same value take about as long. */
  readonly timedBy: string;
}

/**
 * Everything that is paid for, one record per kind. The lists below, the tables' checks, the queues, the addresses of callbacks and
 * the generated docs derive from it; a new kind is a record here, a folder in its app and a feature in the gateway.
 */
export const ORDER_KIND = {
  training: {
    worker: 'avatar-trainer',
    table: 'trainer.training',
    items: ['training.fast', 'training.balanced', 'training.best'],
    slots: 'fal',
    leavesSlots: 1,
    tellsParts: false,
    endsInParts: false,
    collectsLong: true,
    longestWaitSeconds: 3_600,
    leastCost: 2_000_000,
    timedBy: 'timed_as',
  },
  generation: {
    worker: 'image-generator',
    table: 'generator.image_generation',
    items: ['picture', 'picture.ultra', 'session.8', 'session.16'],
    slots: 'fal',
    leavesSlots: 0,
    tellsParts: true,
    endsInParts: false,
    collectsLong: false,
    longestWaitSeconds: 600,
    leastCost: 35_000,
    timedBy: 'timed_as',
  },
  upscale: {
    worker: 'image-generator',
    table: 'generator.upscale',
    items: ['upscale', 'upscale.4k'],
    slots: 'fal',
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: false,
    collectsLong: false,
    longestWaitSeconds: 600,
    leastCost: 5_000,
    timedBy: 'size',
  },
  transcription: {
    worker: 'transcriber',
    table: 'transcriber.recording',
    items: ['transcription.speech'],
    slots: null,
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: true,
    collectsLong: false,
    longestWaitSeconds: 3_600,
    leastCost: 450,
    timedBy: 'timed_as',
  },
  restoration: {
    worker: 'photo-enhancer',
    table: 'enhancer.enhancement',
    items: ['restoration.x2', 'restoration.x4'],
    slots: 'fal',
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: false,
    collectsLong: false,
    longestWaitSeconds: 600,
    leastCost: 5_000,
    timedBy: 'scale',
  },
  document: {
    worker: 'transcriber',
    table: 'transcriber.document',
    items: ['document'],
    slots: null,
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: false,
    collectsLong: false,
    longestWaitSeconds: 3_600,
    leastCost: 1_000,
    timedBy: 'units',
  },
  speech: {
    worker: 'transcriber',
    table: 'transcriber.speech',
    items: ['speech.part'],
    slots: null,
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: true,
    collectsLong: false,
    longestWaitSeconds: 3_600,
    leastCost: 2_000,
    timedBy: 'units',
  },
  question: {
    worker: 'transcriber',
    table: 'transcriber.question',
    items: ['question'],
    slots: null,
    leavesSlots: 0,
    tellsParts: false,
    endsInParts: false,
    collectsLong: false,
    longestWaitSeconds: 3_600,
    leastCost: 1_000,
    timedBy: 'units',
  },
} as const satisfies Record<string, OrderKindRecord>;

export type OrderKind = keyof typeof ORDER_KIND;
export const ORDER_KINDS = Object.keys(ORDER_KIND) as OrderKind[];

/** The kinds a provider's account runs, in the order of the records. */
export type KindWithSlots = { [K in OrderKind]: (typeof ORDER_KIND)[K]['slots'] extends null ? never : K }[OrderKind];
export const KINDS_WITH_SLOTS = ORDER_KINDS.filter((kind): kind is KindWithSlots => ORDER_KIND[kind].slots !== null);

/** The kinds an app works on. */
export type KindOf<Worker extends OrderKindRecord['worker']> = {
  [K in OrderKind]: (typeof ORDER_KIND)[K]['worker'] extends Worker ? K : never;
}[OrderKind];
export const kindsOf = <Worker extends OrderKindRecord['worker']>(worker: Worker): KindOf<Worker>[] =>
  ORDER_KINDS.filter((kind): kind is KindOf<Worker> => ORDER_KIND[kind].worker === worker);

/** What an order works on. A kind takes some of these; none is a column that every order must have. */
export type OrderInput =
  | { readonly kind: 'avatar'; readonly avatarId: AvatarId }
  /** Nothing but what the person typed: a picture without an avatar. */
  | { readonly kind: 'idea' }
  /** A picture that an earlier order of the same person delivered. */
  | { readonly kind: 'picture'; readonly orderId: OrderId; readonly pictureId: PictureId };
export type InputOf<Kind extends OrderInput['kind']> = Extract<OrderInput, { kind: Kind }>;

/** The avatar of an order of pictures; null: it is drawn without one. */
export const avatarIn = (input: InputOf<'avatar' | 'idea'>): AvatarId | null =>
  input.kind === 'avatar' ? input.avatarId : null;
