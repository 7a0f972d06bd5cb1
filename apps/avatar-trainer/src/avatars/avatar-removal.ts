import { Inject, Injectable } from '@nestjs/common';
import type { AvatarReference } from '@aisha/contracts/avatar-trainer';
import { Database, type Transaction } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { AppError } from '@aisha/domain';
import type { StartTraining } from '@aisha/kinds/messages';
import type { Training } from '@aisha/kinds/tables';
import { Engine, engineOf } from '@aisha/orders';
import { Clock } from '@aisha/platform';
import type { Trained } from '../training/training.work';
import { AvatarStore } from './avatar.store';

/**
 * Removes an avatar from the tables, ends its open training without a charge, and makes another avatar the main one. The bare row of the
 * avatar and its orders stay, because old receipts need them.
 */
@Injectable()
export class AvatarRemoval {
  constructor(
    private readonly avatars: AvatarStore,
    @Inject(engineOf('training')) private readonly trainings: Engine<Training, StartTraining, Trained>,
    private readonly clock: Clock,
  ) {}

  async remove(tx: Transaction, reference: AvatarReference): Promise<void> {
    const avatar = await this.avatars.lock(tx, reference);
    if (!avatar) return;
    const training = await new AvatarReader(Database.within(tx)).openTraining(avatar.id);
    if (training) await this.trainings.outcome.failIn(tx, training, new AppError('cancelled-by-user'));
    await this.avatars.scrub(tx, avatar, this.clock.now());
    if (avatar.isMain) await this.avatars.ensureMain(tx, avatar.userId);
  }
}
