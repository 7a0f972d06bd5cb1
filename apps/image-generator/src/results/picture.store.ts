import { IsNull, Not } from 'typeorm';
import type { Transaction } from '@aisha/database';
import { Picture } from '@aisha/database/generator';
import type { OrderId } from '@aisha/domain';

/** Pictures of an order whose files are still there. */
export const picturesKept = (orderId: OrderId) => ({ orderId, filePath: Not(IsNull()) });

/** The files are gone: the rows stay for old receipts. */
export const forgetFiles = async (tx: Transaction, orderId: OrderId): Promise<void> => {
  await tx.update(Picture, picturesKept(orderId), { filePath: null });
};

/** Delivered pictures, in the transaction that ends their order. */
export const addPictures = async (tx: Transaction, pictures: readonly Picture[]): Promise<void> => {
  await tx.insert(Picture, [...pictures]);
};
