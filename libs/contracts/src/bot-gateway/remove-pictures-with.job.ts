import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Somebody wants the pictures gone in which they are drawn together with this person." The gateway sends it to itself, because the
 * pictures lie in the chat and the files of that other person.
 */
export class RemovePicturesWith {
  /** The person whose pictures they are. */
  @IsUUID() userId!: UserId;
  /** The friend who is drawn in them and wants them gone. */
  @IsUUID() friendId!: UserId;
}
