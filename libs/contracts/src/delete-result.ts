import { IsOptional, IsString, Length } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/** "Forget this result": removes the files of an order, and the texts about them in its rows. The payment stays in the history. */
export class DeleteResult extends KindedOrderReference {
  /**
   * The part to delete, as the kind names it: for example the id of a picture, or `recording`. A kind without such a part deletes nothing.
   * Absent: everything is deleted.
   */
  @IsOptional() @IsString() @Length(1, 64) part?: string;
}
