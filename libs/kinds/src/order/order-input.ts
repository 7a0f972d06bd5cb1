import { IsUUID } from 'class-validator';
import type { AvatarId, OrderId, PhotoId, PictureId } from '@aisha/domain';
import type { InputOf } from './order-kind';
import { KnownValue } from './enumerated-values';

/**
 * "With this avatar." One of the inputs an order may have (OrderInput); the start message of a kind says which ones it
 * takes.
 */
export class AvatarInput implements InputOf<'avatar'> {
  @KnownValue(['avatar']) kind!: 'avatar';
  @IsUUID() avatarId!: AvatarId;
}

/** "Without an avatar": the idea is all there is. Added 2026-11-22. */
export class IdeaInput implements InputOf<'idea'> {
  @KnownValue(['idea']) kind!: 'idea';
}

/** "Of this picture", which an earlier order of the same person delivered. */
export class PictureInput implements InputOf<'picture'> {
  @KnownValue(['picture']) kind!: 'picture';
  @IsUUID() orderId!: OrderId;
  @IsUUID() pictureId!: PictureId;
}

/** "Of this photo", which the person sent for the order. Added 2026-11-24. */
export class PhotoInput implements InputOf<'photo'> {
  @KnownValue(['photo']) kind!: 'photo';
  @IsUUID() photoId!: PhotoId;
}

/** "Of this edit": the changed picture, or a sent photo as it was before. Added 2026-11-25. */
export class EditInput implements InputOf<'edit'> {
  @KnownValue(['edit']) kind!: 'edit';
  @IsUUID() orderId!: OrderId;
  @KnownValue(['before', 'after']) side!: 'before' | 'after';
}
