import { Injectable } from '@nestjs/common';
import type { DeliverPictures } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { beginningOf } from '../../engine/conversation';
import { albumsOf } from '../../engine/deliveries/content';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { generateTexts } from './generate.texts';

/** The pictures as an album with the idea, a photo session's as two if they are many; below it the receipt and the buttons. */
@Injectable()
export class DeliverPicturesHandler implements JobHandler<DeliverPictures> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ avatarId, pictures, ...order }: DeliverPictures, context: JobContext): Promise<void> => {
    const [avatar, generation, language] = await Promise.all([
      avatarId && this.readers.avatars.find(order.userId, avatarId),
      this.readers.generations.order(order.userId, order.orderId),
      this.readers.people.languageOf(order.userId),
    ]);
    const { prompt = '', aspectRatio = '1:1', session } = generation ?? {};
    const caption = generateTexts[language].asked(
      avatar ? avatar.name : null,
      beginningOf(prompt, CAPTION_PROMPT),
      session ? null : aspectRatio, // each look of a session has its own
    );
    const outcome = { type: 'delivered', avatarId, ...(session && { isSession: true }) } as const;
    await context.once((tx) =>
      this.orders.end(tx, { ...order, kind: 'generation' }, outcome, ...albumsOf(pictures, caption)),
    );
  };
}

/** A caption holds 1024 characters; a name of 50, the frame and escaping leave this for the idea. */
const CAPTION_PROMPT = 700;
