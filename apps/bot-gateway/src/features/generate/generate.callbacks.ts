import type { AspectRatio, AvatarId, LookGroup, OrderId, PictureQuality } from '@aisha/domain';
import type { SessionSize } from '@aisha/kinds';
import { callback, id, open, openAndDrop, type DraftKey, type Elsewhere } from '../../engine/conversation';

/** The facts about an idea that another conversation may know. */
export interface KnownIdea {
  /** The avatar to draw, or null for none; as the last time by default. */
  readonly avatarId?: AvatarId | null;
  readonly idea?: string;
  /** The idea in English, when a photo was described in both languages. */
  readonly english?: string;
  readonly aspectRatio?: AspectRatio;
  /** The person has no avatar and was asked for a photo: they want the picture without it. */
  readonly withoutMe?: true;
}

/** The facts about an idea that an earlier order can tell: all choices of the conversation about an idea. */
export interface EarlierIdea extends KnownIdea {
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

export const openGenerate = callback('gen', {});
export const openLooks = callback('gen.looks', {});
export const generateWith = callback('gen.with', { avatarId: id<AvatarId>() });
/** The name of the flow, by which others open it. */
export const GENERATE = 'generate';
/** The flow with an avatar, for an idea that is still to come. Another person's avatar is not found: the step then uses the main one. */
export const openWith = (avatarId: AvatarId): Elsewhere =>
  open({ name: GENERATE }, { step: 'idea', draft: { avatarId } });
/** The button below the answer to a line that was read as a question: it was an idea, and stands in the quote. */
export const drawAnyway = callback('gen.anyway', {});
/** The offer of an idea that another conversation has kept. */
export const offerKept = (draft: Pick<KnownIdea, 'idea' | 'avatarId' | 'withoutMe'>): Elsewhere =>
  open({ name: GENERATE }, { step: 'offer', draft });
/** The offer of an idea that another conversation has found, whose draft goes. */
export const offerIdea = (draft: Pick<KnownIdea, 'idea' | 'english' | 'aspectRatio'>, found: DraftKey): Elsewhere =>
  openAndDrop(found, { name: GENERATE }, { step: 'offer', draft });
/** Begins the conversation with what an earlier order tells: at the photo session, at the offer, or at the question for an idea; or at its prompt. */
export const offerEarlier = (draft: EarlierIdea, at?: 'prompt'): Elsewhere =>
  open({ name: GENERATE }, { step: at ?? (draft.sessionSize ? 'session' : draft.idea ? 'offer' : 'idea'), draft });
