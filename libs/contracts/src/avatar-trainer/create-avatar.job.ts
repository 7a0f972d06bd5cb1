import { IsString, Length } from 'class-validator';
import { AVATAR_NAME_LENGTH, SUBJECTS, TRAINING_TYPES, type Subject, type TrainingType } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { AvatarReference } from './avatar-reference';

/** "A new avatar begins": photos follow. */
export class CreateAvatar extends AvatarReference {
  @IsString() @Length(AVATAR_NAME_LENGTH.min, AVATAR_NAME_LENGTH.max) name!: string;
  @KnownValue(TRAINING_TYPES) trainingType!: TrainingType;
  @KnownValue(SUBJECTS) subject!: Subject;
}
