import { Injectable } from '@nestjs/common';
import type { AnnounceAvatar } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonStore } from '../../engine/people/person.store';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';

/** "Your avatar is ready", with a button that makes pictures; the next idea is for this avatar. One that was stopped meanwhile says so. */
@Injectable()
export class AnnounceAvatarHandler implements JobHandler<AnnounceAvatar> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
    private readonly people: PersonStore,
  ) {}

  readonly handle = async ({ avatarId, ...order }: AnnounceAvatar, context: JobContext): Promise<void> => {
    const avatar = await this.readers.avatars.find(order.userId, avatarId);
    const isStyle = avatar?.trainingType === 'style';
    const isStopped = !!avatar?.stoppedFor;
    const delivered = { type: 'delivered', avatarId, isStyle, ...(isStopped && { isStopped }) } as const;
    await context.once(async (tx) => {
      await this.orders.end(tx, { ...order, kind: 'training' }, delivered);
      if (!isStopped) await this.people.remembers(tx, order.userId, { avatarId });
    });
  };
}
