import type { AspectRatio, AvatarId, OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { generateTexts } from './generate.texts';

/** The person's choices so far. */
export interface GenerateDraft extends OfferedDraft {
  /** The avatar to draw; the main one by default. */
  readonly avatarId?: AvatarId;
  readonly idea?: string;
  readonly aspectRatio?: AspectRatio;
  readonly pictureCount?: number;
  /** "Similar": the seed to reuse, and the order whose prompt is varied. */
  readonly seed?: number;
  readonly similarTo?: OrderId;
}

export const { loading, goTo, stay, anew, flow, step, on } = flowKit<
  GenerateDraft,
  'idea' | 'avatar' | 'ratio' | 'count' | 'confirm'
>()(generateTexts);
