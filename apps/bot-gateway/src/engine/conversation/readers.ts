import { Injectable, Optional } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';

/** The app's configuration. Each section of settings takes from it the values that the section declares. */
export abstract class GivenSettings {}

/** A class that reads rows. It is built from a database alone, so that a conversation can ask for any such class. */
export type ReaderClass<Reader> = new (database: Database) => Reader;

/**
 * What a conversation may read, of any app's tables. Reading is free and direct; writing is a message to the owner. A reader is built when
 * it is first asked for, once in a transaction.
 *
 * @example
 * const balance = await readers.of(BalanceReader).of(person.userId);
 */
@Injectable()
export class Readers {
  private readonly built = new Map<ReaderClass<unknown>, unknown>();

  constructor(
    private readonly database: Database,
    @Optional() private readonly given: GivenSettings = {},
  ) {}

  of<Reader>(kind: ReaderClass<Reader>): Reader {
    const known = this.built.get(kind) as Reader | undefined;
    if (known) return known;
    const reader = new kind(this.database);
    this.built.set(kind, reader);
    return reader;
  }

  /** The settings that a screen shows. Values come from the app's configuration, and otherwise from the section's defaults. */
  settings<Section extends object>(section: new () => Section): Section {
    return Object.assign(new section(), this.given);
  }

  /**
   * The same readers inside a transaction. They see what the transaction has written, and take no second connection beside the one it
   * holds.
   */
  within(tx: Transaction): Readers {
    return new Readers(Database.within(tx), this.given);
  }
}
