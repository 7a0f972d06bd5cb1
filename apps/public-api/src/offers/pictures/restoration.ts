import { startOrder } from '@aisha/contracts';
import type { PhotoId, UploadedFileId } from '@aisha/domain';
import {
  automaticScale,
  RESTORATION_SCALES,
  restorationItem,
  type RestorationScale,
  restorationScalesOf,
} from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';

/** A photo of a face, made sharp and larger. */
export class RestorationBody extends OrderBody {
  @ApiProperty({ enum: ['restoration'] }) @IsIn(['restoration']) kind!: 'restoration';
  @ApiProperty({ type: String, format: 'uuid', description: 'A file of POST /v1/files?for=restoration.' })
  @IsId()
  fileId!: UploadedFileId;

  @ApiPropertyOptional({
    enum: RESTORATION_SCALES,
    description: 'How many times longer each side becomes. Absent: four times for a small photo, twice for any other.',
  })
  @IsOptional()
  @IsIn(RESTORATION_SCALES)
  scale?: RestorationScale;
}

export const RESTORATION_OFFER: OfferedKindOf<'restoration', RestorationBody> = {
  body: RestorationBody,
  line: async ({ fileId, scale: asked }, { userId, files }) => {
    const { width, height } = await files.ready(userId, fileId, 'restoration');
    const sides = { width: width ?? 0, height: height ?? 0 };
    const possible = restorationScalesOf(sides);
    if (asked !== undefined && !possible.includes(asked))
      throw wrong('scale', `scale may be, for this photo: ${possible.join(', ')}`);
    const automatic = automaticScale(sides);
    const scale = asked ?? (possible.includes(automatic) ? automatic : (possible[0] ?? automatic));
    const photoId = fileId as string as PhotoId;
    return {
      ...{ item: restorationItem(scale), units: 1, fileId },
      start: (orderId) => startOrder('restoration', { orderId, userId, photoId, scale }),
    };
  },
  delivers: 'restoration',
};
