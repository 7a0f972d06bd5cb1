import { IsString, Length } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Here is what was made of your transcript": it lies in storage as a file. */
export class DeliverDocument extends OrderReference {
  @IsString() @Length(1, 512) document!: string;
}
