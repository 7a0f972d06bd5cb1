import { Injectable } from '@nestjs/common';
import type { ShowInvitation } from '@aisha/contracts/bot-gateway';
import { DrawingPermissionReader, PersonReader } from '@aisha/database/bot';
import { invitationStart, shownName } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { permissionsTexts } from '@aisha/words';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, shareButton, startLink } from '../../engine/telegram/bot-name';
import { openTogether } from '../../callbacks/permissions.callbacks';

/** Gives the asker the link for a friend, and later tells them the friend's answer. */
@Injectable()
export class ShowInvitationHandler implements JobHandler<ShowInvitation> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
    private readonly bot: BotName,
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
    const link = startLink(await this.bot.get(), invitationStart(permissionId));
    const content = messageWith(t.link({ link }), [[shareButton(t.share, link, t.shareWords)]]);
    await context.once((tx) => this.deliveries.add(tx, userId, content));
  };
}
