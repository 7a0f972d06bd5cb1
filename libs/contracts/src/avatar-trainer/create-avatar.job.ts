import { IsIn, IsString, Length } from 'class-validator';
import { AVATAR_NAME_LENGTH, SUBJECTS, TRAINING_TYPES, type Subject, type TrainingType } from '@aisha/domain';
import { AvatarReference } from './avatar-reference';

/** "A new avatar begins": photos follow. */
export class CreateAvatar extends AvatarReference {
  @IsString() @Length(AVATAR_NAME_LENGTH.min, AVATAR_NAME_LENGTH.max) name!: string;
  @IsIn(TRAINING_TYPES) trainingType!: TrainingType;
  @IsIn(SUBJECTS) subject!: Subject;
}
