import { IsBoolean, IsUUID } from 'class-validator';
import { PICTURE_MARKS, type PictureId, type PictureMark } from '@aisha/domain';
import { KnownValue, OrderReference } from '@aisha/kinds/fields';

/** "Mark this picture": a delivered picture becomes a favourite, or the main photo of the avatar that it shows; or it loses the mark. */
export class MarkPicture extends OrderReference {
  @IsUUID() pictureId!: PictureId;
  @KnownValue(PICTURE_MARKS) mark!: PictureMark;
  @IsBoolean() isOn!: boolean;
}
