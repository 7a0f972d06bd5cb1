import { newId } from '@aisha/platform';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { PhotoId, UserId } from '@aisha/domain';
import type { Attack } from '../attack.mts';
import { verdicts } from '../walks.mts';

export const attack: Attack = {
  about: "A message in the queue names another person's photo as one's own.",
  holds: "Refused as if it were not there; the other's file stays.",
  isQuick: true,
  async run(target) {
    const [selfie] = (await drawnSelfies(5, 1)) as [Buffer];
    const foreign = incomingPhotoKey(newId<UserId>(), newId<string>(), 'jpg');
    await target.storage.put(foreign, selfie, { contentType: 'image/jpeg' });
    const { userId } = await target.customer('Mallory');
    const { id: avatarId } = await target.fixtures.avatar({ userId, status: 'draft' });
    const before = await verdicts(target, avatarId, 0);
    await target.pushes('avatar-trainer', 'check-photo', {
      userId,
      avatarId,
      photoId: newId<PhotoId>(),
      incoming: toReference(foreign),
    });
    const after = await verdicts(target, avatarId, before.length + 1);
    const stays = await target.storage.head(foreign).then(
      () => true,
      () => false,
    );
    const findings = after.flatMap(({ findings }) => findings);
    return {
      holds: stays && after.every(({ accepted }) => !accepted) && findings.includes('could-not-be-fetched'),
      figure: `a stranger's photo by reference: ${findings.join(', ')}, the file ${stays ? 'stays' : 'is gone'}`,
    };
  },
};
