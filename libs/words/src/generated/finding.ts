// Made from ru/finding.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface FindingWords {
  readonly finding: (told: {
    readonly finding:
      | 'not-a-photo'
      | 'format-not-taken'
      | 'damaged'
      | 'file-too-large'
      | 'too-many-pixels'
      | 'too-small'
      | 'rather-small'
      | 'too-narrow'
      | 'rather-narrow'
      | 'too-dark'
      | 'rather-dark'
      | 'too-bright'
      | 'too-flat'
      | 'rather-flat'
      | 'blown-out'
      | 'rather-blown-out'
      | 'no-face'
      | 'several-faces'
      | 'turned-away'
      | 'rather-turned-away'
      | 'cut-off'
      | 'rather-cut-off'
      | 'face-too-small'
      | 'face-rather-small'
      | 'blurred'
      | 'rather-blurred'
      | 'sunglasses'
      | 'mask'
      | 'explicit'
      | 'rather-explicit'
      | 'already-sent'
      | 'almost-the-same'
      | 'only-for-style'
      | 'another-person'
      | 'set-is-full'
      | 'set-is-closed'
      | 'could-not-be-fetched'
      | 'too-many-at-once'
      | 'too-many-today'
      | 'storage-full'
      | 'unsuitable';
    readonly type: 'style' | 'portrait';
  }) => string;
}

export const findingTexts = messages<FindingWords>('finding', {
  finding: 'plain()',
});
