// Made from ru/api-keys.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ApiKeysWords {
  readonly title: Html;
  readonly about: Html;
  readonly address: (told: { readonly address: Shown | Html }) => Html;
  readonly line: (told: {
    readonly name: Shown | Html;
    readonly ending: Shown | Html;
    readonly scopes: Shown | Html;
    readonly used?: Shown | Html | null | undefined;
  }) => Html;
  readonly none: Html;
  readonly askName: Html;
  readonly askScopes: (told: { readonly name: Shown | Html }) => Html;
  readonly making: Html;
  readonly made: (told: { readonly name: Shown | Html; readonly key: Shown | Html }) => Html;
  readonly notMade: (told: { readonly name: Shown | Html }) => Html;
  readonly refused: (told: { readonly name: Shown | Html; readonly ending: Shown | Html }) => Html;
  readonly paused: (told: { readonly host: Shown | Html }) => Html;
  readonly revoked: Html;
  readonly tooMany: Html;
  readonly badName: Html;
  readonly command: string;
  readonly revoke: (told: { readonly name: Shown; readonly ending: Shown }) => string;
  readonly newKey: string;
  readonly scope: (told: { readonly scope: 'read' | 'order' | 'webhooks' }) => string;
  readonly choice: (told: { readonly isChosen: boolean; readonly label: Shown }) => string;
  readonly make: string;
  readonly keys: string;
  readonly back: string;
  readonly menu: string;
}

export const apiKeysTexts = messages<ApiKeysWords>('api-keys', {
  title: 'html',
  about: 'html',
  address: 'html()',
  line: 'html()',
  none: 'html',
  askName: 'html',
  askScopes: 'html()',
  making: 'html',
  made: 'html()',
  notMade: 'html()',
  refused: 'html()',
  paused: 'html()',
  revoked: 'html',
  tooMany: 'html',
  badName: 'html',
  command: 'plain',
  revoke: 'plain()',
  newKey: 'plain',
  scope: 'plain()',
  choice: 'plain()',
  make: 'plain',
  keys: 'plain',
  back: 'plain',
  menu: 'plain',
});
