import { Injectable } from '@nestjs/common';
import type { ShowInvitation } from '@aisha/contracts/bot-gateway';
import { DrawingPermissionReader, PersonReader } from '@aisha/database/bot';
import { invitationStart, shownName } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { permissionsTexts } from '@aisha/words';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { TelegramApi } from '../../engine/telegram/telegram-api';
import { openTogether } from './permissions.callbacks';

/** Gives the asker the link for a friend, and later tells them the friend's answer. */
@Injectable()
export class ShowInvitationHandler implements JobHandler<ShowInvitation> {
  private bot: string | undefined;

  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
    private readonly api: TelegramApi,
  ) {}

  readonly handle = async ({ userId, permissionId }: ShowInvitation, context: JobContext): Promise<void> => {
    const found = await this.readers.of(DrawingPermissionReader).answerTo(userId, permissionId);
    if (!found) return;
    const t = permissionsTexts[await this.readers.of(PersonReader).languageOf(userId)];
    if (found.isAnswered) {
      const name = shownName(found.name ?? '');
      const { scope } = found;
      const content = scope
        ? messageWith(t.allowed({ name, scope }), [[openTogether.button(t.together, {})]])
        : messageWith(t.declined({ name }));
      await context.once((tx) => this.deliveries.add(tx, userId, content));
      return;
    }
    const link = `https://t.me/${await this.username()}?start=${invitationStart(permissionId)}`;
    const share = `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(t.shareWords)}`;
    const content = messageWith(t.link({ link }), [[{ text: t.share, url: share }]]);
    await context.once((tx) => this.deliveries.add(tx, userId, content));
  };

  /** The bot's own name, which Telegram tells; it does not change while the process runs. */
  private async username(): Promise<string> {
    return (this.bot ??= (await this.api.call<{ readonly username: string }>('getMe')).username);
  }
}
