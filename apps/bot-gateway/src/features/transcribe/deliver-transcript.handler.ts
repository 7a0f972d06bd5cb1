import { Injectable } from '@nestjs/common';
import type { DeliverTranscript } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { documentOf } from '../../engine/deliveries/content';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { factsOf, previewOf } from './preview';
import { transcribeTexts } from './transcribe.texts';

/** The transcript as a .txt file, with its beginning as the caption, and below it the receipt. */
@Injectable()
export class DeliverTranscriptHandler implements JobHandler<DeliverTranscript> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ document, ...order }: DeliverTranscript, context: JobContext): Promise<void> => {
    const t = transcribeTexts[await this.readers.people.languageOf(order.userId)];
    const transcript = await this.readers.transcripts.find(order.userId, order.orderId);
    const fileName = t.fileName(transcript ?? { title: null, createdAt: new Date(0) }, 'txt');
    const caption = t.delivered(transcript ? factsOf(transcript) : null, previewOf(transcript?.content ?? '', PREVIEW));
    const outcome = { type: 'delivered', avatarId: null } as const;
    await context.once((tx) =>
      this.orders.end(tx, { ...order, kind: 'transcription' }, outcome, documentOf(document, fileName, caption)),
    );
  };
}

/** Characters that are read at a glance; the rest is in the file. */
const PREVIEW = 400;
