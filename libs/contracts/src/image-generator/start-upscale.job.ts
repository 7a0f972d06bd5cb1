import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { OrderReference } from '../order-fields';
import { PictureInput } from '../order-input';

/** "Make this picture larger." Let through by billing once the credits are held. Ends in exactly one settle-hold. */
export class StartUpscale extends OrderReference {
  @ValidateNested() @Type(() => PictureInput) input!: PictureInput;
}
