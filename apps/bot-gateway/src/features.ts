import type { Feature } from './engine/conversation';
import type { MenuEntry } from './callbacks/menu.callbacks';
import { apiKeysFeature } from './features/api-keys/api-keys.feature';
import { animateFeature } from './features/animate/animate.feature';
import { animationOrder } from './features/animate/animation.order';
import { avatarsFeature } from './features/avatars/avatars.feature';
import { balanceFeature } from './features/balance/balance.feature';
import { bonusFeature } from './features/bonus/bonus.feature';
import { giftFeature } from './features/gift/gift.feature';
import { inviteFeature } from './features/invite/invite.feature';
import { consentFeature } from './features/consent/consent.feature';
import { deskFeature } from './features/desk/desk.feature';
import { documentFeature } from './features/document/document.feature';
import { documentOrder } from './features/document/document.order';
import { editFeature } from './features/edit/edit.feature';
import { editResultFeature } from './features/edit/result/edit-result.feature';
import { editOrder } from './features/edit/result/edit.order';
import { faceProofFeature } from './features/face-proof/face-proof.feature';
import { filesFeature } from './features/files/files.feature';
import { firstPicturesFeature } from './features/training/first-pictures/first-pictures.feature';
import { galleryFeature } from './features/gallery/gallery.feature';
import { generateFeature } from './features/generation/generate.feature';
import { generationOrder } from './features/generation/result/generation.order';
import { intentsFeature } from './features/intents/intents.feature';
import { menuFeature } from './features/menu/menu.feature';
import { myDataFeature } from './features/my-data/my-data.feature';
import { DATA_EXPORTS } from './features/my-data-export/export-progress';
import { newAvatarFeature } from './features/training/new-avatar.feature';
import { trainingOrder } from './features/training/order/training.order';
import { photoPromptFeature } from './features/photo-prompt/photo-prompt.feature';
import { pictureResultFeature } from './features/generation/result/picture-result.feature';
import { purchasesFeature } from './features/purchases/purchases.feature';
import { questionFeature } from './features/question/question.feature';
import { questionOrder } from './features/question/question.order';
import { returnsFeature } from './features/returns/returns.feature';
import { STATEMENTS } from './features/statement/statement-files';
import { statementFeature } from './features/statement/statement.feature';
import { subscriptionFeature } from './features/subscription/subscription.feature';
import { spendingFeature } from './features/spending/spending.feature';
import { reportFeature } from './features/report/report.feature';
import { restoreFeature } from './features/restore/restore.feature';
import { restorationOrder } from './features/restore/restoration.order';
import { sharingFeature } from './features/sharing/sharing.feature';
import { speechFeature } from './features/speech/speech.feature';
import { speechOrder } from './features/speech/speech.order';
import { newsFeature } from './features/news/news.feature';
import { adminFeature } from './features/admin/admin.feature';
import { ticketsFeature } from './features/tickets/tickets.feature';
import { supportFeature } from './features/support/support.feature';
import { groupVoicesFeature } from './features/group-voices/group-voices.feature';
import { transcribeFeature } from './features/transcription/transcribe.feature';
import { transcriptionOrder } from './features/transcription/transcripts/transcription.order';
import { transcriptsFeature } from './features/transcription/transcripts/transcripts.feature';
import { recordingFeature } from './features/transcription/recording/recording.feature';
import { avatarPhotosFeature } from './features/training/photos/avatar-photos.feature';
import { photoReviewFeature } from './features/training/review/photo-review.feature';
import { upscaleFeature } from './features/upscale/upscale.feature';
import { upscaleOrder } from './features/upscale/upscale.order';
import { permissionsFeature } from './features/permissions/permissions.feature';
import { togetherFeature } from './features/together/together.feature';
import { togetherOrder } from './features/together/together.order';
import { whatNextFeature } from './features/what-next/what-next.feature';
import type { FileKindViews } from './orders/file-kind';
import type { OrderKindViews } from './orders/order-kind';
import { ordersFeature } from './orders/orders.feature';
import { SELFIES } from './features/face-proof/selfie.step';
import { ARCHIVES } from './features/archives/archive-limits';
import { AVATAR_PHOTOS } from './features/training/photos/incoming-photo';
import { PHOTO_IDEAS } from './features/photo-prompt/photo-prompt.draft';
import { REPORTS } from './features/report/tell.step';
import { VOICE_SAMPLES } from './features/speech/confirm.step';
import { LINKS, RECORDINGS } from './features/transcription/recording/listen';
import { FileBudgets } from './free-files/file-budget.store';
import { EXPORTS } from './orders/exports';
import { SENT_PHOTOS } from './orders/sent-photo/sent-photo';
import { TEXTS } from './orders/sent-text/read-file';

/** The view of each kind of order; a missing kind does not compile. */
export const orderKindViews: OrderKindViews = {
  training: trainingOrder,
  generation: generationOrder,
  upscale: upscaleOrder,
  transcription: transcriptionOrder,
  restoration: restorationOrder,
  document: documentOrder,
  speech: speechOrder,
  question: questionOrder,
  animation: animationOrder,
  edit: editOrder,
  together: togetherOrder,
};

/** How each kind of file is shown, from the views of orders: a view that leaves out a kind of its files does not compile. */
export const fileKindViews: FileKindViews = Object.assign(
  {},
  ...Object.values(orderKindViews).map(({ files }) => files),
);

/** The budgets of everything that the bot fetches, packs or makes for a person free of charge; a missing budget does not compile. */
export const fileBudgets = new FileBudgets({
  'avatar-photos': AVATAR_PHOTOS,
  'photo-ideas': PHOTO_IDEAS,
  'sent-photos': SENT_PHOTOS,
  recordings: RECORDINGS,
  links: LINKS,
  texts: TEXTS,
  selfies: SELFIES,
  reports: REPORTS,
  archives: ARCHIVES,
  exports: EXPORTS,
  'data-exports': DATA_EXPORTS,
  statements: STATEMENTS,
  'voice-samples': VOICE_SAMPLES,
});

/**
 * The bot's conversations. A new conversation is a folder and a line here. The order of this list is that of their commands in the menu,
 * the most important first.
 */
const conversations: readonly Feature<MenuEntry>[] = [
  newAvatarFeature,
  avatarPhotosFeature,
  photoReviewFeature,
  firstPicturesFeature,
  generateFeature,
  pictureResultFeature,
  documentFeature, // before the feature that treats any other file as a picture
  photoPromptFeature,
  transcribeFeature,
  recordingFeature,
  transcriptsFeature,
  questionFeature,
  groupVoicesFeature,
  speechFeature,
  restoreFeature,
  animateFeature,
  editFeature,
  editResultFeature,
  avatarsFeature,
  galleryFeature,
  filesFeature(fileKindViews),
  upscaleFeature,
  togetherFeature,
  permissionsFeature,
  whatNextFeature,
  sharingFeature(orderKindViews),
  balanceFeature(orderKindViews),
  statementFeature,
  bonusFeature,
  inviteFeature,
  giftFeature,
  purchasesFeature,
  subscriptionFeature,
  returnsFeature,
  spendingFeature,
  ordersFeature(orderKindViews),
  consentFeature,
  faceProofFeature,
  adminFeature,
  ticketsFeature,
  newsFeature,
  apiKeysFeature,
  supportFeature(() => conversations, fileKindViews),
  myDataFeature(() => conversations),
  reportFeature,
  deskFeature,
  intentsFeature,
];

export const features: readonly Feature<MenuEntry>[] = [...conversations, menuFeature(conversations)];
