import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { confirmStep } from './confirm.step';
import { languageStep } from './language.step';
import { listStep } from './list.step';
import { listeningStep } from './listening.step';
import { recordingStep } from './recording.step';
import { removeStep } from './remove.step';
import { renameStep } from './rename.step';
import { speakersStep, speakerStep } from './speakers.step';
import { flow, TRANSCRIBE } from './transcribe.draft';
import { transcriptStep } from './transcript.step';
import { wordsStep } from './words.step';

/** The way from a recording to its price and its order, and to what became of earlier ones. */
export const transcribeFlow = flow({
  name: TRANSCRIBE,
  version: 2,
  first: 'recording',
  begin: () => ({}),
  worthKeeping: ({ sourceId, refusal }) => sourceId !== undefined && refusal === undefined,
  about: ({ sourceId }) => sourceId,
  title: inEveryLanguage(transcribeTexts, (t) => t.flowTitle),
  steps: {
    recording: recordingStep,
    listening: listeningStep,
    confirm: confirmStep,
    language: languageStep,
    words: wordsStep,
    list: listStep,
    transcript: transcriptStep,
    rename: renameStep,
    speakers: speakersStep,
    speaker: speakerStep,
    remove: removeStep,
  },
});
