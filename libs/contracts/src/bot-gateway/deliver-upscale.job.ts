import { IsString, Length } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Here is the picture, larger", lying in our storage; sent as a file, so that Telegram does not make it small again. */
export class DeliverUpscale extends OrderReference {
  @IsString() @Length(1, 512) picture!: string;
}
