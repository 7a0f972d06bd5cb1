import { In, IsNull, Not, Raw } from 'typeorm';
import type { Transaction } from '@aisha/database';
import { Picture, Upscale } from '@aisha/database/generator';
import type { OrderId, UserId } from '@aisha/domain';

/** Pictures of an order that still have their files. */
export const picturesKept = (orderId: OrderId) => ({ orderId, filePath: Not(IsNull()) });

/** A person's upscales of an order's pictures that still have their files. */
export const upscalesKept = (userId: UserId, of: OrderId) => ({
  userId,
  input: Raw((input) => `${input} ->> 'orderId' = :of`, { of }),
  filePath: Not(IsNull()),
});

/** Records that the files are gone. The rows stay for old receipts. An upscale that ended meanwhile keeps its file name. */
export const forgetFiles = async (
  tx: Transaction,
  orderId: OrderId,
  upscales: readonly Pick<Upscale, 'orderId'>[],
): Promise<void> => {
  await tx.update(Picture, picturesKept(orderId), { filePath: null });
  await tx.update(Upscale, { orderId: In(upscales.map((upscale) => upscale.orderId)) }, { filePath: null });
};

/** Delivered pictures, in the transaction that ends their order. */
export const addPictures = async (tx: Transaction, pictures: readonly Picture[]): Promise<void> => {
  await tx.insert(Picture, [...pictures]);
};
