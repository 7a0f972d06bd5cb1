import { avatarTrainerInbox, type StartTraining } from '@aisha/contracts/avatar-trainer';
import { serveInbox } from '@aisha/messaging';
import { remoteOrderJobs } from '@aisha/orders';
import { ChooseMainAvatarHandler } from './avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from './avatars/create-avatar.handler';
import { DeleteAvatarHandler } from './avatars/delete-avatar.handler';
import { RenameAvatarHandler } from './avatars/rename-avatar.handler';
import { CheckPhotoHandler } from './photo-check/check-photo.handler';
import { ChooseMainPhotoHandler } from './photo-check/choose-main-photo.handler';
import { RemovePhotoHandler } from './photo-check/remove-photo.handler';

/** Everything this process does. Concurrency is small for the photos: each is decoded here, tens of megabytes at a time. */
export const jobs = serveInbox(
  avatarTrainerInbox,
  { concurrency: 5, longConcurrency: 2 },
  {
    'create-avatar': { handler: CreateAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    // A minute and more: a queue that forgot the avatar before the photo is told of it again within one.
    'check-photo': { handler: CheckPhotoHandler, attempts: 8, timeoutMs: 60_000 },
    'remove-photo': { handler: RemovePhotoHandler, attempts: 10, timeoutMs: 15_000 },
    'choose-main-photo': { handler: ChooseMainPhotoHandler, attempts: 10, timeoutMs: 10_000 },
    'rename-avatar': { handler: RenameAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    'choose-main-avatar': { handler: ChooseMainAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    // A promise to forget is kept however long storage is away.
    'delete-avatar': { handler: DeleteAvatarHandler, attempts: 20, timeoutMs: 60_000 },
    ...remoteOrderJobs<'training', StartTraining>('training'),
  },
);
