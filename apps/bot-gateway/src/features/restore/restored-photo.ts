import type { Language } from '@aisha/domain';
import type { RestoredPhoto } from '@aisha/kinds/tables';
import { albumOf, documentOf, type Content } from '../../engine/deliveries/content';
import { restoredPhotoTexts } from '@aisha/words';

/** Before and after in one picture, and the restored photo as a file. */
export const restoredPhoto = (
  { comparisonPath, filePath }: Pick<RestoredPhoto, 'comparisonPath' | 'filePath'>,
  language: Language,
): readonly Content[] => {
  const t = restoredPhotoTexts[language];
  return [
    ...(comparisonPath ? [albumOf([comparisonPath], t.comparison)] : []),
    ...(filePath ? [documentOf(filePath, t.fileName, t.caption)] : []),
  ];
};
