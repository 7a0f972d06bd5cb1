import type { OrderKind } from '@aisha/kinds';
import type { OfferedKindOf } from './kind/offered-kind';
import { ANIMATION_OFFER } from './pictures/animation';
import { EDIT_OFFER } from './pictures/edit';
import { GENERATION_OFFER } from './pictures/generation';
import { RESTORATION_OFFER } from './pictures/restoration';
import { UPSCALE_OFFER } from './pictures/upscale';
import { DOCUMENT_OFFER } from './words/document';
import { QUESTION_OFFER } from './words/question';
import { SPEECH_OFFER } from './words/speech';
import { TRANSCRIPTION_OFFER } from './words/transcription';

/** What each kind of order is in the API, in the order of the API’s description; null: the kind cannot be ordered by the API. */
const OFFERS = {
  generation: GENERATION_OFFER,
  speech: SPEECH_OFFER,
  upscale: UPSCALE_OFFER,
  animation: ANIMATION_OFFER,
  edit: EDIT_OFFER,
  document: DOCUMENT_OFFER,
  question: QUESTION_OFFER,
  restoration: RESTORATION_OFFER,
  transcription: TRANSCRIPTION_OFFER,
  training: null, // the bot looks at each photo
  together: null, // the bot asks each friend
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies of different kinds stand side by side
} satisfies { readonly [Kind in OrderKind]: OfferedKindOf<Kind, any> | null };

/** The kinds that can be ordered by the API. */
export type OfferedKind = { [K in OrderKind]: (typeof OFFERS)[K] extends null ? never : K }[OrderKind];
export const OFFERED_KINDS = Object.entries(OFFERS).flatMap(([kind, offer]) =>
  offer === null ? [] : [kind as OfferedKind],
);
export type AnyOrderBody = { [K in OfferedKind]: InstanceType<(typeof OFFERS)[K]['body']> }[OfferedKind];

/** A kind as the API offers it. */
type AnyOffer = OfferedKindOf<OrderKind, AnyOrderBody>;
export const offerOf = (kind: OfferedKind): AnyOffer => OFFERS[kind] as unknown as AnyOffer;
