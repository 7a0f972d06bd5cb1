import { answer, feature, onButton, onCommand, onUnhandled, open } from '../../engine/conversation';
import { confirmStep } from './confirm.step';
import { listStep } from './list.step';
import { exportAction } from './export.action';
import { isTaken, recordingStep, takeRecording } from './recording.step';
import { removeStep } from './remove.step';
import { renameStep } from './rename.step';
import { speakersStep, speakerStep } from './speakers.step';
import { openTranscribe, openTranscripts, showTranscript } from './transcribe.callbacks';
import { flow } from './transcribe.draft';
import { transcribeTexts } from './transcribe.texts';
import { transcriptStep } from './transcript.step';

const transcribeFlow = flow({
  name: 'transcribe',
  version: 1,
  first: 'recording',
  begin: () => ({}),
  worthKeeping: (draft) => draft.recording !== undefined,
  title: { ru: 'Расшифровка', en: 'Transcript' },
  steps: {
    recording: recordingStep,
    confirm: confirmStep,
    list: listStep,
    transcript: transcriptStep,
    rename: renameStep,
    speakers: speakersStep,
    speaker: speakerStep,
    remove: removeStep,
  },
});

/** A voice message sent outside of any flow is to be transcribed: its price is shown at once. */
const outsideOfFlow = (kind: 'voice' | 'audio' | 'video') =>
  onUnhandled(kind, (file, { person }) => {
    const taken = takeRecording(file, transcribeTexts[person.language]);
    return isTaken(taken) ? open(transcribeFlow, { step: 'confirm', draft: { recording: taken } }) : answer(taken);
  });

export const transcribeFeature = feature({
  flows: [transcribeFlow],
  menu: [
    {
      button: openTranscribe,
      label: { ru: '🎙️ Голос в текст', en: '🎙️ Voice to text' },
      storey: 'assistant',
      place: 1,
      first: 'everyone',
    },
    {
      button: openTranscripts,
      label: { ru: '📚 Мои расшифровки', en: '📚 My transcripts' },
      storey: 'works',
      place: 3,
    },
  ],
  actions: [
    onCommand('transcribe', { ru: 'Голос в текст', en: 'Voice to text' }, () => open(transcribeFlow)),
    onButton(openTranscribe, () => open(transcribeFlow)),
    onButton(openTranscripts, () => open(transcribeFlow, { step: 'list', draft: { before: null } })),
    onButton(showTranscript, ({ orderId: opened }) => open(transcribeFlow, { step: 'transcript', draft: { opened } })),
    exportAction,
    outsideOfFlow('voice'),
    outsideOfFlow('audio'),
    outsideOfFlow('video'),
    onUnhandled('file', (file, { person }) =>
      file.mimeType?.startsWith('audio/') ? answer(transcribeTexts[person.language].sendAsAudio) : undefined,
    ),
  ],
});
