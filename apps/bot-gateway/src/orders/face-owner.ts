import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { Avatar } from '@aisha/database/trainer';
import { FACE_WORD_VERSION, type FaceOwner } from '@aisha/domain';
import { send, type Effect } from '../engine/conversation';

/** Whether the person still has to say whose face an avatar shows; for a style the question does not arise. */
export const isFaceOwnerUnsaid = ({ trainingType, faceOwner }: Pick<Avatar, 'trainingType' | 'faceOwner'>): boolean =>
  trainingType === 'portrait' && faceOwner === null;

/** Sends the person's answer whose face an avatar shows; the trainer stores it with the avatar. */
export const sayFaceOwner = ({ id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>, faceOwner: FaceOwner): Effect =>
  send(message(avatarTrainerInbox, 'say-face-owner', { avatarId, userId, faceOwner, version: FACE_WORD_VERSION }));
