// Made from ru/sent-photo.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface SentPhotoWords {
  readonly refused: (told: {
    readonly refusal:
      | 'not-fetched'
      | 'deleted'
      | 'not-a-picture'
      | 'damaged'
      | 'too-large'
      | 'too-many-at-once'
      | 'too-many-today'
      | 'storage-full'
      | 'not-decent'
      | 'no-face'
      | 'child'
      | 'known-face'
      | 'too-many-faces'
      | 'unavailable';
  }) => Html;
  readonly onlyPhotos: Html;
  readonly looking: Html;
  readonly oneAtATime: Html;
  readonly stillLooking: Html;
  readonly seen: Html;
  readonly gone: Html;
  readonly menu: string;
  readonly again: string;
  readonly toOffer: string;
  readonly another: string;
}

export const sentPhotoTexts = messages<SentPhotoWords>('sent-photo', {
  refused: 'html()',
  onlyPhotos: 'html',
  looking: 'html',
  oneAtATime: 'html',
  stillLooking: 'html',
  seen: 'html',
  gone: 'html',
  menu: 'plain',
  again: 'plain',
  toOffer: 'plain',
  another: 'plain',
});
