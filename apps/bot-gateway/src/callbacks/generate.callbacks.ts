import type { AspectRatio, AvatarId, LookGroup, OrderId, PictureQuality } from '@aisha/domain';
import type { SessionSize } from '@aisha/kinds';
import { callback, id, open, openAndDrop, type DraftKey, type Elsewhere } from '../engine/conversation';

/** The choices about an idea that another conversation may already know. */
interface KnownIdea {
  /**
   * The avatar to draw, or null for a picture without an avatar. When absent, the avatar of the person's last order is drawn, or the main
   * one.
   */
  readonly avatarId?: AvatarId | null;
  readonly idea?: string;
  /** The idea in English, when a photo was described in two languages. */
  readonly english?: string;
  readonly aspectRatio?: AspectRatio;
  /** Set when the person has no avatar and was asked for a photo, but wants a picture without an avatar. */
  readonly withoutMe?: true;
}

/** All choices of an earlier order, with which its idea can be offered again. */
export interface EarlierIdea extends KnownIdea {
  /** The look of the catalogue whose name is the idea; absent for a person's own idea. `group` is the group of looks that is open. */
  readonly look?: string;
  readonly group?: LookGroup;
  /** How many pictures the photo session of `group` has. */
  readonly sessionSize?: SessionSize;
  readonly pictureCount?: number;
  readonly quality?: PictureQuality;
  /**
   * The seed to reuse: that of the order to which the pictures are to be similar, or one that the person keeps for other ideas. When absent,
   * the order gets a new one.
   */
  readonly seed?: number;
  /**
   * For "similar": the order whose prompt is used again. `similarRatio` is the format of that order; in any other format the prompt is not
   * varied.
   */
  readonly similarTo?: OrderId;
  readonly similarRatio?: AspectRatio;
  /** Whether the seed stays for other ideas, too. */
  readonly isSeedKept?: boolean;
  /** Whether the idea becomes a prompt with light, lens and more; with false it is drawn word for word. */
  readonly enhance?: boolean;
  /** The order whose prompt the person looks at. */
  readonly promptOf?: OrderId;
}

export const openGenerate = callback('gen', {});
export const openLooks = callback('gen.looks', {});
export const generateWith = callback('gen.with', { avatarId: id<AvatarId>() });
/** The name of the flow, by which other features open it. */
export const GENERATE = 'generate';
/**
 * Opens the flow with an avatar, to ask for an idea. If the avatar is another person's, the step does not find it and uses the main avatar.
 */
export const openWith = (avatarId: AvatarId): Elsewhere =>
  open({ name: GENERATE }, { step: 'idea', draft: { avatarId } });
/** The button below the answer to a line that the bot took for a question. A tap draws the line, which the answer quotes, as an idea. */
export const drawAnyway = callback('gen.anyway', {});
/** Opens the offer for an idea that the person typed elsewhere: in another conversation, or in none. */
export const offerKept = (draft: Pick<KnownIdea, 'idea' | 'avatarId' | 'withoutMe'>): Elsewhere =>
  open({ name: GENERATE }, { step: 'offer', draft });
/** Opens the offer for an idea that another conversation has found, and drops that conversation's draft. */
export const offerIdea = (draft: Pick<KnownIdea, 'idea' | 'english' | 'aspectRatio'>, found: DraftKey): Elsewhere =>
  openAndDrop(found, { name: GENERATE }, { step: 'offer', draft });
/**
 * Begins the conversation with the choices of an earlier order: at the photo session if the order was one, otherwise at the offer. If the
 * order has no idea, begins at the question for one. With `at`, begins at the prompt instead.
 */
export const offerEarlier = (draft: EarlierIdea, at?: 'prompt'): Elsewhere =>
  open({ name: GENERATE }, { step: at ?? (draft.sessionSize ? 'session' : draft.idea ? 'offer' : 'idea'), draft });
