import { ArrayMaxSize, ArrayMinSize, IsString, IsUUID } from 'class-validator';
import { MAX_PICTURES, type AvatarId } from '@aisha/domain';
import { OrderReference } from '../order-fields';

/** "Here are the pictures", lying in our storage. What was asked is read from the generation's row. */
export class DeliverPictures extends OrderReference {
  @IsUUID() avatarId!: AvatarId;

  /** Storage references, in order. */
  @IsString({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(MAX_PICTURES) pictures!: string[];
}
