// Made from ru/retention.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface RetentionWords {
  readonly filesGo: (told: {
    readonly many: Shown | Html;
    readonly days: number;
    readonly date: Shown | Html;
    readonly count: number;
  }) => Html;
  readonly avatarGoes: (told: {
    readonly name: Shown | Html;
    readonly used: Shown | Html;
    readonly date: Shown | Html;
    readonly stopped: boolean;
  }) => Html;
  readonly rules: Html;
  readonly fileRule: (told: { readonly many: Shown | Html; readonly days: number }) => Html;
  readonly avatarRule: (told: { readonly days: number }) => Html;
  readonly files: string;
  readonly avatar: string;
  readonly menu: string;
  readonly openRules: string;
}

export const retentionTexts = messages<RetentionWords>('retention', {
  filesGo: 'html()',
  avatarGoes: 'html()',
  rules: 'html',
  fileRule: 'html()',
  avatarRule: 'html()',
  files: 'plain',
  avatar: 'plain',
  menu: 'plain',
  openRules: 'plain',
});
