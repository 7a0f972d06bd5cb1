import type { FileKind } from '@aisha/kinds/tables';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindViews } from '../../orders/order-kind';

export type FileKindViews = Readonly<Record<FileKind, FileKindView>>;

/** Each kind that the database has: an order's view that leaves one out does not compile. */
export const fileKindViews = (views: OrderKindViews): FileKindViews =>
  Object.assign({}, ...Object.values(views).map(({ files }) => files)) as FileKindViews;
