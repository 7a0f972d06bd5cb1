import { Injectable } from '@nestjs/common';
import type { AvatarReference } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { Clock } from '@aisha/platform';
import { TrainingEnding } from '../training/training-ending';
import { TrainingStore } from '../training/training.store';
import { AvatarStore } from './avatar.store';

/** What is left of a deleted avatar in the tables: that it was, and its orders for old receipts. */
@Injectable()
export class AvatarRemoval {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly trainings: TrainingStore,
    private readonly ending: TrainingEnding,
    private readonly clock: Clock,
  ) {}

  async remove(tx: Transaction, reference: AvatarReference): Promise<void> {
    const avatar = await this.avatars.lock(tx, reference);
    if (!avatar) return;
    const training = await this.trainings.openOf(tx, avatar.id);
    if (training) await this.ending.cancel(tx, training);
    await this.avatars.scrub(tx, avatar, this.clock.now());
    if (avatar.isMain) await this.avatars.ensureMain(tx, avatar.userId);
  }
}
