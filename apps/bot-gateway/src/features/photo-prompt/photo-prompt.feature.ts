import { DraftReader, MenuReader } from '@aisha/database/bot';
import type { KeptFile } from '@aisha/database/files';
import type { PhotoId } from '@aisha/domain';
import { inEveryLanguage, photoPromptTexts } from '@aisha/words';
import {
  answer,
  type Anywhere,
  type Elsewhere,
  feature,
  type IncomingFile,
  onButton,
  onUnhandled,
  open,
  type Readers,
  toMenu,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { noPicture } from '../../free-files/fetch-free';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { ChangedAvatars } from '../../readers';
import { GENERATE } from '../../callbacks/generate.callbacks';
import { describeKept, openIdea, openPhotoPrompt } from '../../callbacks/photo-prompt.callbacks';
import { describedStep, offerOf, photoStep } from './photo.step';
import {
  describing,
  flow,
  keyOf,
  onFile,
  onPhoto,
  onText,
  PHOTO_PROMPT,
  type PhotoPromptDraft,
  step,
} from './photo-prompt.draft';
import { whichStep } from './which.step';

/** Says that the picture is being looked at. The idea, when it comes, opens the offer. */
const lookingStep = step({
  screen: (_, t) => ({ text: t.looking, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [
    onPhoto((_, __, { t }) => answer(t.oneAtATime)),
    onFile((_, __, { t }) => answer(t.oneAtATime)),
    onText((_, __, { t }) => answer(t.stillLooking)),
  ],
});

/** The conversation in which a picture that the person likes becomes an idea. The idea's offer is the same as for a typed idea. */
export const photoPromptFlow = flow({
  name: PHOTO_PROMPT,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: ({ photoId, refusal }) => photoId !== undefined && refusal === undefined,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(photoPromptTexts, (t) => t.flowTitle),
  steps: { photo: photoStep, which: whichStep, looking: lookingStep, described: describedStep },
});

/**
 * Handles a photo that the current step did not ask for. In the conversation that draws ideas, the photo is described as an idea; elsewhere
 * the bot asks what the photo is for. Leaves an album, a file that cannot be a picture, and a photo of a person without a finished avatar to
 * the features after this one.
 */
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

/**
 * Describes a picture or a photo of «Мои файлы». For a person without an avatar, who cannot be drawn, opens the first step, which says so.
 */
const fromKept = async (file: KeptFile, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  if (!(await readers.of(MenuReader).of(context.person.userId)).canDraw) return open(photoPromptFlow);
  const { draft, effect } = describing(sentAgain(file), context);
  return open(photoPromptFlow, { step: 'looking', draft }, effect);
};

/** Offers the idea that waits in its draft. If the person has dropped or resumed that draft, the idea is no longer there. */
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

export const photoPromptFeature = feature<MenuEntry>({
  flows: [photoPromptFlow],
  menu: [
    {
      button: openPhotoPrompt,
      label: inEveryLanguage(photoPromptTexts, (t) => t.entryPhotoPrompt),
      storey: 'photos',
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
