import { ArrayMaxSize, ArrayMinSize, IsOptional, IsString, IsUUID } from 'class-validator';
import { MAX_SESSION, type AvatarId } from '@aisha/domain';
import { OrderReference } from '../order-fields';

/** "Here are the pictures", lying in our storage. What was asked is read from the generation's row. */
export class DeliverPictures extends OrderReference {
  /** Whom they show; null for pictures without an avatar. */
  @IsOptional() @IsUUID() avatarId: AvatarId | null = null;

  /** Storage references, in order. */
  @IsString({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(MAX_SESSION) pictures!: string[];
}
