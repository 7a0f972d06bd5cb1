import type { MigrationInterface } from 'typeorm';
import { KIND_MIGRATIONS } from '@aisha/kinds/tables';
import { CreateSchemas1795132800000 } from './1795132800000-create-schemas';
import { CreateMessagingTables1795132801000 } from './1795132801000-create-messaging-tables';
import { CreateBilling1795132802000 } from './1795132802000-create-billing';
import { CreateTrainer1795132803000 } from './1795132803000-create-trainer';
import { CreateBot1795132806000 } from './1795132806000-create-bot';
import { CreateBotPacing1795132807000 } from './1795132807000-create-bot-pacing';
import { CreateEnhancer1795132817000 } from './1795132817000-create-enhancer';
import { CreateReportViews1795132819000 } from './1795132819000-create-report-views';
import { CreateSentText1795132820000 } from './1795132820000-create-sent-text';
import { CreateProviderHeartbeat1795132830000 } from './1795132830000-create-provider-heartbeat';
import { CreateProviderCall1795132832000 } from './1795132832000-create-provider-call';
import { CreateCharged1795132833000 } from './1795132833000-create-charged';
import { CreateCostViews1795132834000 } from './1795132834000-create-cost-views';
import { AddPieceOfCall1795132835000 } from './1795132835000-add-piece-of-call';
import { CreateLongJob1795132837000 } from './1795132837000-create-long-job';
import { CreateFilePlace1795132838000 } from './1795132838000-create-file-place';
import { AddFaceAge1795132840000 } from './1795132840000-add-face-age';
import { CreatePictureLooks1795132843000 } from './1795132843000-create-picture-looks';
import { CreateOutboxTo1795132845000 } from './1795132845000-create-outbox-to';
import { AddCombinedPoints1795422000000 } from './1795422000000-add-combined-points';
import { CreateFaceReports1795423500000 } from './1795423500000-create-face-reports';
import { AddShowsFaces1795424400000 } from './1795424400000-add-shows-faces';
import { FreeWorkOfEverybody1795428200000 } from './1795428200000-free-work-of-everybody';
import { AddToldOfStop1795435200000 } from './1795435200000-add-told-of-stop';
import { AddPhotoTurn1795438800000 } from './1795438800000-add-photo-turn';
import { RefreshEachChatOnce1795465620000 } from './1795465620000-refresh-each-chat-once';
import { FindWhatIsForgotten1795479231000 } from './1795479231000-find-what-is-forgotten';
import { SpeakGerman1795482000000 } from './1795482000000-speak-german';
import { CreateQueueSetting1795485600000 } from './1795485600000-create-queue-setting';
import { CreatePersonShard1795510800000 } from './1795510800000-create-person-shard';
import { BoundQueueConcurrency1795525200000 } from './1795525200000-bound-queue-concurrency';
import { CreateMeasurement1795527000000 } from './1795527000000-create-measurement';
import { AddDrawingPaths1795557600000 } from './1795557600000-add-drawing-paths';
import { CreateModelState1795561200000 } from './1795561200000-create-model-state';
import { CreateProviderBill1795600200000 } from './1795600200000-create-provider-bill';
import { CreateMarginViews1795600210000 } from './1795600210000-create-margin-views';
import { CreateGains1795600620000 } from './1795600620000-create-gains';
import { CreatePacks1795600600000 } from './1795600600000-create-packs';
import { CreateRetentionRule1795601100000 } from './1795601100000-create-retention-rule';
import { AddCommission1795601200000 } from './1795601200000-add-commission';
import { PayByCard1795601210000 } from './1795601210000-pay-by-card';
import { CreateDrawingPermission1795600400000 } from './1795600400000-create-drawing-permission';
import { CreateSpendingSetting1795600720000 } from './1795600720000-create-spending-setting';
import { CreateSubscription1795600710000 } from './1795600710000-create-subscription';
import { CreateErasure1795600800000 } from './1795600800000-create-erasure';
import { AddForgottenAccount1795600810000 } from './1795600810000-add-forgotten-account';
import { FreeStarsOfPersons1795600820000 } from './1795600820000-free-stars-of-persons';
import { CreateConsole1795600900000 } from './1795600900000-create-console';
import { CreateDeskReads1795600910000 } from './1795600910000-create-desk-reads';
import { CreateApi1795601000000 } from './1795601000000-create-api';
import { CreateUploadedFile1795601220000 } from './1795601220000-create-uploaded-file';
import { CreateOperatorAct1795600500000 } from './1795600500000-create-operator-act';
import { FindPeople1795600500100 } from './1795600500100-find-people';
import { BanPeople1795600500200 } from './1795600500200-ban-people';
import { CreateSupportTicket1795600500300 } from './1795600500300-create-support-ticket';
import { QuickenDesk1795601150000 } from './1795601150000-quicken-desk';
import { PlanBroadcasts1795600500400 } from './1795600500400-plan-broadcasts';
import { CountBroadcasts1795601300000 } from './1795601300000-count-broadcasts';
import { AnimateUploadedFiles1795675000000 } from './1795675000000-animate-uploaded-files';
import { FindCommission1795675100000 } from './1795675100000-find-commission';
import { RememberArrivals1795676600000 } from './1795676600000-remember-arrivals';
import { NameGifts1795675200000 } from './1795675200000-name-gifts';
import { JudgeEarlierPictures1795677000000 } from './1795677000000-judge-earlier-pictures';
import { FindCallsOfPerson1795677100000 } from './1795677100000-find-calls-of-person';
import { FindRowsOfPerson1795734000000 } from './1795734000000-find-rows-of-person';
import { KeepBan1795857000000 } from './1795857000000-keep-ban';
import { TimePromoTries1795677200000 } from './1795677200000-time-promo-tries';
import { KeepChargedUnits1795734100000 } from './1795734100000-keep-charged-units';
import { FindWaitingPercents1795857100000 } from './1795857100000-find-waiting-percents';
import { BeginAnew1795857200000 } from './1795857200000-begin-anew';
import { KeepOrderLimit1795988900000 } from './1795988900000-keep-order-limit';
import { CountClaims1795989000000 } from './1795989000000-count-claims';
import { BindWebhooksToKeys1795991000000 } from './1795991000000-bind-webhooks-to-keys';
import { MarkAskedStops1795991100000 } from './1795991100000-mark-asked-stops';
import { RememberReturns1795991200000 } from './1795991200000-remember-returns';
import { LabelDiscountsInEveryLanguage1796000000030 } from './1796000000030-label-discounts-in-every-language';
import { CreatePurchaseReturn1795600700000 } from './1795600700000-create-purchase-return';

/** When a migration was written: the number at the end of its name. */
const timeOf = ({ name }: { readonly name: string }): number => Number(/\d+$/.exec(name)?.[0]);

/**
 * The migrations in the order they run, those of kinds of orders among them. A released file is never edited; a later change is a file of
 * its own.
 */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  ...KIND_MIGRATIONS,
  CreateSchemas1795132800000,
  CreateMessagingTables1795132801000,
  CreateBilling1795132802000,
  CreateTrainer1795132803000,
  CreateBot1795132806000,
  CreateBotPacing1795132807000,
  CreateEnhancer1795132817000,
  CreateReportViews1795132819000,
  CreateSentText1795132820000,
  CreateProviderHeartbeat1795132830000,
  CreateProviderCall1795132832000,
  CreateCharged1795132833000,
  CreateCostViews1795132834000,
  AddPieceOfCall1795132835000,
  CreateLongJob1795132837000,
  CreateFilePlace1795132838000,
  AddFaceAge1795132840000,
  CreatePictureLooks1795132843000,
  CreateOutboxTo1795132845000,
  AddCombinedPoints1795422000000,
  CreateFaceReports1795423500000,
  AddShowsFaces1795424400000,
  FreeWorkOfEverybody1795428200000,
  AddToldOfStop1795435200000,
  AddPhotoTurn1795438800000,
  RefreshEachChatOnce1795465620000,
  FindWhatIsForgotten1795479231000,
  SpeakGerman1795482000000,
  CreateQueueSetting1795485600000,
  CreatePersonShard1795510800000,
  BoundQueueConcurrency1795525200000,
  CreateMeasurement1795527000000,
  AddDrawingPaths1795557600000,
  CreateModelState1795561200000,
  CreateProviderBill1795600200000,
  CreateMarginViews1795600210000,
  CreateDrawingPermission1795600400000,
  CreateErasure1795600800000,
  AddForgottenAccount1795600810000,
  CreateApi1795601000000,
  CreateUploadedFile1795601220000,
  CreateRetentionRule1795601100000,
  AddCommission1795601200000,
  PayByCard1795601210000,
  CreatePurchaseReturn1795600700000,
  CreateSubscription1795600710000,
  CreateSpendingSetting1795600720000,
  CreatePacks1795600600000,
  CreateConsole1795600900000,
  CreateDeskReads1795600910000,
  FreeStarsOfPersons1795600820000,
  CreateGains1795600620000,
  CreateOperatorAct1795600500000,
  FindPeople1795600500100,
  BanPeople1795600500200,
  CreateSupportTicket1795600500300,
  PlanBroadcasts1795600500400,
  QuickenDesk1795601150000,
  CountBroadcasts1795601300000,
  AnimateUploadedFiles1795675000000,
  FindCommission1795675100000,
  RememberArrivals1795676600000,
  NameGifts1795675200000,
  JudgeEarlierPictures1795677000000,
  FindCallsOfPerson1795677100000,
  FindRowsOfPerson1795734000000,
  TimePromoTries1795677200000,
  KeepBan1795857000000,
  KeepChargedUnits1795734100000,
  FindWaitingPercents1795857100000,
  BeginAnew1795857200000,
  KeepOrderLimit1795988900000,
  CountClaims1795989000000,
  BindWebhooksToKeys1795991000000,
  MarkAskedStops1795991100000,
  RememberReturns1795991200000,
  LabelDiscountsInEveryLanguage1796000000030,
].toSorted((one, other) => timeOf(one) - timeOf(other));
