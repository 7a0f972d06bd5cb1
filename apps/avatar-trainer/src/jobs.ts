import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { orderJobs } from '@aisha/orders';
import { ChooseMainAvatarHandler } from './avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from './photo-set/create-avatar.handler';
import { DeleteAvatarHandler } from './avatars/delete-avatar.handler';
import { RenameAvatarHandler } from './avatars/rename-avatar.handler';
import { SayFaceOwnerHandler } from './avatars/say-face-owner.handler';
import { DrawPhotoMapHandler } from './photo-map/draw-photo-map.handler';
import { MeasureEditHandler } from './edits/measure-edit.handler';
import { MatchFacesHandler } from './together/match-faces.handler';
import { MeasureLikenessHandler } from './likeness/measure-likeness.handler';
import { CheckPhotoHandler } from './photo-queue/check-photo.handler';
import { ChooseMainPhotoHandler } from './photo-set/choose-main-photo.handler';
import { ConfirmPersonHandler } from './photo-set/confirm-person.handler';
import { RemovePhotoHandler } from './photo-set/remove-photo.handler';
import { ShrinkPhotoHandler } from './sent-photos/shrink-photo.handler';
import { CheckSelfieHandler } from './selfies/check-selfie.handler';
import { CloseReportHandler, FreeAvatarHandler, StopAvatarHandler } from './operated-reports/operate-reports.handlers';
import { ReportMisuseHandler } from './reports/report-misuse.handler';

/** The jobs of avatar-trainer. */
export const jobs = serveInbox(
  avatarTrainerInbox,
  { concurrency: 5 },
  {
    'create-avatar': { handler: CreateAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    // This job only writes a row: photos have a queue of their own (photo-queue.ts).
    'check-photo': { handler: CheckPhotoHandler, attempts: 10, timeoutMs: 10_000 },
    'remove-photo': { handler: RemovePhotoHandler, attempts: 10, timeoutMs: 15_000 },
    'choose-main-photo': { handler: ChooseMainPhotoHandler, attempts: 10, timeoutMs: 10_000 },
    'confirm-person': { handler: ConfirmPersonHandler, attempts: 10, timeoutMs: 10_000 },
    'say-face-owner': { handler: SayFaceOwnerHandler, attempts: 10, timeoutMs: 10_000 },
    // This job reads twenty photos from the storage, and finds a face in each. It has only five attempts, because a late map is of no use to
    // a person who is already doing something else.
    'draw-photo-map': { handler: DrawPhotoMapHandler, attempts: 5, timeoutMs: 30_000 },
    // This job is long, because a file made to attack its decoder takes 100 s, and may wait for another one.
    'shrink-photo': {
      handler: ShrinkPhotoHandler,
      attempts: 4,
      timeoutMs: 210_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    // report-misuse and check-selfie are long, because both decode a file, which may be made to attack its decoder.
    'report-misuse': {
      handler: ReportMisuseHandler,
      attempts: 6,
      timeoutMs: 210_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    'check-selfie': {
      handler: CheckSelfieHandler,
      attempts: 4,
      timeoutMs: 210_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    'stop-avatar': { handler: StopAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    'free-avatar': { handler: FreeAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    'close-report': { handler: CloseReportHandler, attempts: 10, timeoutMs: 10_000 },
    'rename-avatar': { handler: RenameAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    'choose-main-avatar': { handler: ChooseMainAvatarHandler, attempts: 10, timeoutMs: 10_000 },
    // We promised to delete the avatar, so the attempts outlast a long outage of the storage.
    'delete-avatar': { handler: DeleteAvatarHandler, attempts: 20, timeoutMs: 60_000 },
    // This job is long, because it waits until no photo is being checked.
    'measure-likeness': {
      handler: MeasureLikenessHandler,
      attempts: 5,
      timeoutMs: 300_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    // This job is long, because it, too, waits until no photo is being checked. It measures two pictures.
    'measure-edit': {
      handler: MeasureEditHandler,
      attempts: 5,
      timeoutMs: 300_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    // This job is long, because it waits until no photo is being checked. A person waits for the picture, so the job has places of its own,
    // which the measurements above cannot take.
    'match-faces': {
      handler: MatchFacesHandler,
      attempts: 5,
      timeoutMs: 120_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    ...orderJobs(avatarTrainerInbox),
    ...deadLetterJobs,
  },
);
