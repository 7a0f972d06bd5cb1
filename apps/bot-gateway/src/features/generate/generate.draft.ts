import type { AspectRatio, AvatarId, OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { generateTexts } from './generate.texts';

/** What a person has told of the pictures they want so far. */
export interface GenerateDraft extends OfferedDraft {
  /** Whom to draw; the main avatar unless chosen. */
  readonly avatarId?: AvatarId;
  readonly idea?: string;
  readonly aspectRatio?: AspectRatio;
  readonly pictureCount?: number;
  /** "Similar": the seed to draw with once more, and the order whose words are varied. */
  readonly seed?: number;
  readonly similarTo?: OrderId;
}

export const { loading, goTo, stay, flow, step, on } = flowKit<
  GenerateDraft,
  'idea' | 'avatar' | 'ratio' | 'count' | 'confirm'
>()(generateTexts);
