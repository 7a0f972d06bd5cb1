import type { AvatarId } from '@aisha/domain';
import { callback, id, open, removeCard, type Effect, type Elsewhere } from '../../engine/conversation';

export const openNewAvatar = callback('new', {});
/** Resumes an avatar without a model at its photos. */
export const resumeAvatar = callback('new.resume', { avatarId: id<AvatarId>() });
/** "Enough photos": on the card that counts them and on the step's screen. */
export const photosDone = callback('new.photos.done', { avatarId: id<AvatarId>() });
/** Decides on the coach's card about photos that are likely another person's. */
export const itIsMe = callback('new.coach.me', { avatarId: id<AvatarId>() });
export const leaveOut = callback('new.coach.out', { avatarId: id<AvatarId>() });
/** The photos of the conversation's draft, sent before the person said what for, begin an avatar. */
export const takeAsAvatarPhotos = callback('new.photos.take', {});
/** The name of the flow, by which others open it. */
export const NEW_AVATAR = 'new-avatar';
/** Draws the idea that waits for a photo of this avatar. */
export const drawKeptIdea = callback('new.idea', { avatarId: id<AvatarId>() });
/** Asks for one photo, so that the idea is drawn with the person in it. */
export const askForSelfie = (idea: string): Elsewhere =>
  open({ name: NEW_AVATAR }, { step: 'selfie', draft: { idea } });
/** A wire name: the card with the map of an avatar's photos. */
export const COACH_CARD = 'coach';
/** Takes the map out of the chat: it shows the photos themselves, so it goes with the avatar. */
export const withoutMap = (avatarId: AvatarId): Effect => removeCard({ kind: COACH_CARD }, avatarId);
export const reviewPhotos = callback('new.photos.look', { avatarId: id<AvatarId>() });
