import type { AspectRatio, AvatarId, OrderId } from '@aisha/domain';
import { flowKit } from '../conversation';
import type { StoredQuote } from '../orders/stored-quote';
import { generateTexts } from './generate.texts';

/** What a person has told of the pictures they want so far. */
export interface GenerateDraft {
  /** Whom to draw; the main avatar unless chosen. */
  readonly avatarId?: AvatarId;
  readonly idea?: string;
  readonly aspectRatio?: AspectRatio;
  readonly pictureCount?: number;
  /** "Similar": the seed to vary. */
  readonly seed?: number;
  readonly orderId?: OrderId;
  readonly quote?: StoredQuote;
}

export const { loading, goTo, stay, flow, step, on } = flowKit<
  GenerateDraft,
  'idea' | 'avatar' | 'ratio' | 'count' | 'confirm'
>()(generateTexts);
