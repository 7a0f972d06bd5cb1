// Made from ru/groups.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface GroupsWords {
  readonly hello: (told: { readonly ask: Shown | Html }) => Html;
  readonly onlyPrivate: (told: { readonly ask: Shown | Html }) => Html;
  readonly howToAsk: (told: { readonly ask: Shown | Html }) => Html;
  readonly anonymous: Html;
  readonly agreeFirst: Html;
  readonly withdrawn: Html;
  readonly open: string;
  readonly pressed: string;
  readonly askCommand: string;
}

export const groupsTexts = messages<GroupsWords>('groups', {
  hello: 'html()',
  onlyPrivate: 'html()',
  howToAsk: 'html()',
  anonymous: 'html',
  agreeFirst: 'html',
  withdrawn: 'html',
  open: 'plain',
  pressed: 'plain',
  askCommand: 'plain',
});
