import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId } from '@aisha/domain';
import { callback, id, open, type Elsewhere } from '../engine/conversation';

/** The flow's name, by which other features open it. */
export const FACE_PROOF = 'face-proof';
/** Opens the screen that says why an avatar is stopped, and how the person can end the stop. */
export const openFaceProof = callback('proof', { avatarId: id<AvatarId>() });

/**
 * For an order with a stopped avatar: the screen with the reason of the stop, instead of the offer. Undefined when the avatar is not
 * stopped.
 */
export const instead = ({ id: avatarId, stoppedFor }: Pick<Avatar, 'id' | 'stoppedFor'>): Elsewhere | undefined =>
  stoppedFor === null ? undefined : open({ name: FACE_PROOF }, { step: 'why', draft: { avatarId } });
