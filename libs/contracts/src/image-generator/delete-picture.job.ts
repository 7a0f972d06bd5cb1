import { IsUUID } from 'class-validator';
import type { PictureId } from '@aisha/domain';
import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this picture" and what was made larger of it; the others of its order stay. */
export class DeletePicture extends OrderReference {
  @IsUUID() pictureId!: PictureId;
}
