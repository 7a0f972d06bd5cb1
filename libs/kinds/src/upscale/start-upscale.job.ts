import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { UPSCALE_SIZES, type UpscaleSize, upscaleItem } from './upscale';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { PictureInput } from '../order/order-input';
import { startMessage } from '../order/start-message';

/** "Make this picture larger." Billing forwards it once the credits are held. It ends in exactly one settle-hold. */
export class StartUpscale extends OrderReference {
  @ValidateNested() @Type(() => PictureInput) input!: PictureInput;

  /** How large the picture becomes. Added 2026-11-22. */
  @IsOptional() @KnownValue(UPSCALE_SIZES) size: UpscaleSize = '2k';
}

export const UPSCALE_START = startMessage(StartUpscale, ({ size = '2k' }) => [upscaleItem(size), 1]);
