import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { feature, onButton, onCommand, open } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { openTranscribe } from '../../callbacks/recording.callbacks';
import { listeningStep, recordingStep } from './recording/recording.step';
import { flow, TRANSCRIBE } from './recording/transcribe.draft';
import { listSteps } from './transcripts/list.step';
import { speakersStep, speakerStep } from './transcripts/speakers.step';
import { formatsStep, removeStep, renameStep, transcriptStep } from './transcripts/transcript.step';
import { confirmStep } from './confirm.step';
import { languageStep } from './language.step';
import { wordsStep } from './words.step';
import { knowsWords } from './words.store';

/** The conversation that leads from a recording to its price and its order, and to earlier transcripts. */
const transcribeFlow = flow({
  name: TRANSCRIBE,
  version: 2,
  first: 'recording',
  begin: () => ({}),
  worthKeeping: ({ sourceId, refusal, next = [] }) =>
    next.length > 0 || (sourceId !== undefined && refusal === undefined),
  about: ({ sourceId }) => sourceId,
  title: inEveryLanguage(transcribeTexts, (t) => t.flowTitle),
  steps: {
    recording: recordingStep,
    listening: listeningStep,
    confirm: confirmStep,
    language: languageStep,
    words: wordsStep,
    ...listSteps,
    transcript: transcriptStep,
    formats: formatsStep,
    rename: renameStep,
    speakers: speakersStep,
    speaker: speakerStep,
    remove: removeStep,
  },
});

export const transcribeFeature = feature<MenuEntry>({
  flows: [transcribeFlow],
  menu: [
    {
      button: openTranscribe,
      label: inEveryLanguage(transcribeTexts, (t) => t.entryTranscribe),
      storey: 'assistant',
      place: 1,
      first: 'everyone',
    },
  ],
  actions: [
    onCommand(
      'transcribe',
      inEveryLanguage(transcribeTexts, (t) => t.commandTranscribe),
      () => open(transcribeFlow),
    ),
    onButton(openTranscribe, () => open(transcribeFlow)),
  ],
  withdrawn: [knowsWords([])],
});
