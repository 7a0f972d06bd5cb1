import {
  AVATAR_NAME_LENGTH,
  FREE_FILES_A_DAY,
  MAX_PHOTOS,
  MIN_PHOTOS,
  PROMPT_LENGTH,
  RETENTION_MS,
  SELFIES_WITHIN_MINUTES,
  TRAINING_PRESETS,
} from '@aisha/domain';
import { QUESTION_LENGTH } from '@aisha/kinds';

/** Limits that texts name, each from the constant that owns it: a message asks for one by its name here, and nobody passes it. */
export const LIMITS = {
  avatarNameLengthMin: AVATAR_NAME_LENGTH.min,
  avatarNameLengthMax: AVATAR_NAME_LENGTH.max,
  bestAboutMinutes: TRAINING_PRESETS.best.aboutMinutes,
  fastAboutMinutes: TRAINING_PRESETS.fast.aboutMinutes,
  maxPhotos: MAX_PHOTOS,
  minPhotos: MIN_PHOTOS,
  photoIdeasADay: FREE_FILES_A_DAY.photoIdeas,
  promptLengthMax: PROMPT_LENGTH.max,
  questionLengthMin: QUESTION_LENGTH.min,
  questionLengthMax: QUESTION_LENGTH.max,
  sentPhotosADay: FREE_FILES_A_DAY.sentPhotos,
  retentionMsArchive: RETENTION_MS.archive,
  retentionMsCopyAtFal: RETENTION_MS.copyAtFal,
  retentionMsSentMessage: RETENTION_MS.sentMessage,
  selfiesWithinMinutes: SELFIES_WITHIN_MINUTES,
  textsADay: FREE_FILES_A_DAY.texts,
};
