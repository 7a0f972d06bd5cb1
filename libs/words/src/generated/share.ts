// Made from ru/share.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface ShareWords {
  readonly coming: Html;
  readonly stopped: Html;
  readonly which: Html;
  readonly hint: Html;
  readonly ofSeveral: Html;
  readonly caption: (told: { readonly kind: string | Html }) => Html;
  readonly share: string;
  readonly wantToo: string;
}

export const shareTexts = messages<ShareWords>('share', {
  coming: 'html',
  stopped: 'html',
  which: 'html',
  hint: 'html',
  ofSeveral: 'html',
  caption: 'html()',
  share: 'plain',
  wantToo: 'plain',
});
