import { IsOptional, IsString, Length } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/**
 * "Forget this result": removes the files of an order, and the words about them in its rows. The payment stays in the
 * history.
 */
export class DeleteResult extends KindedOrderReference {
  /**
   * The part to delete, in words of the kind: the id of a picture, `recording`. A kind that knows no such part deletes nothing; absent: all of it.
   */
  @IsOptional() @IsString() @Length(1, 64) part?: string;
}
