import { In, IsNull, Not, Raw } from 'typeorm';
import { writeAtEnd, type Transaction } from '@aisha/database';
import type { AvatarId, OrderId, PictureId, UserId } from '@aisha/domain';
import { Animation, Edit, ImageGeneration, Picture, Together, Upscale } from '@aisha/kinds/tables';

/** A picture when it is delivered: it has no mark yet, and has not been measured. */
export type NewPicture = Omit<Picture, 'favouriteAt' | 'mainOf' | 'faceDistance' | 'faceMeasuredAt'>;

/** Selects an order's pictures that still have their files. */
export const picturesKept = (orderId: OrderId) => ({ orderId, filePath: Not(IsNull()) });

/** Selects a person's upscales of an order's pictures that still have their files. */
export const upscalesKept = (userId: UserId, of: OrderId) => ({
  userId,
  input: Raw((input) => `${input} ->> 'orderId' = :of`, { of }),
  filePath: Not(IsNull()),
});

/** The columns that are emptied when the file of a picture is removed. */
const FORGOTTEN = { filePath: null, favouriteAt: null, mainOf: null, review: null, faceDistance: null, look: null };

/**
 * Records that the files are gone. If the order has no avatar, its idea and its prompts are deleted, too. The rows stay for old receipts. An
 * upscale that ended while the files were being deleted keeps its file name.
 */
export const forgetFiles = async (
  tx: Transaction,
  orderId: OrderId,
  upscales: readonly Pick<Upscale, 'orderId'>[],
): Promise<void> => {
  await tx.update(Picture, picturesKept(orderId), FORGOTTEN);
  await forgetIdea(tx, orderId);
  await tx.update(Upscale, { orderId: In(upscales.map((upscale) => upscale.orderId)) }, { filePath: null });
};

/**
 * For an order without an avatar whose last picture is deleted: deletes its idea and its prompts. Words about an avatar are deleted with the
 * avatar.
 */
const forgetIdea = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  const ofIdea = { orderId, input: Raw((input) => `${input} ->> 'kind' = 'idea'`) };
  const forgotten = { prompt: '', promptInEnglish: null, enhancedPrompt: null, negativePrompt: null, promptStages: [] };
  await tx.update(ImageGeneration, ofIdea, forgotten);
};

/** Selects a person's upscales of one picture that still have their files. */
export const upscalesKeptOf = (userId: UserId, of: PictureId) => ({
  userId,
  input: Raw((input) => `${input} ->> 'pictureId' = :of`, { of }),
  filePath: Not(IsNull()),
});

/**
 * Records that the files of one picture are gone. The lock makes two removals from one order wait for each other, so that one of them sees
 * that no picture is left.
 */
export const forgetPicture = async (
  tx: Transaction,
  { id, orderId }: Pick<Picture, 'id' | 'orderId'>,
  upscales: readonly Pick<Upscale, 'orderId'>[],
): Promise<void> => {
  await tx.findOne(ImageGeneration, { where: { orderId }, lock: { mode: 'pessimistic_write' } });
  await tx.update(Picture, kept(id), FORGOTTEN);
  if (!(await tx.existsBy(Picture, picturesKept(orderId)))) await forgetIdea(tx, orderId);
  await tx.update(Upscale, { orderId: In(upscales.map((upscale) => upscale.orderId)) }, { filePath: null });
};

/** Records that the file of an enlarged picture is gone. */
export const forgetUpscale = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  await tx.update(Upscale, { orderId }, { filePath: null });
};

/** Records that the file of a video is gone. */
export const forgetAnimation = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  await tx.update(Animation, { orderId }, { filePath: null });
};

/** Records that the files of a changed picture are gone, and forgets the sentence that changed it. */
export const forgetEdit = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  await tx.update(
    Edit,
    { orderId },
    {
      ...{ filePath: null, originalPath: null, change: '', prompt: null },
      ...{ faceDistance: null, isFaceLost: false },
    },
  );
};

/** Records that the file of a picture of several people is gone, and deletes its words. */
export const forgetTogether = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  await tx.update(Together, { orderId }, { filePath: null, prompt: '', enhancedPrompt: null });
};

/** Selects a picture that still has its file, so that a picture that is just being deleted gets no mark. */
const kept = (id: PictureId) => ({ id, filePath: Not(IsNull()) });

/** Marks or unmarks a favourite. A favourite that is marked again keeps the time of its first mark. */
export const markFavourite = async (tx: Transaction, pictureId: PictureId, isOn: boolean): Promise<void> => {
  const change = isOn ? { favouriteAt: () => 'coalesce(favourite_at, now())' } : { favouriteAt: null };
  await tx.update(Picture, kept(pictureId), change);
};

/**
 * Makes a picture the avatar's only main photo, in place of the earlier one, or takes that mark from it. Two such changes at the same
 * moment wait for each other.
 */
export const markMain = async (
  tx: Transaction,
  pictureId: PictureId,
  avatarId: AvatarId,
  isOn: boolean,
): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.main-photo:' || $1))`, [avatarId]);
  await tx.update(Picture, isOn ? { mainOf: avatarId } : { id: pictureId }, { mainOf: null });
  if (isOn) await tx.update(Picture, kept(pictureId), { mainOf: avatarId });
};

/** Adds delivered pictures, in the transaction that ends their order. */
export const addPictures = (tx: Transaction, pictures: readonly NewPicture[]): void => {
  const insert = tx
    .createQueryBuilder()
    .insert()
    .into(Picture)
    .values([...pictures]);
  writeAtEnd(tx, ...insert.getQueryAndParameters());
};
