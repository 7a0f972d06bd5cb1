import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Everything conversations may read, of any app's tables. Reading is free and direct; writing is a message to the owner. */
@Injectable()
export class Readers {
  constructor(@Inject(Database) readonly database: Database) {}
}
