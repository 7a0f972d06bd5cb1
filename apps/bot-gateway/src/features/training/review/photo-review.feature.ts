import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import { coachTexts } from '@aisha/words';
import {
  answer,
  feature,
  html,
  onButton,
  send,
  type Anywhere,
  type Effect,
  type Elsewhere,
  type Readers,
} from '../../../engine/conversation';
import { ChangedAvatars } from '../../../readers';
import { itIsMe, leaveOut } from '../../../callbacks/new-avatar.callbacks';

type Photo = { readonly avatarId: AvatarId; readonly userId: UserId; readonly photoId: PhotoId };

/** Answers «Это тоже я»: the photo stays, and the coach no longer asks about it. */
export const confirmPerson = (photo: Photo): Effect => send(message(avatarTrainerInbox, 'confirm-person', photo));

/** Removes a photo. Lists leave it out at once, even before the trainer has removed it. */
export const removePhoto = (photo: Photo): Effect =>
  send(message(avatarTrainerInbox, 'remove-photo', photo), {
    change: 'removed',
    setId: photo.avatarId,
    itemId: photo.photoId,
  });

/** Handles a button of the coach's card, which is about every photo that likely shows another person. */
const withOutliers =
  (said: 'kept' | 'leftOut', toEach: (photo: Photo) => Effect) =>
  async ({ avatarId }: { avatarId: AvatarId }, { person }: Anywhere, readers: Readers): Promise<Elsewhere> => {
    const { userId, language } = person;
    const t = coachTexts[language];
    const avatar = await readers.of(ChangedAvatars).find(userId, avatarId); // the reader does not find another person's avatar
    const photos = avatar ? await readers.of(ChangedAvatars).photos(avatarId) : [];
    const outliers = photos.filter(({ findings }) => findings.includes('another-person'));
    if (outliers.length === 0) return answer(html`${t.nothingLeft}`);
    return answer(html`${t[said]}`, ...outliers.map(({ id: photoId }) => toEach({ avatarId, userId, photoId })));
  };

/** Handles what the person decides about photos that, in the coach's opinion, show another person. */
export const photoReviewFeature = feature({
  actions: [
    onButton(itIsMe, withOutliers('kept', confirmPerson)),
    onButton(leaveOut, withOutliers('leftOut', removePhoto)),
  ],
});
