// Made from ru/export.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ExportWords {
  readonly making: Html;
  readonly enoughFiles: (told: { readonly aDay: Shown | Html }) => Html;
  readonly notMade: Html;
  readonly docxInstead: Html;
}

export const exportTexts = messages<ExportWords>('export', {
  making: 'html',
  enoughFiles: 'html()',
  notMade: 'html',
  docxInstead: 'html',
});
