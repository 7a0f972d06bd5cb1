import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';
import type { OrderId, PictureId } from '@aisha/domain';
import { IsId } from '../../http/input.pipes';

/** The fields that every order has. */
export abstract class OrderBody {
  @ApiPropertyOptional({
    description:
      'The most credits that the order may cost; a dearer one is refused. Required to order, not to ask the price.',
    example: 5,
    minimum: 0,
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 2 })
  @Min(0)
  @Max(1_000_000)
  maxCredits?: number;
}

export const ORDER_OF_PICTURE = { type: String, format: 'uuid', description: 'The order that delivered the picture.' };
export const DELIVERED_PICTURE = {
  type: String,
  format: 'uuid',
  description: 'The picture, as /v1/orders/{id}/results names it.',
};

/** An order that makes something of a delivered picture, which the body names by the id of its order and the id of the picture. */
export abstract class PictureBody extends OrderBody {
  @ApiProperty(ORDER_OF_PICTURE)
  @IsId()
  orderId!: OrderId;
  @ApiProperty(DELIVERED_PICTURE)
  @IsId()
  pictureId!: PictureId;
}
