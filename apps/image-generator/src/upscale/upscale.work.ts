import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import { upscaleFactor } from '@aisha/kinds';
import type { StartUpscale } from '@aisha/kinds/messages';
import { type ClearedBy, type Picture, Upscale } from '@aisha/kinds/tables';
import {
  asRefusedPicture,
  type Deletion,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Prepared,
  type Result,
} from '@aisha/orders';
import { enlargedFile, SmallCopy } from '@aisha/pictures';
import { type RemoteSubmission, Upscaler } from '@aisha/providers/ports';
import { fileOf, ObjectStore, toReference, upscaleKey, type StoredObject } from '@aisha/storage';
import { PictureCheck } from '../moderation/picture-check';
import { PictureWork, PictureTimeouts } from '../picture-orders/picture.work';
import { pictureOf, SOURCE_BYTES } from '../picture-orders/source-picture';
import { forgetUpscale } from '../results/picture.store';
import { UpscaleSource } from './upscale-source';

/** How many orders a process prepares: each holds a picture of a few megabytes in memory. */
const PREPARING = { atOnce: 4, preparedAhead: 10 };

interface Upscaled extends Result {
  readonly filePath: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly clearedBy: ClearedBy;
}

/** The work behind «✨ Улучшить»: makes a delivered picture two or four times as wide and high, and keeps the face. */
@Injectable()
export class UpscaleWork extends PictureWork<Upscale, StartUpscale, Upscaled> {
  readonly kind = 'upscale';
  readonly entity = Upscale;
  override readonly deliversAtOnce = true;

  constructor(
    timeouts: PictureTimeouts,
    private readonly upscaler: Upscaler,
    private readonly storage: ObjectStore,
    private readonly source: UpscaleSource,
    private readonly check: PictureCheck,
  ) {
    super(timeouts, PREPARING);
  }

  async row(_tx: Transaction, { input, size }: StartUpscale): Promise<Pick<Upscale, 'units'> & OwnFields<Upscale>> {
    return {
      units: 1,
      input,
      size,
      sourceUrl: null,
      filePath: null,
      bytes: null,
      width: null,
      height: null,
      clearedBy: null,
    };
  }

  /** Refuses a size that is not larger than the picture: we would make a larger file than the one that is paid for. */
  async refusal(tx: Transaction, { userId, input, size }: StartUpscale): Promise<ErrorCode | null> {
    const picture = await pictureOf(Database.within(tx), userId, input);
    if (!picture) return 'picture-not-found';
    return upscaleFactor(size, picture) === undefined ? 'price-changed' : null;
  }

  async prepare(order: Upscale): Promise<Prepared<Upscale>> {
    const { filePath } = await this.source.find(order.userId, order.input);
    const picture = await this.storage.getBuffer(fileOf(order.userId, filePath), { maxBytes: SOURCE_BYTES });
    const sourceUrl = await this.upscaler.upload(picture);
    return { fields: { sourceUrl }, submission: await this.submission({ ...order, sourceUrl }) };
  }

  async submission(order: Upscale): Promise<RemoteSubmission | null> {
    const { orderId, userId, input, sourceUrl } = order;
    if (sourceUrl === null || !(await this.upscaler.has(sourceUrl))) return null;
    const { width, height } = await this.source.find(userId, input);
    const factor = factorOf(order, { width, height });
    return this.upscaler.submission({ pictureUrl: sourceUrl, width, height, factor }, this.source.callbackOf(orderId));
  }

  /**
   * Collects the upscaled copy. Throws `picture-not-found` if the person has deleted the picture meanwhile, and `result-not-decent` for a
   * copy that may not be shown.
   */
  async collect(order: Upscale, output: unknown): Promise<Upscaled> {
    const source = await this.source.find(order.userId, order.input);
    await this.storage.check(); // no model is asked about a picture that cannot be stored
    const made = await this.upscaler.read(order.endpoint ?? '', output);
    const { content, width, height } = await enlargedFile(made, source, factorOf(order, source), 'drawn');
    const [clearedBy] = await this.check.clear(order, [await SmallCopy.of(content)]);
    if (!clearedBy || clearedBy === 'withheld') throw new AppError('result-not-decent');
    await this.storage.put(placeOf(order), content, { contentType: 'image/jpeg' });
    const file = { filePath: toReference(placeOf(order)), bytes: content.length, width, height, clearedBy };
    return { ...file, delivered: 1, reason: null };
  }

  async keep(
    _tx: Transaction,
    _order: Upscale,
    { filePath, bytes, width, height, clearedBy }: Upscaled,
  ): Promise<Kept<Upscale>> {
    return { fields: { filePath, bytes, width, height, clearedBy } };
  }

  override explain(error: AppError): AppError {
    return asRefusedPicture(error);
  }

  override forgotten(): Partial<OwnFields<Upscale>> {
    return { sourceUrl: null };
  }

  override discard(order: Upscale): Promise<void> {
    return this.storage.remove([placeOf(order)]);
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    const found = await database.read.findOneBy(Upscale, { orderId, userId });
    if (!found?.filePath) return null;
    return { files: [fileOf(userId, found.filePath)], forget: (tx) => forgetUpscale(tx, orderId) };
  }
}

const placeOf = ({ userId, orderId }: Upscale): StoredObject => upscaleKey(userId, orderId, 'jpg');

/** The factor of an order. Throws `price-changed` for an order that a release before the refusal took in, of a picture as large as its size. */
function factorOf({ size }: Upscale, picture: Pick<Picture, 'width' | 'height'>): number {
  const factor = upscaleFactor(size, picture);
  if (factor === undefined) throw new AppError('price-changed');
  return factor;
}
