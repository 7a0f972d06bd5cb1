import type { StartRestoration } from '@aisha/kinds/messages';
import type { Enhancement } from '@aisha/kinds/tables';
import type { OwnFields } from '@aisha/orders';
import type { Restored } from './result-files';

/** The columns of a new order. Both backends write the same columns, so that one backend can continue an order of the other. */
export const newRow = ({ photoId, scale }: StartRestoration): Pick<Enhancement, 'units'> & OwnFields<Enhancement> => ({
  ...{ units: 1, photoId, scale, sourceUrl: null },
  ...{ originalPath: null, filePath: null, comparisonPath: null, width: null, height: null, bytes: null },
});

export const keptFields = ({
  originalPath,
  filePath,
  comparisonPath,
  width,
  height,
  bytes,
}: Restored): Partial<OwnFields<Enhancement>> => ({ originalPath, filePath, comparisonPath, width, height, bytes });
