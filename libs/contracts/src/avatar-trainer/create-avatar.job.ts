import { IsOptional, IsString, Length } from 'class-validator';
import { AVATAR_NAME_LENGTH, type Subject, SUBJECTS, TRAINING_TYPES, type TrainingType } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { AvatarReference } from './avatar-reference';

/**
 * "A new avatar begins": with the person's words, or with their first photo and a name from their profile. Then a second one, which may
 * overtake the first, brings the words.
 */
export class CreateAvatar extends AvatarReference {
  @IsString() @Length(AVATAR_NAME_LENGTH.min, AVATAR_NAME_LENGTH.max) name!: string;
  @KnownValue(TRAINING_TYPES) trainingType!: TrainingType;

  /** Null: the person has not said yet, so name and type are not their words either. Since 2026-11-21. */
  @IsOptional() @KnownValue(SUBJECTS) subject: Subject | null = null;
}
