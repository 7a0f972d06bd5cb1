import { Injectable } from '@nestjs/common';
import type { PhotoIdea, ShowPhotoIdea } from '@aisha/contracts/bot-gateway';
import type { Language, PhotoId, PhotoIdeaRefusal } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { photoPromptTexts } from '@aisha/words';
import { openAndDrop } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../free-files/file-answers';
import { openIdea, openPhotoPrompt } from '../../callbacks/photo-prompt.callbacks';
import { offerOf } from './photo.step';
import { keyOf, type PhotoPromptDraft } from './photo-prompt.draft';
import { photoPromptFlow } from './photo-prompt.feature';

/** Shows the idea of a photo, or says why there is none. A person who is waiting for the idea gets the offer. */
@Injectable()
export class ShowPhotoIdeaHandler implements JobHandler<ShowPhotoIdea> {
  constructor(private readonly answers: FileAnswers) {}

  readonly handle = ({ userId, photoId, idea, refusal }: ShowPhotoIdea, context: JobContext): Promise<void> =>
    this.answers.show(
      {
        userId,
        file: photoId,
        countedAs: 'photo-ideas',
        refusal,
        key: keyOf(photoId),
        isWaiting: (draft) => (draft as PhotoPromptDraft | null)?.photoId === photoId,
      },
      context,
      (language) => (idea ? offered(photoId, idea, language) : refused(photoId, refusal ?? 'unavailable', language)),
    );
}

const offered = (photoId: PhotoId, idea: PhotoIdea, language: Language): FileAnswer => {
  const t = photoPromptTexts[language];
  return {
    goOn: () => offerOf(photoId, idea, language),
    kept: () => ({ step: 'described', draft: { photoId, idea } satisfies PhotoPromptDraft }),
    message: messageWith(t.described(idea), [[openIdea.button(t.toOffer, { photoId })]]),
  };
};

const refused = (photoId: PhotoId, refusal: PhotoIdeaRefusal, language: Language): FileAnswer => {
  const t = photoPromptTexts[language];
  return {
    goOn: (waiting) => {
      const { file } = waiting as PhotoPromptDraft;
      const draft = { refusal, ...(file && { file }) };
      return openAndDrop(keyOf(photoId), photoPromptFlow, { step: 'photo', draft });
    },
    kept: null,
    message: messageWith(t.refused({ refusal }), [[openPhotoPrompt.button(t.another, {})]]),
  };
};
