import { Type } from 'class-transformer';
import { IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import { CHANGE_LENGTH, PHOTO_FACES, type PhotoFaces } from './edit';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { EditInput, PhotoInput, PictureInput } from '../order/order-input';
import { startMessage } from '../order/start-message';

/** "Change this picture as I say." Billing forwards it once the credits are held. It ends in exactly one settle-hold. */
export class StartEdit extends OrderReference {
  @ValidateNested()
  @Type(() => PictureInput, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'picture', value: PictureInput },
        { name: 'photo', value: PhotoInput },
        { name: 'edit', value: EditInput },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  input!: PictureInput | PhotoInput | EditInput;

  /** The sentence, as it was typed. The sender decides what is too short (StartGeneration). */
  @IsString() @Length(1, CHANGE_LENGTH.max) change!: string;

  /** Whose faces a sent photo shows, and whether they agree; null for a picture of ours. */
  @IsOptional() @KnownValue(PHOTO_FACES) faces: PhotoFaces | null = null;
}

export const EDIT_START = startMessage(StartEdit, () => ['edit', 1]);
