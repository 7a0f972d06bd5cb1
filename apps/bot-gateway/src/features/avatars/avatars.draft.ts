import type { AvatarId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { avatarsTexts } from './avatars.texts';

/** Which page, and which avatar of it. */
export interface AvatarsDraft {
  readonly before: AvatarId | null;
  readonly avatarId: AvatarId | null;
  /** What was chosen on these screens, until the trainer has done it. */
  readonly chosenMain?: AvatarId;
  readonly renamed?: { readonly avatarId: AvatarId; readonly name: string };
  readonly removed?: readonly AvatarId[];
}

export const { loading, goTo, stay, flow } = flowKit<AvatarsDraft, 'list' | 'details' | 'rename' | 'remove'>()(
  avatarsTexts,
);

interface Shown {
  readonly id: AvatarId;
  readonly name: string;
  readonly isMain: boolean;
}

/** An avatar as the person has just made it: the trainer is asked by message and answers in its time. */
export const asChosen = <A extends Shown>(draft: AvatarsDraft, avatar: A): A => ({
  ...avatar,
  isMain: draft.chosenMain ? avatar.id === draft.chosenMain : avatar.isMain,
  name: draft.renamed?.avatarId === avatar.id ? draft.renamed.name : avatar.name,
});
