import { Injectable } from '@nestjs/common';
import type { SentPhoto, ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import type { Language } from '@aisha/domain';
import type { SentPhotoRefusal } from '@aisha/kinds';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { sentPhotoTexts } from '@aisha/words';
import { fieldsOf, openAndDrop, resumeDraft } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../free-files/file-answers';
import { stepWithPicture } from '../../orders/own-picture/own-picture';
import { askForPhoto } from '../../orders/sent-photo/sent-photo.callbacks';
import { beyondPhoto, keyOf, type SentPhotoDraft } from '../../orders/sent-photo/sent-photo';

type Asked = Pick<ShowSentPhoto, 'photoId' | 'usedFor'>;

/** Shows what the use of a sent photo costs, or why the photo cannot be used, in the conversation for which the person sent it. */
@Injectable()
export class ShowSentPhotoHandler implements JobHandler<ShowSentPhoto> {
  constructor(private readonly answers: FileAnswers) {}

  readonly handle = (told: ShowSentPhoto, context: JobContext): Promise<void> => {
    const { userId, photoId, usedFor, photo, refusal } = told;
    return this.answers.show(
      {
        userId,
        file: photoId,
        countedAs: 'sent-photos',
        refusal,
        key: keyOf(usedFor, photoId),
        isWaiting: (draft) => (draft as SentPhotoDraft | null)?.photoId === photoId,
      },
      context,
      (language) => (photo ? offered(told, photo, language) : refused(told, refusal ?? 'unavailable', language)),
    );
  };
}

const offered = (asked: Asked, photo: SentPhoto, language: Language): FileAnswer => {
  const { photoId, usedFor } = asked;
  const key = keyOf(usedFor, photoId);
  const t = sentPhotoTexts[language];
  const draft: SentPhotoDraft = { photoId, photo };
  // Before an edit of a photo with other people's faces, the bot asks about these faces.
  const step = usedFor === 'edit' && photo.whose === 'others' ? 'faces' : stepWithPicture(usedFor);
  const after = (waiting: unknown) => {
    const change = (waiting as SentPhotoDraft | undefined)?.typed;
    if (change === undefined) return { step, draft };
    // The sentence was typed for an earlier photo, so it is not asked for again.
    return step === 'change'
      ? { step: 'confirm', draft: { ...draft, change } }
      : { step, draft: { ...draft, typed: change } };
  };
  return {
    goOn: (waiting) => openAndDrop(key, { name: usedFor }, after(waiting)),
    kept: after,
    message: messageWith(t.seen, [[resumeDraft.button(t.toOffer, fieldsOf(key))]]),
  };
};

const refused = (asked: Asked, refusal: SentPhotoRefusal, language: Language): FileAnswer => {
  const { photoId, usedFor } = asked;
  const key = keyOf(usedFor, photoId);
  const t = sentPhotoTexts[language];
  const after = (waiting: SentPhotoDraft) => afterRefusal(waiting, refusal);
  return {
    goOn: (waiting) => openAndDrop(key, { name: usedFor }, { step: 'photo', draft: after(waiting as SentPhotoDraft) }),
    // What the person typed for an earlier photo stays with the draft, for the next photo. The draft keeps the refused photo's id, by which
    // each press of the button finds it.
    kept: (waiting) => {
      const draft = waiting as SentPhotoDraft | undefined;
      if (draft?.typed === undefined) return null;
      const message = messageWith(t.refused({ refusal }), [[resumeDraft.button(t.another, fieldsOf(key))]]);
      return { step: 'photo', draft: { ...after(draft), photoId }, message };
    },
    message: messageWith(t.refused({ refusal }), [[askForPhoto.button(t.another, { use: usedFor })]]),
  };
};

const afterRefusal = (draft: SentPhotoDraft, refusal: SentPhotoRefusal): SentPhotoDraft => ({
  ...beyondPhoto(draft),
  refusal,
  ...(draft.file && { file: draft.file }),
});
