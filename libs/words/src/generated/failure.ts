// Made from ru/failure.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface FailureWords {
  readonly notEnoughCredits: string;
  readonly priceChanged: string;
  readonly overOwnLimit: string;
  readonly tooManyOrders: string;
  readonly personBanned: string;
  readonly tooFewPhotos: string;
  readonly avatarNotFound: string;
  readonly faceTooYoung: string;
  readonly faceUnproved: string;
  readonly avatarReported: string;
  readonly avatarStopped: string;
  readonly pictureNotFound: string;
  readonly permissionGone: string;
  readonly avatarNotReady: string;
  readonly promptRefused: string;
  readonly promptNamesPerson: string;
  readonly promptAsksDocument: string;
  readonly promptShowsHate: string;
  readonly promptFakesNews: string;
  readonly promptIsRiddle: string;
  readonly editUndresses: string;
  readonly editOfChild: string;
  readonly editOfOtherFace: string;
  readonly pictureNotChanged: string;
  readonly resultNotDecent: string;
  readonly photoWithoutFace: string;
  readonly photosRefused: string;
  readonly noFaceToRestore: string;
  readonly fileTooLarge: string;
  readonly audioUnreadable: string;
  readonly noSpeech: string;
  readonly transcriptNotFound: string;
  readonly textNotFound: string;
  readonly documentEmpty: string;
  readonly textRefused: string;
  readonly textNotTaken: string;
  readonly textUnreadable: string;
  readonly textEmpty: string;
  readonly textTooLong: string;
  readonly textTooComplex: string;
  readonly textLocked: string;
  readonly textScanned: string;
  readonly questionRefused: string;
  readonly notInRecording: string;
  readonly notInRecordings: string;
  readonly freeWorkUsedUp: string;
  readonly speechRefused: string;
  readonly speechTooLong: string;
  readonly textMissing: string;
  readonly cancelledByUser: string;
  readonly cancelledByOperator: string;
  readonly providerUnreachable: string;
  readonly providerBusy: string;
  readonly providerOutOfCredit: string;
  readonly providerRefusedKey: string;
  readonly moderatorUnavailable: string;
  readonly pictureUnchecked: string;
  readonly lookNotDrawn: string;
  readonly providerFailed: string;
  readonly facesNotAlike: string;
  readonly avatarUnlike: string;
  readonly speechOff: string;
  readonly modelGone: string;
  readonly providerSilent: string;
  readonly providerResultLost: string;
  readonly providerAnswerUnreadable: string;
  readonly submitUnknown: string;
  readonly telegramUnreachable: string;
  readonly botBlocked: string;
  readonly storageUnreachable: string;
  readonly fileMissing: string;
  readonly queueUnreachable: string;
  readonly messageUnreadable: string;
  readonly messageUnknown: string;
  readonly paymentFitsNoPack: string;
  readonly paymentUnknown: string;
  readonly captureExceedsHold: string;
  readonly orderUnknown: string;
  readonly idempotencyConflict: string;
  readonly holdForgotten: string;
  readonly tookTooLong: string;
  readonly unexpected: string;
  /** A message above says one of the first two sentences. Where no free try pays for the order, the bot puts the third in its place. */
  readonly nothingCharged: string;
  readonly onlyFinishedCharged: string;
  readonly chargedAllTheSame: string;
}

export const failureTexts = messages<FailureWords>('failure', {
  notEnoughCredits: 'plain',
  priceChanged: 'plain',
  overOwnLimit: 'plain',
  tooManyOrders: 'plain',
  personBanned: 'plain',
  tooFewPhotos: 'plain',
  avatarNotFound: 'plain',
  faceTooYoung: 'plain',
  faceUnproved: 'plain',
  avatarReported: 'plain',
  avatarStopped: 'plain',
  pictureNotFound: 'plain',
  permissionGone: 'plain',
  avatarNotReady: 'plain',
  promptRefused: 'plain',
  promptNamesPerson: 'plain',
  promptAsksDocument: 'plain',
  promptShowsHate: 'plain',
  promptFakesNews: 'plain',
  promptIsRiddle: 'plain',
  editUndresses: 'plain',
  editOfChild: 'plain',
  editOfOtherFace: 'plain',
  pictureNotChanged: 'plain',
  resultNotDecent: 'plain',
  photoWithoutFace: 'plain',
  photosRefused: 'plain',
  noFaceToRestore: 'plain',
  fileTooLarge: 'plain',
  audioUnreadable: 'plain',
  noSpeech: 'plain',
  transcriptNotFound: 'plain',
  textNotFound: 'plain',
  documentEmpty: 'plain',
  textRefused: 'plain',
  textNotTaken: 'plain',
  textUnreadable: 'plain',
  textEmpty: 'plain',
  textTooLong: 'plain',
  textTooComplex: 'plain',
  textLocked: 'plain',
  textScanned: 'plain',
  questionRefused: 'plain',
  notInRecording: 'plain',
  notInRecordings: 'plain',
  freeWorkUsedUp: 'plain',
  speechRefused: 'plain',
  speechTooLong: 'plain',
  textMissing: 'plain',
  cancelledByUser: 'plain',
  cancelledByOperator: 'plain',
  providerUnreachable: 'plain',
  providerBusy: 'plain',
  providerOutOfCredit: 'plain',
  providerRefusedKey: 'plain',
  moderatorUnavailable: 'plain',
  pictureUnchecked: 'plain',
  lookNotDrawn: 'plain',
  providerFailed: 'plain',
  facesNotAlike: 'plain',
  avatarUnlike: 'plain',
  speechOff: 'plain',
  modelGone: 'plain',
  providerSilent: 'plain',
  providerResultLost: 'plain',
  providerAnswerUnreadable: 'plain',
  submitUnknown: 'plain',
  telegramUnreachable: 'plain',
  botBlocked: 'plain',
  storageUnreachable: 'plain',
  fileMissing: 'plain',
  queueUnreachable: 'plain',
  messageUnreadable: 'plain',
  messageUnknown: 'plain',
  paymentFitsNoPack: 'plain',
  paymentUnknown: 'plain',
  captureExceedsHold: 'plain',
  orderUnknown: 'plain',
  idempotencyConflict: 'plain',
  holdForgotten: 'plain',
  tookTooLong: 'plain',
  unexpected: 'plain',
  nothingCharged: 'plain',
  onlyFinishedCharged: 'plain',
  chargedAllTheSame: 'plain',
});
