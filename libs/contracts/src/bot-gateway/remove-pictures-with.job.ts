import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "A friend wants the pictures deleted in which the friend is drawn together with this person." The gateway sends it to itself, because the
 * pictures lie in this person's chat and files.
 */
export class RemovePicturesWith {
  /** The person whose pictures they are. */
  @IsUUID() userId!: UserId;
  /** The friend who is drawn in them and wants them gone. */
  @IsUUID() friendId!: UserId;
}
