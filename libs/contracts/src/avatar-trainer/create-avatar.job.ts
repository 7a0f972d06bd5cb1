import { IsOptional, IsString, Length } from 'class-validator';
import { AVATAR_NAME_LENGTH, type Subject, SUBJECTS, TRAINING_TYPES, type TrainingType } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { AvatarReference } from './avatar-reference';

/**
 * "A new avatar begins." The bot may send it already with the person's first photo and a name from their profile; a second message brings
 * what the person chose, and may overtake the first.
 */
export class CreateAvatar extends AvatarReference {
  @IsString() @Length(AVATAR_NAME_LENGTH.min, AVATAR_NAME_LENGTH.max) name!: string;
  @KnownValue(TRAINING_TYPES) trainingType!: TrainingType;

  /**
   * Whether the avatar shows a man, a woman or somebody else. Null: its owner has not chosen yet, and has not chosen name and type either.
   * Since 2026-11-21.
   */
  @IsOptional() @KnownValue(SUBJECTS) subject: Subject | null = null;
}
