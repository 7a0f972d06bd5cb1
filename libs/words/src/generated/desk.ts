// Made from ru/desk.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface DeskWords {
  readonly link: (told: { readonly url: Shown | Html; readonly minutes: number }) => Html;
}

export const deskTexts = messages<DeskWords>('desk', {
  link: 'html()',
});
