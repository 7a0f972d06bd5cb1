import type { AspectRatio, LookGroup, OrderId, PictureQuality } from '@aisha/domain';
import type { SessionSize } from '@aisha/kinds';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { KnownIdea } from './generate.callbacks';
import { generateTexts, looksTexts, together } from '@aisha/words';

/** The person's choices so far. */
export interface GenerateDraft extends OfferedDraft, KnownIdea {
  /** The look of the catalogue whose name is the idea, and the group that is open. */
  readonly look?: string;
  readonly group?: LookGroup;
  /** How many pictures a photo session of that group has. */
  readonly sessionSize?: SessionSize;
  readonly pictureCount?: number;
  readonly quality?: PictureQuality;
  /** The seed to reuse: of "similar", or one that the person keeps for other ideas. */
  readonly seed?: number;
  /** "Similar": the order whose prompt is kept, and its format: in another one the prompt is not varied. */
  readonly similarTo?: OrderId;
  readonly similarRatio?: AspectRatio;
  /** The seed stays for other ideas, too. */
  readonly isSeedKept?: boolean;
  /** Whether the idea becomes a prompt with light, lens and more; false: it is drawn word for word. */
  readonly enhance?: boolean;
  /** The order whose prompt the person looks at. */
  readonly promptOf?: OrderId;
}

/** The same choices for new pictures: no look with its ratio, and no variation of earlier ones. A seed that the person keeps stays. */
export const ofNewPictures = ({
  seed,
  similarTo: _,
  similarRatio: __,
  look,
  aspectRatio,
  ...draft
}: GenerateDraft): GenerateDraft => ({
  ...draft,
  ...(look === undefined && aspectRatio && { aspectRatio }),
  ...(draft.isSeedKept && seed !== undefined && { seed }),
});

/** Drops the seed: the next pictures may have any. */
export const ofAnySeed = (draft: GenerateDraft): GenerateDraft => {
  const { seed: _, isSeedKept: __, ...rest } = ofNewPictures(draft);
  return rest;
};

/** The same choices for another idea, which is no prompt of their own. */
export const ofNewIdea = ({ enhance: _, promptOf: __, english: ___, ...draft }: GenerateDraft): GenerateDraft =>
  ofNewPictures(draft);

export const { loading, goTo, stay, flow, on, onText } = flowKit<
  GenerateDraft,
  'idea' | 'looks' | 'group' | 'session' | 'avatar' | 'quality' | 'offer' | 'owner' | 'prompt'
>()(together(looksTexts, generateTexts));
