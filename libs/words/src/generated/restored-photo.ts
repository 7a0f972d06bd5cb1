// Made from ru/restored-photo.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface RestoredPhotoWords {
  readonly comparison: Html;
  readonly caption: Html;
  readonly fileName: string;
  /** The comparison has one of these words in each half. */
  readonly before: string;
  readonly after: string;
}

export const restoredPhotoTexts = messages<RestoredPhotoWords>('restored-photo', {
  comparison: 'html',
  caption: 'html',
  fileName: 'plain',
  before: 'plain',
  after: 'plain',
});
