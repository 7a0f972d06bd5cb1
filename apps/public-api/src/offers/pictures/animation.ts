import { startOrder } from '@aisha/contracts';
import type { OrderId, PhotoId, PictureId, UploadedFileId } from '@aisha/domain';
import { type Motion, MOTIONS } from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import { wrong } from '../../http/problem';
import type { Asked, OfferedKindOf } from '../kind/offered-kind';
import { DELIVERED_PICTURE, ORDER_OF_PICTURE, OrderBody } from '../kind/order-body';
import { deliveredPicture } from './delivered-picture';

/** A delivered picture, or a sent photo, that moves: a short video. */
export class AnimationBody extends OrderBody {
  @ApiProperty({ enum: ['animation'] }) @IsIn(['animation']) kind!: 'animation';

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A file of POST /v1/files?for=animation; or else a picture by orderId and pictureId.',
  })
  @IsOptional()
  @IsId()
  fileId?: UploadedFileId;

  @ApiPropertyOptional(ORDER_OF_PICTURE)
  @IsOptional()
  @IsId()
  orderId?: OrderId;

  @ApiPropertyOptional(DELIVERED_PICTURE)
  @IsOptional()
  @IsId()
  pictureId?: PictureId;

  @ApiPropertyOptional({ enum: MOTIONS, default: 'alive' }) @IsIn(MOTIONS) motion: Motion = 'alive';
}

export const ANIMATION_OFFER: OfferedKindOf<'animation', AnimationBody> = {
  body: AnimationBody,
  line: async (body, asked) => {
    const { userId } = asked;
    const { fileId, motion } = body;
    const input = await animated(body, asked);
    return {
      item: 'animation',
      units: 1,
      ...(fileId !== undefined && { fileId }),
      start: (orderId) => startOrder('animation', { orderId, userId, input, motion }),
    };
  },
  delivers: 'animation',
};

/**
 * What the order animates: a sent photo, named by `fileId`, or a picture, named by its id and its order’s id. Refuses a body that names
 * both, or neither.
 */
async function animated({ fileId, orderId, pictureId }: AnimationBody, asked: Asked) {
  if (fileId !== undefined && orderId === undefined && pictureId === undefined) {
    await asked.files.ready(asked.userId, fileId, 'animation');
    return { kind: 'photo', photoId: fileId as string as PhotoId } as const;
  }
  if (fileId !== undefined || orderId === undefined || pictureId === undefined)
    throw wrong('fileId', 'either fileId names a sent photo, or orderId and pictureId name a picture');
  const { input } = await deliveredPicture({ orderId, pictureId }, asked);
  return input;
}
