import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { deadLetterJobs, serveInbox } from '@aisha/messaging';
import { TellGainHandler } from './features/bonus/tell-gain.handler';
import { TellPromoHandler } from './features/bonus/tell-promo.handler';
import { TellGiftHandler } from './features/gift/tell-gift.handler';
import { MakeStatementHandler } from './features/statement/make-statement.handler';
import { ShowInviteHandler } from './features/invite/show-invite.handler';
import { SendShareHandler } from './features/sharing/send-share.handler';
import { ListOwnHandler } from './features/my-data-export/list-own.handler';
import { PackPersonHandler } from './features/my-data-export/pack-person.handler';
import { PersonListedHandler } from './features/my-data-export/person-listed.handler';
import { ErasePersonHandler, ExportPersonHandler } from './features/erasure/rights-by-operator.handlers';
import { PersonForgottenHandler } from './features/erasure/person-forgotten.handler';
import { PackFilesHandler } from './features/archives/pack-files.handler';
import { PackPicturesHandler } from './features/archives/pack-pictures.handler';
import {
  AnnounceCorrectionHandler,
  AnnouncePurchaseHandler,
  AnnounceRefundHandler,
  ExplainDelayedPurchaseHandler,
} from './features/purchases/purchases';
import { ExplainCardReturnHandler, ExplainReturnHandler } from './features/returns/return.handlers';
import {
  AnnounceSubscriptionHandler,
  EditSubscriptionHandler,
  OfferPlanHandler,
} from './features/subscription/subscription.handlers';
import { RemindOfBalanceHandler } from './features/spending/remind-of-balance.handler';
import { ShowAvatarStopHandler, ShowFaceProofHandler } from './features/face-proof/face-proof.handlers';
import { ShowInvitationHandler } from './features/permissions/show-invitation.handler';
import { SetRetentionHandler } from './features/retention/set-retention.handler';
import { ExplainKeptCreditsHandler, ExplainKeptPaymentHandler } from './features/admin/explain-kept.handlers';
import {
  MakeApiKeyHandler,
  TellPausedWebhookHandler,
  TellRefusedApiKeyHandler,
} from './features/api-keys/api-key.handlers';
import { RemovePicturesWithHandler } from './features/together/remove-pictures-with.handler';
import { ShowReportHandler } from './features/report/show-report.handler';
import { ShowPhotoMapHandler } from './features/training/review/coach.card';
import { ShowEditLikenessHandler } from './features/edit/result/show-edit-likeness.handler';
import { ShowLikenessHandler } from './features/generation/result/show-likeness.handler';
import { ShowPhotoVerdictHandler } from './features/training/verdicts/show-photo-verdict.handler';
import { ShowPhotoIdeaHandler } from './features/photo-prompt/show-photo-idea.handler';
import { DeliverResultHandler } from './orders/deliver-result.handler';
import { ExplainFailureHandler, ExplainRefusalHandler, ShowProgressHandler } from './orders/order-cards.handlers';
import { ShowReceiptHandler } from './orders/show-receipt.handler';
import { FetchFileHandler } from './free-files/fetch-file.handler';
import { DraftBroadcastHandler, OperateBroadcastHandler } from './features/news/broadcast.handlers';
import { AnswerTicketHandler, CloseTicketHandler } from './features/tickets/ticket.handlers';
import { BanPersonHandler, UnbanPersonHandler } from './features/ban/ban.handlers';
import { ConfirmCardPaymentHandler } from './engine/telegram/confirm-card-payment.handler';
import { DecideUndeliveredHandler } from './engine/deliveries/decide-undelivered';
import { ReturnStarsHandler } from './features/returns/return-stars.handler';
import { HandleUpdateHandler } from './engine/telegram/handle-update.handler';
import { DeliverVoiceSampleHandler } from './features/speech/speech.feature';
import { DeliverTranscriptFileHandler } from './features/transcription/transcripts/transcripts.feature';
import { DeliverDocumentFileHandler } from './features/document/document.feature';
import { ShowSentPhotoHandler } from './features/sent-photo/show-sent-photo.handler';
import { ShowTextHandler } from './features/sent-text/show-text.handler';
import { ShowRecordingHandler } from './features/transcription/recording/show-recording.handler';
import { FetchRecordingHandler } from './features/transcription/by-link/fetch-recording.handler';

/**
 * The settings of jobs that write to a person. Ten attempts take a few minutes in all: the news must reach the person, and writing it needs
 * only our own database.
 */
const TELL = { attempts: 10, timeoutMs: 10_000 };

/** The jobs of the bot gateway. Updates of people are no jobs: they have queues of their own. */
export const jobs = serveInbox(
  botGatewayInbox,
  { concurrency: 20 },
  {
    // This job is long: it copies up to 20 MB from Telegram into storage. Where a local Bot API server hands out 2 GB, it may take ten
    // minutes to fetch them and ten to store them.
    'fetch-file': {
      handler: FetchFileHandler,
      attempts: 5,
      timeoutMs: 21 * 60_000,
      long: { places: 8, ofOnePerson: 4 },
    },
    // This job is long: a stranger's server may take ten minutes. A server that fails is not asked again; the further attempts are for
    // failures of our own storage.
    'fetch-recording': {
      handler: FetchRecordingHandler,
      attempts: 3,
      timeoutMs: 11 * 60_000,
      long: { places: 4, ofOnePerson: 1 },
    },
    // This job is long: it reads some forty pictures from the storage.
    'pack-pictures': {
      handler: PackPicturesHandler,
      attempts: 5,
      timeoutMs: 120_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    // This job is long, like `pack-pictures`: files that are no pictures are larger and fewer.
    'pack-files': {
      handler: PackFilesHandler,
      attempts: 5,
      timeoutMs: 120_000,
      long: { places: 2, ofOnePerson: 1 },
    },
    'handle-update': { handler: HandleUpdateHandler, ...TELL },
    'show-photo-idea': { handler: ShowPhotoIdeaHandler, ...TELL },
    'show-sent-photo': { handler: ShowSentPhotoHandler, ...TELL },
    'show-text': { handler: ShowTextHandler, ...TELL },
    'show-recording': { handler: ShowRecordingHandler, ...TELL },
    'show-photo-verdict': { handler: ShowPhotoVerdictHandler, ...TELL },
    'show-photo-map': { handler: ShowPhotoMapHandler, ...TELL },
    'show-invitation': { handler: ShowInvitationHandler, ...TELL },
    'set-retention': { handler: SetRetentionHandler, ...TELL },
    'remove-pictures-with': { handler: RemovePicturesWithHandler, ...TELL },
    'show-avatar-stop': { handler: ShowAvatarStopHandler, ...TELL },
    'show-face-proof': { handler: ShowFaceProofHandler, ...TELL },
    'show-report': { handler: ShowReportHandler, ...TELL },
    'show-progress': { handler: ShowProgressHandler, ...TELL, attempts: 3 },
    'deliver-result': { handler: DeliverResultHandler, ...TELL },
    'show-edit-likeness': { handler: ShowEditLikenessHandler, ...TELL },
    'show-likeness': { handler: ShowLikenessHandler, ...TELL },
    'deliver-transcript-file': { handler: DeliverTranscriptFileHandler, ...TELL },
    'deliver-document-file': { handler: DeliverDocumentFileHandler, ...TELL },
    'deliver-voice-sample': { handler: DeliverVoiceSampleHandler, ...TELL },
    'explain-failure': { handler: ExplainFailureHandler, ...TELL },
    'explain-refusal': { handler: ExplainRefusalHandler, ...TELL },
    'show-receipt': { handler: ShowReceiptHandler, ...TELL },
    'tell-promo': { handler: TellPromoHandler, ...TELL },
    'tell-gain': { handler: TellGainHandler, ...TELL },
    'tell-gift': { handler: TellGiftHandler, ...TELL },
    'send-share': { handler: SendShareHandler, ...TELL },
    'show-invite': { handler: ShowInviteHandler, ...TELL },
    'announce-purchase': { handler: AnnouncePurchaseHandler, ...TELL },
    // The credits of the purchase are set aside until the answer comes. With pauses of five minutes, 300 attempts last for a day, longer
    // than Telegram should ever be away.
    'return-stars': { handler: ReturnStarsHandler, attempts: 300, timeoutMs: 15_000 },
    'remind-of-balance': { handler: RemindOfBalanceHandler, ...TELL },
    'offer-plan': { handler: OfferPlanHandler, attempts: 5, timeoutMs: 15_000 },
    // The person must not be charged again because Telegram was away for an hour. The next payment comes only days later, so the attempts go
    // on for a day.
    'edit-subscription': { handler: EditSubscriptionHandler, attempts: 300, timeoutMs: 15_000 },
    'announce-subscription': { handler: AnnounceSubscriptionHandler, ...TELL },
    'confirm-card-payment': { handler: ConfirmCardPaymentHandler, attempts: 10, timeoutMs: 10_000 },
    'explain-card-return': { handler: ExplainCardReturnHandler, ...TELL },
    'explain-return': { handler: ExplainReturnHandler, ...TELL },
    'announce-refund': { handler: AnnounceRefundHandler, ...TELL },
    'ban-person': { handler: BanPersonHandler, ...TELL },
    'unban-person': { handler: UnbanPersonHandler, ...TELL },
    'answer-ticket': { handler: AnswerTicketHandler, ...TELL },
    'close-ticket': { handler: CloseTicketHandler, ...TELL },
    'draft-broadcast': { handler: DraftBroadcastHandler, ...TELL },
    'operate-broadcast': { handler: OperateBroadcastHandler, ...TELL },
    'explain-kept-credits': { handler: ExplainKeptCreditsHandler, ...TELL },
    'explain-kept-payment': { handler: ExplainKeptPaymentHandler, ...TELL },
    'announce-correction': { handler: AnnounceCorrectionHandler, ...TELL },
    'explain-delayed-purchase': { handler: ExplainDelayedPurchaseHandler, ...TELL },
    // These jobs are long: a person may have thousands of rows and files.
    'list-person': { handler: ListOwnHandler, attempts: 5, timeoutMs: 300_000, long: { places: 1, ofOnePerson: 1 } },
    'pack-person': { handler: PackPersonHandler, attempts: 5, timeoutMs: 300_000, long: { places: 1, ofOnePerson: 1 } },
    // This job is long: a month may have ten thousand movements.
    'make-statement': {
      handler: MakeStatementHandler,
      attempts: 5,
      timeoutMs: 300_000,
      long: { places: 1, ofOnePerson: 1 },
    },
    'erase-person': { handler: ErasePersonHandler, ...TELL },
    'export-person': { handler: ExportPersonHandler, ...TELL },
    'person-listed': { handler: PersonListedHandler, attempts: 10, timeoutMs: 60_000 },
    'person-forgotten': { handler: PersonForgottenHandler, attempts: 20, timeoutMs: 60_000 },
    // The key is sent to Telegram at once: its person waits for it, and makes another key when they are told that none comes.
    'make-api-key': { handler: MakeApiKeyHandler, attempts: 5, timeoutMs: 30_000 },
    'tell-paused-webhook': { handler: TellPausedWebhookHandler, ...TELL },
    'tell-refused-api-key': { handler: TellRefusedApiKeyHandler, ...TELL },
    'decide-undelivered': { handler: DecideUndeliveredHandler, ...TELL },
    ...deadLetterJobs,
  },
);
