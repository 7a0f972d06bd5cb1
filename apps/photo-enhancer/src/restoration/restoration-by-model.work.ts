import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { Database } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import { RESTORATION_FACTOR } from '@aisha/kinds';
import type { StartRestoration } from '@aisha/kinds/messages';
import { Enhancement } from '@aisha/kinds/tables';
import {
  RemoteWork,
  type Kept,
  type OwnFields,
  type Policy,
  type Prepared,
  type Deletion,
  type OrderReference,
  asRefusedPicture,
} from '@aisha/orders';
import { RemoteCallbacks, type RemoteSubmission, Upscaler } from '@aisha/providers/ports';
import { type SentPhoto, type Restored, ResultFiles } from './result-files';
import { keptFields, newRow } from './restoration.row';
import { PhotoEnhancerConfig } from '../config';

@Injectable()
export class RestorationTimeouts {
  /** How long after its start a submission times out, in milliseconds. */
  readonly timeoutMs: number;
  readonly pollMs: number;

  constructor({ RESTORATION_TIMEOUT_MS, RESTORATION_POLL_MS }: PhotoEnhancerConfig) {
    this.timeoutMs = RESTORATION_TIMEOUT_MS;
    this.pollMs = RESTORATION_POLL_MS;
  }
}

/** Makes the faces of a photo sharp and the photo larger, by the remote model that also makes pictures larger. */
@Injectable()
export class RestorationByModel extends RemoteWork<Enhancement, StartRestoration, Restored> {
  readonly kind = 'restoration';
  readonly entity = Enhancement;
  readonly policy: Policy<Enhancement>;

  constructor(
    { timeoutMs, pollMs }: RestorationTimeouts,
    private readonly upscaler: Upscaler,
    private readonly results: ResultFiles,
    private readonly callbacks: RemoteCallbacks,
  ) {
    super();
    this.policy = {
      atOnce: 4, // each order holds a photo of a few megabytes in memory
      preparedAhead: 10,
      attempts: 2, // a second attempt costs us only cents
      leaseMs: 30_000,
      deadlineMs: () => timeoutMs,
      unansweredSlotMs: 30_000, // a photo takes 2–5 s at FAL (fal.md §2.6)
      resultPatienceMs: 2 * 60_000, // by then the person would rather have the credits back
      pollMs: () => pollMs,
    };
  }

  async row(_tx: Transaction, start: StartRestoration): Promise<Pick<Enhancement, 'units'> & OwnFields<Enhancement>> {
    return newRow(start);
  }

  /** Never refuses an order. If the photo is gone, the work fails when it reads the photo. */
  async refusal(): Promise<ErrorCode | null> {
    return null;
  }

  async prepare(order: Enhancement): Promise<Prepared<Enhancement>> {
    const photo = await this.results.photo(order);
    const sourceUrl = await this.upscaler.upload(photo.content);
    return { fields: { sourceUrl }, submission: this.submissionOf(order, sourceUrl, photo) };
  }

  async submission(order: Enhancement): Promise<RemoteSubmission | null> {
    const { sourceUrl } = order;
    if (sourceUrl === null || !(await this.upscaler.has(sourceUrl))) return null;
    return this.submissionOf(order, sourceUrl, await this.results.photo(order));
  }

  async collect(order: Enhancement, output: unknown): Promise<Restored> {
    return this.results.keep(order, await this.upscaler.read(order.endpoint ?? '', output));
  }

  async keep(_tx: Transaction, _order: Enhancement, restored: Restored): Promise<Kept<Enhancement>> {
    return { fields: keptFields(restored) };
  }

  override forgotten(): Partial<OwnFields<Enhancement>> {
    return { sourceUrl: null };
  }

  override discard(order: Enhancement): Promise<void> {
    return this.results.remove(order);
  }

  override filesOf(_database: Database, order: OrderReference): Promise<Deletion | null> {
    return this.results.deletionOf(order);
  }

  /** FAL's model may find no face where our check found one. */
  override explain(error: AppError): AppError {
    const { facts } = error;
    if (facts['errorType'] === 'face_detection_error') return new AppError('no-face-to-restore', { facts });
    return asRefusedPicture(error);
  }

  private submissionOf({ orderId, scale }: Enhancement, pictureUrl: string, photo: SentPhoto): RemoteSubmission {
    const { width, height } = photo;
    const input = { pictureUrl, width, height, factor: RESTORATION_FACTOR[scale] };
    return this.upscaler.submission(input, this.callbacks.urlOf({ kind: 'restoration', orderId }));
  }
}
