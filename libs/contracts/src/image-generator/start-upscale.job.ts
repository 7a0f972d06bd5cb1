import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { UPSCALE_SIZES, type UpscaleSize } from '@aisha/kinds';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';
import { PictureInput } from '../order-input';

/** "Make this picture larger." Let through by billing once the credits are held. Ends in exactly one settle-hold. */
export class StartUpscale extends OrderReference {
  @ValidateNested() @Type(() => PictureInput) input!: PictureInput;

  /** Added 2026-11-22. */
  @IsOptional() @KnownValue(UPSCALE_SIZES) size: UpscaleSize = '2k';
}
