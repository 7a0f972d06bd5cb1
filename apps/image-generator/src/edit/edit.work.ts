import { Injectable } from '@nestjs/common';
import type { Database, Transaction } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { AppError, type ErrorCode, isDrawnAsChild } from '@aisha/domain';
import type { StartEdit } from '@aisha/kinds/messages';
import { type ClearedBy, Edit } from '@aisha/kinds/tables';
import type { Deletion, Kept, OrderReference, OwnFields, Prepared, Result } from '@aisha/orders';
import { pictureFile, SmallCopy } from '@aisha/pictures';
import { PictureEditor, type RemoteSubmission } from '@aisha/providers/ports';
import { editedPhotoKey, editKey, fileOf, ObjectStore, toReference, type StoredObject } from '@aisha/storage';
import { anySeed } from '../picture-orders/seeds';
import { askEditLikeness } from '../likeness/ask-likeness';
import { PictureTimeouts, PictureWork } from '../picture-orders/picture.work';
import { SOURCE_BYTES, sourceJpeg } from '../picture-orders/source-picture';
import { forgetEdit } from '../results/picture.store';
import { PictureReviewer, type PictureSeen } from '../review/picture-reviewer';
import { notLookedAt } from '../review/minor-check';
import type { MinorVerdict } from '../review/review-answer';
import { ChangeCheck } from './change-check';
import { EditSource } from './edit-source';

/** The most pixels of a result. The model makes about one million of them. */
const PIXEL_LIMIT = 24_000_000;
/** Few orders are prepared at once, because each holds a picture of a few megabytes in memory while it waits for two models. */
const PREPARING = { atOnce: 6, preparedAhead: 12 };
/**
 * How long FAL may leave a request unanswered before its slot is free again. An edit takes 15–40 s (see the model in the catalogue); this is
 * twice as long.
 */
const UNANSWERED_SLOT_MS = 80_000;

interface Edited extends Result {
  /** The storage reference of the original picture. */
  readonly before: string;
  readonly filePath: string;
  readonly originalPath: string | null;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly clearedBy: ClearedBy;
}

/** The checks of an edit: its sentence and picture before they are sent, and its result before it is delivered. */
@Injectable()
export class EditChecks {
  constructor(
    private readonly changes: ChangeCheck,
    private readonly reviewer: PictureReviewer,
    private readonly avatars: AvatarReader,
  ) {}

  /** Returns the sentence in English, once the sentence and the picture are cleared. */
  async before(order: Edit, picture: Buffer): Promise<string> {
    // The words are checked first, so that no model looks at a picture when its sentence is refused.
    const prompt = await this.changes.words(order);
    await this.changes.picture(order, await SmallCopy.of(picture));
    return prompt;
  }

  /**
   * Returns the checks that cleared the result. Throws `result-not-decent` if the result may not be shown, or if a person in it looks under
   * eighteen who did not in the original, and `picture-unchecked` while nobody can tell that.
   */
  async after(order: Edit, picture: Buffer, original: () => Promise<Buffer>): Promise<ClearedBy> {
    const [seen] = await this.reviewer.see([picture], order, 'edit');
    if (!seen || seen.clearance === 'withheld') throw new AppError('result-not-decent');
    const minor = await this.minorIn(order, picture, seen);
    if (minor instanceof AppError && !(await this.showsGrownUp(order))) throw notLookedAt(minor, 'picture-unchecked');
    if (minor === 'unsafe' || (minor === 'safe' && !(await this.showedMinor(order, await original())))) {
      this.changes.withhold(order);
      throw new AppError('result-not-decent');
    }
    return seen.clearance;
  }

  /** Asks about minors alone when the review is off or has no answer: a switch for the quality of pictures does not end this check. */
  private async minorIn(order: Edit, picture: Buffer, seen: PictureSeen): Promise<MinorVerdict | AppError> {
    if (seen.review) return seen.showsMinor ? 'safe' : 'none';
    return this.changes.minorIn(order, await SmallCopy.of(picture));
  }

  private async showedMinor(order: Edit, original: Buffer): Promise<boolean> {
    const minor = await this.changes.minorIn(order, await SmallCopy.of(original));
    // A look at the original that failed says nothing about it, so the result waits for one that succeeds.
    if (minor instanceof AppError) throw notLookedAt(minor, 'picture-unchecked');
    return minor === 'safe' || minor === 'unsafe';
  }

  /** Whether the picture shows an avatar whose face the trainer has measured to be a grown-up's. */
  private async showsGrownUp({ userId, avatarId }: Edit): Promise<boolean> {
    const avatar = avatarId && (await this.avatars.find(userId, avatarId));
    return avatar !== null && !isDrawnAsChild(avatar);
  }
}

/** The work behind «✏️ Изменить»: changes a picture of ours, or a photo that the person sent, as a sentence says. */
@Injectable()
export class EditWork extends PictureWork<Edit, StartEdit, Edited> {
  readonly kind = 'edit';
  readonly entity = Edit;

  constructor(
    timeouts: PictureTimeouts,
    private readonly model: PictureEditor,
    private readonly source: EditSource,
    private readonly checks: EditChecks,
    private readonly storage: ObjectStore,
  ) {
    super(timeouts, PREPARING, { unansweredSlotMs: UNANSWERED_SLOT_MS });
  }

  async row(tx: Transaction, order: StartEdit): Promise<Pick<Edit, 'units'> & OwnFields<Edit>> {
    const { userId, input, change, faces } = order;
    const avatarId = await this.source.avatarOf(tx, userId, input);
    const own = { input, source: input.kind, change, faces: input.kind === 'photo' ? faces : null, avatarId };
    return { units: 1, ...own, prompt: null, seed: anySeed(), ...NOT_MADE };
  }

  /**
   * Refuses an order whose picture is gone, shows a stopped avatar, or goes back to a photo with faces from more than a day ago. Also
   * refuses an order for a sent photo about whose faces nobody has said anything. The trainer has already looked at a sent photo, so its
   * file is read only when the order is prepared.
   */
  async refusal(tx: Transaction, { userId, input, faces }: StartEdit): Promise<ErrorCode | null> {
    if (input.kind === 'photo' && faces === null) return 'edit-of-other-face';
    if (!(await this.source.isThere(tx, userId, input))) return 'picture-not-found';
    if (await this.source.isOfFacesLongAgo(tx, userId, input)) return 'picture-not-found';
    const avatarId = await this.source.avatarOf(tx, userId, input);
    return (await this.source.stopOf({ userId, avatarId }, tx))?.code ?? null;
  }

  override withheld(tx: Transaction, order: Edit): Promise<AppError | null> {
    return this.source.stopOf(order, tx);
  }

  /** Checks the sentence and the picture, and then uploads the picture to the provider. */
  async prepare(order: Edit): Promise<Prepared<Edit>> {
    const picture = await this.original(order);
    const prompt = await this.checks.before(order, picture);
    const sourceUrl = await this.model.upload(await sourceJpeg(picture));
    const fields = { prompt, sourceUrl };
    return { fields, submission: await this.submission({ ...order, ...fields }) };
  }

  async submission(order: Edit): Promise<RemoteSubmission | null> {
    const { orderId, prompt, seed, sourceUrl } = order;
    await this.source.find(order);
    if (prompt === null || sourceUrl === null || !(await this.model.has(sourceUrl))) return null;
    return this.model.submission({ pictureUrl: sourceUrl, change: prompt, seed }, this.source.callbackOf(orderId));
  }

  /**
   * Collects the changed picture, and keeps the original of a sent photo beside it. Throws `result-not-decent` if the changed picture may
   * not be shown, and `picture-not-found`, before anything is stored, if the person has deleted the original meanwhile.
   */
  async collect(order: Edit, output: unknown): Promise<Edited> {
    await this.storage.check(); // no check is paid for a picture that cannot be stored
    const file = await pictureFile(await this.model.read(order.endpoint ?? '', output), PIXEL_LIMIT);
    const clearedBy = await this.checks.after(order, file.content, () => this.original(order));
    const { content, width, height } = file;
    const place = await this.source.find(order);
    const original = isOfPhoto(order) ? await this.original(order) : null;
    if (original) await this.storage.put(originalOf(order), original, { contentType: 'image/jpeg' });
    await this.storage.put(placeOf(order), content, { contentType: 'image/jpeg' });
    const originalPath = original && toReference(originalOf(order));
    return {
      before: originalPath ?? toReference(place),
      filePath: toReference(placeOf(order)),
      originalPath,
      bytes: content.length + (original?.length ?? 0),
      ...{ width, height, clearedBy },
      ...{ delivered: 1, reason: null },
    };
  }

  /** Keeps the result, and asks the trainer how similar its faces still are to those of the original. */
  async keep(_tx: Transaction, order: Edit, collected: Edited): Promise<Kept<Edit>> {
    const { before, delivered: _, reason: __, ...fields } = collected;
    return { fields, words: [askEditLikeness(order, before, fields.filePath)] };
  }

  override forgotten(): Partial<OwnFields<Edit>> {
    return { sourceUrl: null };
  }

  override discard(order: Edit): Promise<void> {
    return this.storage.remove([placeOf(order), originalOf(order)]);
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    const found = await database.read.findOneBy(Edit, { orderId, userId });
    if (!found?.filePath) return null;
    const files = [found.filePath, found.originalPath].flatMap((path) => (path ? [fileOf(userId, path)] : []));
    return { files, forget: (tx) => forgetEdit(tx, orderId) };
  }

  /** Reads the picture with which the edit begins. */
  private async original(order: Edit): Promise<Buffer> {
    return this.storage.getBuffer(await this.source.find(order), { maxBytes: SOURCE_BYTES });
  }
}

const NOT_MADE = {
  sourceUrl: null,
  originalPath: null,
  filePath: null,
  clearedBy: null,
  bytes: null,
  width: null,
  height: null,
  faceDistance: null,
  isFaceLost: false,
  faceMeasuredAt: null,
} as const;

/** Whether the order begins with a photo that the person sent; a copy of such a photo is kept. */
const isOfPhoto = ({ input }: Edit): boolean =>
  input.kind === 'photo' || (input.kind === 'edit' && input.side === 'before');

const placeOf = ({ userId, orderId }: Edit): StoredObject => editKey(userId, orderId);
const originalOf = ({ userId, orderId }: Edit): StoredObject => editedPhotoKey(userId, orderId);
