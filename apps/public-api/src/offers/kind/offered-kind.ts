import type { Message } from '@aisha/contracts';
import type { Database } from '@aisha/database';
import type { OrderId, UploadedFileId, UserId } from '@aisha/domain';
import type { OrderKind, OrderLine } from '@aisha/kinds';
import type { FileKindOf } from '@aisha/kinds/tables';
import type { OfferedFiles } from './offered-files';
import type { OrderBody } from './order-body';
import type { TranscriptContentAnswer } from './transcript-answer';

/** The units of an order, and the message that starts it. */
export interface Line extends OrderLine {
  readonly start: (orderId: OrderId) => Message;
  /** The sent file that the order takes. */
  readonly fileId?: UploadedFileId;
}

/** Who orders, and where things of that person are found. */
export interface Asked {
  readonly userId: UserId;
  readonly database: Database;
  readonly files: OfferedFiles;
  /** What no model serves now. */
  readonly offSale: ReadonlySet<string>;
}

/** What a kind of order is in the public API: what is sent for it, its line, and what it delivers. */
export interface OfferedKindOf<Kind extends OrderKind, Body extends OrderBody> {
  readonly body: new () => Body;
  /** Throws a Problem for what the worker would refuse, so that the caller learns it before credits are held. */
  readonly line: (body: Body, asked: Asked) => Line | Promise<Line>;
  /** The files of its own that an order delivers; null: none. Files that the person sent for an order are not delivered. */
  readonly delivers: FileKindOf<Kind> | null;
  /** The points of a document or of an answer. */
  readonly points?: (database: Database, userId: UserId, orderId: OrderId) => Promise<readonly object[]>;
  /** The words of a recording. */
  readonly transcript?: (
    database: Database,
    userId: UserId,
    orderId: OrderId,
  ) => Promise<TranscriptContentAnswer | null>;
}
