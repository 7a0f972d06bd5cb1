import { heardIn, type Said, spokenLanguageOf } from '../spoken-words';
import { invalid, missing } from './api-error';
import { readAudio } from './audio';
import type { Reply, StreamEvent } from './reply';
import type { Upload } from './upload';

const EXTENSIONS = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];
const MAX_SECONDS = 1_400;
const ANY_FORMAT = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'];

/** The formats that each model answers in; a model that is not listed transcribes nothing. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'gpt-transcribe': ['json'],
  'gpt-4o-transcribe': ['json', 'text'],
  'gpt-4o-mini-transcribe': ['json', 'text'],
  'gpt-4o-transcribe-diarize': ['json', 'text', 'diarized_json'],
  'whisper-1': ['json', 'text', 'srt', 'verbose_json', 'vtt'],
};

/** The fields that a model takes beyond file and format; it refuses all others. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  'gpt-transcribe': ['languages[]', 'keywords[]', 'prompt'],
  'gpt-4o-transcribe-diarize': ['language', 'chunking_strategy'],
};
const OTHERS_TAKE = ['language', 'prompt'];
const HINTS = ['language', 'languages[]', 'keywords[]', 'prompt', 'chunking_strategy'];
/** Above this length the diarizing model must be told how to divide the file. */
const UNDIVIDED_SECONDS = 30;

export const transcribe = async (model: string, { fields, file }: Upload, trouble?: string): Promise<Reply> => {
  if (!file) throw missing('file');
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (extension === undefined || !EXTENSIONS.includes(extension)) {
    throw invalid(`Invalid file format. Supported formats: [${EXTENSIONS.map((one) => `'${one}'`).join(', ')}]`);
  }
  const formats = FORMATS[model];
  if (!formats) throw invalid(`Model '${model}' is not supported for transcription`, 'unsupported_value', 'model');
  const format = String(fields['response_format'] ?? 'json');
  if (!formats.includes(format)) {
    throw ANY_FORMAT.includes(format)
      ? invalid(
          `response_format '${format}' is not compatible with model '${model}'. Use ${formats.map((one) => `'${one}'`).join(' or ')} instead.`,
          'unsupported_value',
          'response_format',
        )
      : invalid(`Invalid value: '${format}'.`, 'invalid_value', 'response_format');
  }
  const taken = TAKES[model] ?? OTHERS_TAKE;
  const unknown = HINTS.find((hint) => fields[hint] !== undefined && !taken.includes(hint));
  if (unknown) throw invalid(`'${unknown}' is not supported with this model`, 'unsupported_parameter', unknown);

  const audio = trouble === 'corrupted' ? undefined : readAudio(file.bytes);
  if (!audio) throw invalid('Audio file might be corrupted or unsupported', 'invalid_value', 'file');
  const seconds = trouble === 'too-long' ? MAX_SECONDS + 100 : audio.seconds;
  if (seconds > MAX_SECONDS && model !== 'whisper-1') {
    const message = `audio duration ${seconds.toFixed(1)} seconds is longer than ${MAX_SECONDS} seconds which is the maximum for this model`;
    throw invalid(message, 'invalid_value');
  }
  if (taken.includes('chunking_strategy') && seconds > UNDIVIDED_SECONDS && !fields['chunking_strategy']) {
    throw invalid('chunking_strategy is required for diarization models', 'invalid_value', 'chunking_strategy');
  }

  const segments =
    trouble === 'empty' || audio.isSilent ? [] : await heardIn(file.bytes, seconds, languageAsked(fields));
  const said = trouble === 'loop' ? looping(segments) : trouble === 'invented' ? invented(seconds) : segments;
  const text = said.map((one) => one.text).join(' ');
  if (fields['stream'] === 'true' && model !== 'whisper-1') return { events: streamed(model, said, seconds) };
  return answer(format, model, text, said, seconds);
};

/** The language that the request names; undefined when the model is to tell it. */
const languageAsked = (fields: Upload['fields']): string | undefined => {
  const asked = [fields['language'], fields['languages[]']].flat().find((one) => typeof one === 'string' && one !== '');
  return asked === undefined ? undefined : String(asked);
};

const LOOPS = 12;

/** The answer of a model that repeats its last sentence for ever. */
const looping = (segments: readonly Said[]): readonly Said[] => {
  const last = segments.at(-1);
  return last ? [...segments, ...Array.from({ length: LOOPS }, () => last)] : segments;
};

/** The words that a model writes for silence, because it has seen many subtitles. */
const invented = (seconds: number): readonly Said[] => [
  { start: 0, end: seconds, text: 'Продолжение следует...', speaker: null },
];

const answer = (format: string, model: string, text: string, segments: readonly Said[], seconds: number): Reply => {
  const usage = { type: 'duration', seconds: Math.ceil(seconds) };
  const plain = (body: string): Reply => ({ bytes: `${body}\n`, type: 'text/plain; charset=utf-8' });
  switch (format) {
    case 'text':
      return plain(text);
    case 'srt':
      return plain(segments.map((one, index) => `${index + 1}\n${cue(one, ',')}\n${one.text}\n`).join('\n'));
    case 'vtt':
      return plain(`WEBVTT\n\n${segments.map((one) => `${cue(one, '.')}\n${one.text}\n`).join('\n')}`);
    case 'verbose_json':
      return {
        json: {
          task: 'transcribe',
          language: spokenLanguageOf(text) === 'ru' ? 'russian' : 'english',
          duration: seconds,
          text,
          segments: segments.map(verbose),
          usage,
        },
      };
    case 'diarized_json':
      return { json: { task: 'transcribe', duration: seconds, text, segments: segments.map(diarized), usage } };
    default:
      return { json: { text, ...languages(model, text), usage } };
  }
};

const languages = (model: string, text: string): object =>
  model === 'gpt-transcribe' ? { languages: text === '' ? [] : [{ code: spokenLanguageOf(text) }] } : {};

const verbose = ({ start, end, text }: Said, id: number): object => ({
  id,
  seek: 0,
  start,
  end,
  text: ` ${text}`,
  tokens: [50_364],
  temperature: 0,
  avg_logprob: -0.29,
  compression_ratio: 1.24,
  no_speech_prob: 0.01,
});

/** A segment of a diarized transcript. A sentence whose speaker is unknown gets a letter by its place. */
const diarized = ({ start, end, text, speaker }: Said, index: number): object => ({
  type: 'transcript.text.segment',
  id: `seg_${String(index + 1).padStart(3, '0')}`,
  start,
  end,
  text: ` ${text}`,
  speaker: speaker === null ? (index % 3 === 2 ? 'B' : 'A') : String.fromCodePoint(65 + speaker),
});

const streamed = (model: string, segments: readonly Said[], seconds: number): StreamEvent[] => {
  const sentences = segments.map(({ text }) => text);
  const text = sentences.join(' ');
  return [
    ...sentences.map((sentence, index) => ({
      type: 'transcript.text.delta',
      delta: index === 0 ? sentence : ` ${sentence}`,
    })),
    {
      type: 'transcript.text.done',
      text,
      ...languages(model, text),
      usage: { type: 'duration', seconds: Math.ceil(seconds) },
    },
  ];
};

const cue = ({ start, end }: Said, point: ',' | '.'): string => {
  const time = (at: number): string => new Date(at * 1_000).toISOString().slice(11, 23).replace('.', point);
  return `${time(start)} --> ${time(end)}`;
};
