import { inEveryLanguage, photoPromptTexts } from '@aisha/words';
import { describedStep } from './described.step';
import { lookingStep } from './looking.step';
import { PHOTO_PROMPT } from './offer';
import { flow } from './photo-prompt.draft';
import { photoStep } from './photo.step';
import { whichStep } from './which.step';

/** The way from a picture that a person likes to an idea. Its offer is that of every picture. */
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
