import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { AnnounceCorrection } from './announce-correction.job';
import { AnnouncePurchase } from './announce-purchase.job';
import { AnnounceRefund } from './announce-refund.job';
import { AnswerTicket, CloseTicket } from './answer-ticket.job';
import { BanPerson, UnbanPerson } from './ban-person.job';
import { AnnounceSubscription } from './announce-subscription.job';
import { EditSubscription } from './edit-subscription.job';
import { RemindOfBalance } from './remind-of-balance.job';
import { OfferPlan } from './offer-plan.job';
import { DeliverExport } from './deliver-export.job';
import { DecideUndelivered } from './decide-undelivered.job';
import { DeliverResult } from './deliver-result.job';
import { DeliverVoiceSample } from './deliver-voice-sample.job';
import { ExplainDelayedPurchase } from './explain-delayed-purchase.job';
import { ExplainFailure } from './explain-failure.job';
import { ExplainKeptCredits } from './explain-kept-credits.job';
import { ExplainKeptPayment } from './explain-kept-payment.job';
import { ExplainRefusal } from './explain-refusal.job';
import { ConfirmCardPayment } from './confirm-card-payment.job';
import { ExplainCardReturn } from './explain-card-return.job';
import { ExplainReturn } from './explain-return.job';
import { FetchFile } from './fetch-file.job';
import { FetchRecording } from './fetch-recording.job';
import { HandleUpdate } from './handle-update.job';
import { ReturnStars } from './return-stars.job';
import { MakeApiKey } from './make-api-key.job';
import { TellPausedWebhook } from './tell-paused-webhook.job';
import { TellRefusedApiKey } from './tell-refused-api-key.job';
import { ShowAvatarStop } from './show-avatar-stop.job';
import { ShowFaceProof } from './show-face-proof.job';
import { RemovePicturesWith } from './remove-pictures-with.job';
import { SetRetention } from './set-retention.job';
import { ShowInvitation } from './show-invitation.job';
import { ShowPhotoMap } from './show-photo-map.job';
import { ShowEditLikeness } from './show-edit-likeness.job';
import { ShowLikeness } from './show-likeness.job';
import { DraftBroadcast } from './draft-broadcast.job';
import { OperateBroadcast } from './operate-broadcast.job';
import { PackFiles } from './pack-files.job';
import { PackPictures } from './pack-pictures.job';
import { PERSON_JOBS } from '../people/person-jobs';
import { ErasePerson } from './erase-person.job';
import { ExportPerson } from './export-person.job';
import { MakeStatement } from './make-statement.job';
import { PackPerson } from './pack-person.job';
import { PersonForgotten } from './person-forgotten.job';
import { PersonListed } from './person-listed.job';
import { ShowPhotoIdea } from './show-photo-idea.job';
import { ShowSentPhoto } from './show-sent-photo.job';
import { ShowPhotoVerdict } from './show-photo-verdict.job';
import { ShowProgress } from './show-progress.job';
import { ShowRecording } from './show-recording.job';
import { ShowReport } from './show-report.job';
import { ShowText } from './show-text.job';
import { ShowReceipt } from './show-receipt.job';
import { TellPromo } from './tell-promo.job';
import { TellGain } from './tell-gain.job';
import { TellGift } from './tell-gift.job';
import { SendShare } from './send-share.job';
import { ShowInvite } from './show-invite.job';

export const botGatewayInbox = defineInbox('bot-gateway', {
  'fetch-file': FetchFile,
  'fetch-recording': FetchRecording,
  'handle-update': HandleUpdate,
  'pack-files': PackFiles,
  'pack-pictures': PackPictures,
  'show-photo-idea': ShowPhotoIdea,
  'show-sent-photo': ShowSentPhoto,
  'show-recording': ShowRecording,
  'show-text': ShowText,
  'show-photo-verdict': ShowPhotoVerdict,
  'show-photo-map': ShowPhotoMap,
  'show-avatar-stop': ShowAvatarStop,
  'show-face-proof': ShowFaceProof,
  'show-report': ShowReport,
  'show-invitation': ShowInvitation,
  'remove-pictures-with': RemovePicturesWith,
  'set-retention': SetRetention,
  'show-progress': ShowProgress,
  'deliver-result': DeliverResult,
  'show-edit-likeness': ShowEditLikeness,
  'show-likeness': ShowLikeness,
  'deliver-transcript-file': DeliverExport,
  'deliver-document-file': DeliverExport,
  'deliver-voice-sample': DeliverVoiceSample,
  'explain-failure': ExplainFailure,
  'explain-refusal': ExplainRefusal,
  'show-receipt': ShowReceipt,
  'announce-purchase': AnnouncePurchase,
  'announce-refund': AnnounceRefund,
  'return-stars': ReturnStars,
  'remind-of-balance': RemindOfBalance,
  'offer-plan': OfferPlan,
  'edit-subscription': EditSubscription,
  'announce-subscription': AnnounceSubscription,
  'confirm-card-payment': ConfirmCardPayment,
  'explain-card-return': ExplainCardReturn,
  'explain-return': ExplainReturn,
  'explain-delayed-purchase': ExplainDelayedPurchase,
  'list-person': PERSON_JOBS['list-person'],
  'person-listed': PersonListed,
  'erase-person': ErasePerson,
  'export-person': ExportPerson,
  'make-statement': MakeStatement,
  'pack-person': PackPerson,
  'person-forgotten': PersonForgotten,
  'make-api-key': MakeApiKey,
  'tell-paused-webhook': TellPausedWebhook,
  'tell-refused-api-key': TellRefusedApiKey,
  'announce-correction': AnnounceCorrection,
  'explain-kept-credits': ExplainKeptCredits,
  'explain-kept-payment': ExplainKeptPayment,
  'ban-person': BanPerson,
  'unban-person': UnbanPerson,
  'answer-ticket': AnswerTicket,
  'close-ticket': CloseTicket,
  'draft-broadcast': DraftBroadcast,
  'operate-broadcast': OperateBroadcast,
  'tell-promo': TellPromo,
  'tell-gain': TellGain,
  'tell-gift': TellGift,
  'show-invite': ShowInvite,
  'send-share': SendShare,
  ...DEAD_LETTER_JOBS,
  'decide-undelivered': DecideUndelivered,
});
