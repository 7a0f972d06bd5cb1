import { startOrder } from '@aisha/contracts';
import { asChange, CHANGE_LENGTH } from '@aisha/kinds';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { wrong } from '../../http/problem';
import type { OfferedKindOf } from '../kind/offered-kind';
import { PictureBody } from '../kind/order-body';
import { deliveredPicture } from './delivered-picture';

/** A delivered picture changed by a sentence. */
export class EditBody extends PictureBody {
  @ApiProperty({ enum: ['edit'] }) @IsIn(['edit']) kind!: 'edit';

  @ApiProperty({ minLength: CHANGE_LENGTH.min, maxLength: CHANGE_LENGTH.max, example: 'make it evening' })
  @IsString()
  @Length(CHANGE_LENGTH.min, CHANGE_LENGTH.max)
  change!: string;
}

export const EDIT_OFFER: OfferedKindOf<'edit', EditBody> = {
  body: EditBody,
  line: async (body, asked) => {
    const { userId } = asked;
    const { input } = await deliveredPicture(body, asked);
    const change = asChange(body.change);
    if (change === undefined) throw wrong('change', 'change has too few words');
    return {
      item: 'edit',
      units: 1,
      start: (orderId) => startOrder('edit', { orderId, userId, input, change, faces: null }),
    };
  },
  delivers: 'edit',
};
