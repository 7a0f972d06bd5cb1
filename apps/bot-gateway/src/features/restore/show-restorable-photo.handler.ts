import { Injectable } from '@nestjs/common';
import type { RestorablePhoto, ShowRestorablePhoto } from '@aisha/contracts/bot-gateway';
import type { Language, PhotoId } from '@aisha/domain';
import type { RestorationRefusal } from '@aisha/kinds';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { openAndDrop } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../free-files/file-answers';
import { openRestorable, openRestore } from './restore.callbacks';
import { keyOf, type RestoreDraft } from './restore.draft';
import { restoreFlow } from './restore.flow';
import { restoreTexts } from './restore.texts';

/** Shows what restoring a photo costs, or why it cannot be restored. */
@Injectable()
export class ShowRestorablePhotoHandler implements JobHandler<ShowRestorablePhoto> {
  constructor(private readonly answers: FileAnswers) {}

  readonly handle = ({ userId, photoId, photo, refusal }: ShowRestorablePhoto, context: JobContext): Promise<void> =>
    this.answers.show(
      { userId, file: photoId, countedAs: 'restorations', refusal, key: keyOf(photoId) },
      context,
      (language) => (photo ? offered(photoId, photo, language) : refused(photoId, refusal ?? 'unavailable', language)),
    );
}

const isAbout = (photoId: PhotoId) => (draft: unknown) => (draft as RestoreDraft | null)?.photoId === photoId;

const offered = (photoId: PhotoId, photo: RestorablePhoto, language: Language): FileAnswer => {
  const t = restoreTexts[language];
  const draft: RestoreDraft = { photoId, photo };
  return {
    isWaiting: isAbout(photoId),
    goOn: () => openAndDrop(keyOf(photoId), restoreFlow, { step: 'confirm', draft }),
    kept: () => ({ step: 'confirm', draft }),
    message: messageWith(t.seen, [[openRestorable.button(t.toOffer, { photoId })]]),
  };
};

const refused = (photoId: PhotoId, refusal: RestorationRefusal, language: Language): FileAnswer => {
  const t = restoreTexts[language];
  return {
    isWaiting: isAbout(photoId),
    goOn: (waiting) => {
      const { file } = waiting as RestoreDraft;
      const draft = { refusal, ...(file && { file }) };
      return openAndDrop(keyOf(photoId), restoreFlow, { step: 'photo', draft });
    },
    kept: null,
    message: messageWith(t.refused(refusal), [[openRestore.button(t.another, {})]]),
  };
};
