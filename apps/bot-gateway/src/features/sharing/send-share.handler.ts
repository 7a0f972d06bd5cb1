import type { SendShare } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { shareStart } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { shareTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { joined } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { messageOf, messageWith, videoOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, startLink } from '../../engine/telegram/bot-name';
import { fileAskedFor } from '../../orders/file-asked-for';
import { OrderCards } from '../../orders/order-cards';
import { nothingToShare, shareableOf } from '../../orders/shareable';
import { InviteCodeStore } from '../invite/invite-code.store';
import { countShare, isSharedKind } from '../../orders/shares.metrics';

/**
 * Sends a person their picture or video as a message to forward, or says that there is nothing to share. The message has none of the
 * person's words, but a button with their own link. Telegram keeps the buttons of a forwarded message while all of them are links.
 */
@Injectable()
export class SendShareHandler implements JobHandler<SendShare> {
  constructor(
    private readonly codes: InviteCodeStore,
    private readonly orders: OrderCards,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly bot: BotName,
  ) {}

  readonly handle = async ({ userId, kind, orderId, place }: SendShare, context: JobContext): Promise<void> => {
    const bot = await this.bot.get();
    await context.once(async (tx) => {
      const readers = this.readers.within(tx);
      const language = await readers.of(PersonReader).languageOf(userId);
      const found = await shareableOf(this.orders.views[kind], orderId, { readers, userId, language });
      const shared = found.all.find((one) => one.place === place)?.what;
      if (!shared) return this.deliveries.add(tx, userId, messageWith(nothingToShare(found, language)));
      const code = await this.codes.of(tx, userId);
      if (!code) return;
      const t = shareTexts[language];
      const text = t.caption({ kind });
      const buttons = [[{ text: t.wantToo, url: startLink(bot, shareStart(code)) }]];
      const hint = messageWith(joined([t.hint, found.showsOthers && t.ofSeveral], '\n\n'));
      const toForward =
        'photo' in shared ? messageOf({ text, photo: shared.photo, buttons }) : videoOf(shared.video, text, buttons);
      for (const content of [hint, toForward]) await this.deliveries.add(tx, userId, content, fileAskedFor(orderId));
      if (isSharedKind(kind)) countShare(tx, kind);
    });
  };
}
