import { AVATAR_NAME_LENGTH, MIN_PHOTOS, RETENTION_MS, SELFIES_WITHIN_MINUTES } from '@aisha/domain';
import { QUESTION_LENGTH } from '@aisha/kinds';

/** Limits that texts name, each from the constant that owns it: a message asks for one by its name here, and nobody passes it. */
export const LIMITS = {
  avatarNameLengthMin: AVATAR_NAME_LENGTH.min,
  avatarNameLengthMax: AVATAR_NAME_LENGTH.max,
  minPhotos: MIN_PHOTOS,
  questionLengthMin: QUESTION_LENGTH.min,
  questionLengthMax: QUESTION_LENGTH.max,
  retentionMsCopyAtFal: RETENTION_MS.copyAtFal,
  retentionMsSentMessage: RETENTION_MS.sentMessage,
  selfiesWithinMinutes: SELFIES_WITHIN_MINUTES,
};
