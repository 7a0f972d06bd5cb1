// Made from ru/avatars.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface AvatarsWords {
  readonly title: Html;
  readonly none: Html;
  readonly details: (told: {
    readonly name: Shown | Html;
    readonly isMain: boolean;
    readonly type: 'portrait' | 'style';
    readonly status:
      'draft' | 'photos_uploading' | 'ready_for_training' | 'training' | 'completed' | 'error' | 'cancelled';
    readonly photos: Shown | Html;
    readonly created: Shown | Html;
    readonly why?: Shown | Html | null | undefined;
  }) => Html;
  readonly gone: Html;
  readonly madeMain: Html;
  readonly askName: (told: { readonly name: Shown | Html }) => Html;
  readonly badName: Html;
  readonly askRemove: (told: { readonly name: Shown | Html; readonly isTraining: boolean }) => Html;
  readonly drawnFrom: (told: {
    readonly path: 'better-references' | 'references' | 'photo';
    readonly references: Shown | Html;
    readonly likeness: Shown | Html;
  }) => Html;
  readonly menu: string;
  readonly back: string;
  readonly toAvatar: string;
  readonly create: string;
  readonly line: (told: {
    readonly isMain: boolean;
    readonly name: Shown;
    readonly status:
      'draft' | 'photos_uploading' | 'ready_for_training' | 'training' | 'completed' | 'error' | 'cancelled';
  }) => string;
  readonly older: string;
  readonly newest: string;
  readonly stopped: string;
  readonly whyStopped: string;
  readonly makeMain: string;
  readonly rename: string;
  readonly remove: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly resume: string;
  readonly retry: string;
  readonly generate: string;
  readonly tryNow: string;
  readonly entryAvatars: string;
  readonly commandAvatars: string;
}

export const avatarsTexts = messages<AvatarsWords>('avatars', {
  title: 'html',
  none: 'html',
  details: 'html()',
  gone: 'html',
  madeMain: 'html',
  askName: 'html()',
  badName: 'html',
  askRemove: 'html()',
  drawnFrom: 'html()',
  menu: 'plain',
  back: 'plain',
  toAvatar: 'plain',
  create: 'plain',
  line: 'plain()',
  older: 'plain',
  newest: 'plain',
  stopped: 'plain',
  whyStopped: 'plain',
  makeMain: 'plain',
  rename: 'plain',
  remove: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  resume: 'plain',
  retry: 'plain',
  generate: 'plain',
  tryNow: 'plain',
  entryAvatars: 'plain',
  commandAvatars: 'plain',
});
