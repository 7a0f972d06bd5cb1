// Made from ru/likeness.ftl by `npm run docs`: change the words there.
import { messages, type Shown } from '../text/texts';

export interface LikenessWords {
  /** Says how like the photos a picture is, or all pictures of a result are. */
  readonly likeness: (told: { readonly word: 'alike' | 'partly' | 'unlike' }) => string;
  /** Says it of some pictures of a result, by their places in the album: «Похоже: 1, 3». */
  readonly likenessOf: (told: { readonly word: 'alike' | 'partly' | 'unlike'; readonly places: Shown }) => string;
}

export const likenessTexts = messages<LikenessWords>('likeness', {
  likeness: 'plain()',
  likenessOf: 'plain()',
});
