import type { PhotoId } from '@aisha/domain';
import type { KeptFile } from '@aisha/database/files';
import { DraftReader } from '@aisha/database/bot';
import {
  answer,
  feature,
  onButton,
  onUnhandled,
  open,
  type Anywhere,
  type Elsewhere,
  type IncomingFile,
  type Readers,
} from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { ChangedAvatars } from '../../readers';
import { GENERATE } from '../generate/generate.callbacks';
import { describing } from './describe';
import { keyOf, offerOf, PHOTO_PROMPT } from './offer';
import { describeKept, openIdea, openPhotoPrompt } from './photo-prompt.callbacks';
import type { PhotoPromptDraft } from './photo-prompt.draft';
import { photoPromptFlow } from './photo-prompt.flow';
import { inEveryLanguage, photoPromptTexts } from '@aisha/words';

/** A photo out of the blue: beside an idea for pictures it is one, too; elsewhere the person is asked what it is for. */
const unhandledPhoto = async (
  file: IncomingFile,
  context: Anywhere,
  readers: Readers,
): Promise<Elsewhere | undefined> => {
  if (file.albumId !== null || noPicture(file) || !(await readers.of(ChangedAvatars).main(context.person.userId)))
    return undefined;
  if (context.at?.flow !== GENERATE) return open(photoPromptFlow, { step: 'which', draft: { files: [file] } });
  const { draft, effect } = describing(file, context);
  return open(photoPromptFlow, { step: 'looking', draft }, effect);
};

/** Without an avatar there is nobody to draw, which the first step says. */
const fromKept = async (file: KeptFile, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  if (!(await readers.of(ChangedAvatars).main(context.person.userId))) return open(photoPromptFlow);
  const { draft, effect } = describing(sentAgain(file), context);
  return open(photoPromptFlow, { step: 'looking', draft }, effect);
};

/** The idea waits in its draft; a draft that is dropped or resumed has taken it along. */
const offerKept = async (
  { photoId }: { photoId: PhotoId },
  { person, at }: Anywhere,
  readers: Readers,
): Promise<Elsewhere> => {
  const here = at?.flow === PHOTO_PROMPT ? (at.draft as PhotoPromptDraft) : undefined;
  const kept =
    here?.photoId === photoId ? here : (await readers.of(DraftReader).find(person.userId, keyOf(photoId)))?.draft;
  const { idea } = (kept ?? {}) as PhotoPromptDraft;
  return idea ? offerOf(photoId, idea, person.language) : answer(photoPromptTexts[person.language].gone);
};

export const photoPromptFeature = feature({
  flows: [photoPromptFlow],
  menu: [
    {
      button: openPhotoPrompt,
      label: inEveryLanguage(photoPromptTexts, (t) => t.entryPhotoPrompt),
      storey: 'create',
      place: 3,
    },
  ],
  actions: [
    onButton(openPhotoPrompt, () => open(photoPromptFlow)),
    onKeptFile(describeKept, fromKept),
    onButton(openIdea, offerKept),
    onUnhandled('photo', unhandledPhoto),
    onUnhandled('file', unhandledPhoto),
  ],
});
