import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { OrderId } from '@aisha/domain';

/** Records that the copies of sent photos are gone. */
@Injectable()
export class EditedPhotoStore {
  constructor(private readonly database: Database) {}

  async forget(orderIds: readonly OrderId[]): Promise<void> {
    await this.database.write(`UPDATE generator.edit SET original_path = NULL WHERE order_id = ANY($1::uuid[])`, [
      orderIds,
    ]);
  }
}
