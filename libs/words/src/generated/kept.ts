// Made from ru/kept.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface KeptWords {
  readonly face: (told: {
    readonly uncheckedPhoto: number;
    readonly copyAtFal: number;
    readonly recordAtFal: number;
  }) => Html;
  readonly reports: (told: {
    readonly selfie: number;
    readonly closedReport: number;
    readonly stoppedFace: number;
  }) => Html;
  readonly ideas: (told: { readonly droppedDraft: number }) => Html;
  readonly describedPhotos: (told: { readonly describedPhoto: number }) => Html;
  readonly pictures: (told: { readonly archive: number; readonly sentPhoto: number }) => Html;
  readonly restoredPhotos: (told: { readonly sentPhoto: number; readonly copyAtFal: number }) => Html;
  readonly voice: (told: {
    readonly recording: number;
    readonly measuredRecording: number;
    readonly copyAtFal: number;
    readonly recordAtFal: number;
    readonly sentText: number;
    readonly transcriptFile: number;
  }) => Html;
  readonly messages: (told: {
    readonly sentMessage: number;
    readonly card: number;
    readonly heldUpdate: number;
    readonly unownedFile: number;
  }) => Html;
  readonly receipts: (told: { readonly cost: number }) => Html;
  readonly api: (told: { readonly fromPrograms: number; readonly webhookMessage: number }) => Html;
}

export const keptTexts = messages<KeptWords>('kept', {
  face: 'html()',
  reports: 'html()',
  ideas: 'html()',
  describedPhotos: 'html()',
  pictures: 'html()',
  restoredPhotos: 'html()',
  voice: 'html()',
  messages: 'html()',
  receipts: 'html()',
  api: 'html()',
});
