import { IsString, Length } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Here is the text, read aloud": a voice message, lying in our storage. The MP3 lies beside it, for a person who asks. */
export class DeliverSpeech extends OrderReference {
  @IsString() @Length(1, 512) voice!: string;
}
