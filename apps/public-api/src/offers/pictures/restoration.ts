import type { UploadedFileId } from '@aisha/domain';
import { RESTORATION_SCALES, type RestorationScale } from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsId } from '../../http/input.pipes';
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
  line: (body, { userId, files }) => files.restoration(userId, body),
  delivers: 'restoration',
};
