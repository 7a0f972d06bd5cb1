import { IsString, Length } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Here is what was said": the text lies in storage as a .txt file. */
export class DeliverTranscript extends OrderReference {
  @IsString() @Length(1, 512) document!: string;
}
