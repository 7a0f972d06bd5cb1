import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { AvatarId, UserId } from '@aisha/domain';
import {
  callback,
  forgetDrafts,
  id,
  open,
  removeCard,
  send,
  type Effect,
  type Elsewhere,
} from '../engine/conversation';
import { withoutPermissions } from '../orders/drawing-permission.store';

export const openNewAvatar = callback('new', {});
/** Resumes an avatar without a model at its photos. */
export const resumeAvatar = callback('new.resume', { avatarId: id<AvatarId>() });
/** Says that there are enough photos. The button is on the card that counts photos and on the step's screen. */
export const photosDone = callback('new.photos.done', { avatarId: id<AvatarId>() });
/** The buttons on the coach's card with which a person decides about photos that likely show someone else. */
export const itIsMe = callback('new.coach.me', { avatarId: id<AvatarId>() });
export const leaveOut = callback('new.coach.out', { avatarId: id<AvatarId>() });
/** Begins an avatar with the photos of the conversation's draft, which the person sent before saying what they are for. */
export const takeAsAvatarPhotos = callback('new.photos.take', {});
/** The name of the flow, by which other features open it. */
export const NEW_AVATAR = 'new-avatar';
/** Draws the idea that was waiting for a photo of this avatar. */
export const drawKeptIdea = callback('new.idea', { avatarId: id<AvatarId>() });
/** Asks for one photo, so that the picture of the idea shows the person. */
export const askForSelfie = (idea: string): Elsewhere =>
  open({ name: NEW_AVATAR }, { step: 'selfie', draft: { idea } });
/** The kind of the card with the map of an avatar's photos. */
export const COACH_CARD = 'coach';
/**
 * Deletes an avatar, the drafts about it and the permissions to draw it. The map of its photos leaves the chat, because it shows the photos
 * themselves.
 */
export const avatarRemoval = (avatarId: AvatarId, userId: UserId): Effect[] => [
  send(message(avatarTrainerInbox, 'delete-avatar', { avatarId, userId }), {
    change: 'removed',
    setId: userId,
    itemId: avatarId,
  }),
  forgetDrafts({ avatarId }),
  removeCard({ kind: COACH_CARD }, avatarId),
  withoutPermissions(avatarId),
];
export const reviewPhotos = callback('new.photos.look', { avatarId: id<AvatarId>() });
