import { IsString, Length } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Here is the photo, restored." Both lie in our storage. */
export class DeliverRestoration extends OrderReference {
  /** Before and after in one picture, shown in the chat. */
  @IsString() @Length(1, 512) comparison!: string;
  /** The restored photo, sent as a file, so that Telegram does not make it small again. */
  @IsString() @Length(1, 512) photo!: string;
}
