import { startOrder } from '@aisha/contracts';
import { UPSCALE_SIZES, upscaleFactor, upscaleItem, type UpscaleSize } from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { PictureBody } from '../kind/order-body';
import { deliveredPicture } from './delivered-picture';

/** A delivered picture made larger. */
export class UpscaleBody extends PictureBody {
  @ApiProperty({ enum: ['upscale'] }) @IsIn(['upscale']) kind!: 'upscale';
  @ApiPropertyOptional({
    ...{ enum: UPSCALE_SIZES, default: '2k' },
    description: 'A size that is larger than the picture. A picture without an avatar is too large for “2k”.',
  })
  @IsIn(UPSCALE_SIZES)
  size: UpscaleSize = '2k';
}

export const UPSCALE_OFFER: OfferedKindOf<'upscale', UpscaleBody> = {
  body: UpscaleBody,
  line: async (body, asked) => {
    const { userId } = asked;
    const { picture, input } = await deliveredPicture(body, asked);
    const { size } = body;
    const possible = UPSCALE_SIZES.filter((each) => upscaleFactor(each, picture) !== undefined);
    if (!possible.includes(size))
      throw wrong('size', `size may be, for this picture: ${possible.join(', ') || 'none'}`);
    return {
      item: upscaleItem(size),
      units: 1,
      start: (orderId) => startOrder('upscale', { orderId, userId, input, size }),
    };
  },
  delivers: 'upscale',
};
