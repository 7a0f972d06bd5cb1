import type { Avatar } from '@aisha/database/trainer';
import type { AvatarId } from '@aisha/domain';
import { callback, id, open, type Elsewhere } from '../../engine/conversation';

/** The flow's name. */
export const FACE_PROOF = 'face-proof';
/** Opens the screen that tells why an avatar is stopped, and what ends it. */
export const openFaceProof = callback('proof', { avatarId: id<AvatarId>() });

/** For an order of a stopped avatar: the reason of the stop and what ends it, instead of the offer. Undefined: the avatar is not stopped. */
export const instead = ({ id: avatarId, stoppedFor }: Pick<Avatar, 'id' | 'stoppedFor'>): Elsewhere | undefined =>
  stoppedFor === null ? undefined : open({ name: FACE_PROOF }, { step: 'why', draft: { avatarId } });
