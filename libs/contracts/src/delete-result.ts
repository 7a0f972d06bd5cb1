import { IsOptional, IsString, Length } from 'class-validator';
import { KindedOrderReference } from '@aisha/kinds/fields';

/** "Forget it": the files that were made of an order, and what its rows say of them. What was paid for it stays in the history. */
export class DeleteResult extends KindedOrderReference {
  /** What alone is to go, in words of the kind: the id of a picture, `recording`. A kind that knows no such part deletes nothing; absent: all of it. */
  @IsOptional() @IsString() @Length(1, 64) part?: string;
}
