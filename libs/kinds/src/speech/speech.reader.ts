import type { OrderId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Speech } from './speech.entity';

/** A delivered reading as the gateway shows it: never the text. */
export type DeliveredSpeech = Pick<Speech, 'orderId' | 'title' | 'voicePath' | 'mp3Path' | 'duration'>;

/** Texts read aloud, as the person they belong to may have them. */
export class SpeechReader {
  constructor(private readonly database: Rows) {}

  find(userId: UserId, orderId: OrderId): Promise<DeliveredSpeech | null> {
    return this.database.read.findOne(Speech, {
      select: { orderId: true, title: true, voicePath: true, mp3Path: true, duration: true },
      where: { orderId, userId },
    });
  }
}
