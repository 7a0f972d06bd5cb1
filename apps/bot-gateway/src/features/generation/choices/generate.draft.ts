import type { DrawingPath } from '@aisha/domain';
import { generateTexts, looksTexts, together } from '@aisha/words';
import { flowKit } from '../../../engine/conversation';
import type { OfferedDraft } from '../../../orders/offer';
import type { EarlierIdea } from '../../../callbacks/generate.callbacks';

/** The person's choices so far. */
export type GenerateDraft = OfferedDraft &
  EarlierIdea & {
    /** The path on which the avatar is drawn, if the person has chosen one. */
    readonly path?: DrawingPath;
    /** The path that the offer on the screen names; null without an avatar. */
    readonly offeredPath?: DrawingPath | null;
    /** The path that `pathsOf` listed first, as the best, when the offer was made, even if no model for it was on sale. */
    readonly bestPath?: DrawingPath;
  };

/**
 * The choices that stay for new pictures: no look with its ratio, and no variation of earlier pictures. A seed that the person keeps stays.
 */
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

/** The choices that stay when the seed is dropped, so that the next pictures get a new seed. */
export const ofAnySeed = (draft: GenerateDraft): GenerateDraft => {
  const { seed: _, isSeedKept: __, ...rest } = ofNewPictures(draft);
  return rest;
};

/** The choices that stay for another idea. The new idea is not drawn word for word, even if the earlier idea was. */
export const ofNewIdea = ({ enhance: _, promptOf: __, english: ___, ...draft }: GenerateDraft): GenerateDraft =>
  ofNewPictures(draft);

export const { loading, goTo, stay, flow, on, onText } = flowKit<
  GenerateDraft,
  'idea' | 'looks' | 'group' | 'session' | 'avatar' | 'quality' | 'offer' | 'owner' | 'prompt'
>()(together(looksTexts, generateTexts));
