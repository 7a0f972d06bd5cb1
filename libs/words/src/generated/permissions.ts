// Made from ru/permissions.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface PermissionsWords {
  readonly ask: (told: { readonly name: Shown | Html; readonly avatar: Shown | Html }) => Html;
  readonly needsAvatar: (told: { readonly name: Shown | Html }) => Html;
  readonly notOpen: (told: { readonly trouble: 'own' | 'used' | 'expired' | 'unknown' }) => Html;
  readonly given: (told: { readonly scope: 'once' | 'always'; readonly name: Shown | Html }) => Html;
  readonly refused: (told: { readonly name: Shown | Html }) => Html;
  readonly title: Html;
  readonly givenTo: Html;
  readonly nobody: Html;
  readonly line: (told: {
    readonly name: Shown | Html;
    readonly avatar: Shown | Html;
    readonly scope: 'once' | 'always';
  }) => Html;
  readonly receivedFrom: Html;
  readonly noneReceived: Html;
  readonly receivedLine: (told: { readonly name: Shown | Html; readonly scope: 'once' | 'always' }) => Html;
  readonly link: (told: { readonly link: Shown | Html }) => Html;
  readonly allowed: (told: { readonly scope: 'once' | 'always'; readonly name: Shown | Html }) => Html;
  readonly declined: (told: { readonly name: Shown | Html }) => Html;
  readonly drawnBy: Html;
  readonly drawnLine: (told: { readonly name: Shown | Html; readonly count: number }) => Html;
  readonly askGone: (told: { readonly name: Shown | Html; readonly count: number }) => Html;
  readonly going: Html;
  readonly areGone: Html;
  readonly takenBack: Html;
  readonly command: string;
  readonly yes: (told: { readonly scope: 'once' | 'always' }) => string;
  readonly no: string;
  readonly avatar: (told: { readonly isChosen: boolean; readonly avatar: Shown }) => string;
  readonly newAvatar: string;
  readonly takeBack: (told: { readonly name: Shown; readonly avatar: Shown }) => string;
  readonly removePictures: (told: { readonly name: Shown; readonly count: number }) => string;
  readonly goneSurely: string;
  readonly keep: string;
  readonly share: string;
  readonly shareWords: string;
  readonly older: string;
  readonly newest: string;
  readonly together: string;
  readonly menu: string;
}

export const permissionsTexts = messages<PermissionsWords>('permissions', {
  ask: 'html()',
  needsAvatar: 'html()',
  notOpen: 'html()',
  given: 'html()',
  refused: 'html()',
  title: 'html',
  givenTo: 'html',
  nobody: 'html',
  line: 'html()',
  receivedFrom: 'html',
  noneReceived: 'html',
  receivedLine: 'html()',
  link: 'html()',
  allowed: 'html()',
  declined: 'html()',
  drawnBy: 'html',
  drawnLine: 'html()',
  askGone: 'html()',
  going: 'html',
  areGone: 'html',
  takenBack: 'html',
  command: 'plain',
  yes: 'plain()',
  no: 'plain',
  avatar: 'plain()',
  newAvatar: 'plain',
  takeBack: 'plain()',
  removePictures: 'plain()',
  goneSurely: 'plain',
  keep: 'plain',
  share: 'plain',
  shareWords: 'plain',
  older: 'plain',
  newest: 'plain',
  together: 'plain',
  menu: 'plain',
});
