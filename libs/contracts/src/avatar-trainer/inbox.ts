import { startMessages } from '@aisha/kinds/messages';
import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { PERSON_JOBS } from '../people/person-jobs';
import { REMOTE_ORDER_JOBS } from '../order-jobs';
import { CheckPhoto } from './check-photo.job';
import { CheckSelfie } from './check-selfie.job';
import { ChooseMainAvatar } from './choose-main-avatar.job';
import { ChooseMainPhoto } from './choose-main-photo.job';
import { CloseReport } from './close-report.job';
import { ConfirmPerson } from './confirm-person.job';
import { CreateAvatar } from './create-avatar.job';
import { DeleteAvatar } from './delete-avatar.job';
import { DrawPhotoMap } from './draw-photo-map.job';
import { MeasureEdit } from './measure-edit.job';
import { MatchFaces } from './match-faces.job';
import { MeasureLikeness } from './measure-likeness.job';
import { RemovePhoto } from './remove-photo.job';
import { RenameAvatar } from './rename-avatar.job';
import { ReportMisuse } from './report-misuse.job';
import { SayFaceOwner } from './say-face-owner.job';
import { ShrinkPhoto } from './shrink-photo.job';
import { FreeAvatar, StopAvatar } from './stop-avatar.job';

export const avatarTrainerInbox = defineInbox('avatar-trainer', {
  ...startMessages('avatar-trainer'),
  ...REMOTE_ORDER_JOBS,
  'create-avatar': CreateAvatar,
  'check-photo': CheckPhoto,
  'remove-photo': RemovePhoto,
  'choose-main-photo': ChooseMainPhoto,
  'confirm-person': ConfirmPerson,
  'say-face-owner': SayFaceOwner,
  'report-misuse': ReportMisuse,
  'stop-avatar': StopAvatar,
  'free-avatar': FreeAvatar,
  'close-report': CloseReport,
  'check-selfie': CheckSelfie,
  'draw-photo-map': DrawPhotoMap,
  'rename-avatar': RenameAvatar,
  'choose-main-avatar': ChooseMainAvatar,
  'delete-avatar': DeleteAvatar,
  'shrink-photo': ShrinkPhoto,
  'match-faces': MatchFaces,
  'measure-likeness': MeasureLikeness,
  'measure-edit': MeasureEdit,
  ...PERSON_JOBS,
  ...DEAD_LETTER_JOBS,
});
