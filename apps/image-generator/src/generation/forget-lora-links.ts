import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@aisha/database';
import { every, Logger, type Repeated } from '@aisha/platform';

const LOOK_EVERY_MS = 60_000;

/** Links of deleted avatars go with them. */
@Injectable()
export class ForgetLoraLinks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(LOOK_EVERY_MS, 'lora-links.forget', this.log, () => this.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(
        `DELETE FROM generator.lora_upload upload USING trainer.avatar avatar
         WHERE avatar.id = upload.avatar_id AND avatar.deleted_at IS NOT NULL`,
      ),
    );
  }
}
