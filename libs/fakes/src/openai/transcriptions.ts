import { invalid, missing } from './api-error';
import { readAudio } from './audio';
import type { Reply, StreamEvent } from './server';
import { sentencesFor } from './transcript-text';
import type { Upload } from './upload';

const EXTENSIONS = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];
const MAX_SECONDS = 1_400;
const ANY_FORMAT = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'];

/** Which answers each model gives; a model that is not listed transcribes nothing. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'gpt-transcribe': ['json'],
  'gpt-4o-transcribe': ['json', 'text'],
  'gpt-4o-mini-transcribe': ['json', 'text'],
  'gpt-4o-transcribe-diarize': ['json', 'text', 'diarized_json'],
  'whisper-1': ['json', 'text', 'srt', 'verbose_json', 'vtt'],
};

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const transcribe = (model: string, { fields, file }: Upload, trouble?: string): Reply => {
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

  const audio = trouble === 'corrupted' ? undefined : readAudio(file.bytes);
  if (!audio) throw invalid('Audio file might be corrupted or unsupported', 'invalid_value', 'file');
  const seconds = trouble === 'too-long' ? MAX_SECONDS + 100 : audio.seconds;
  if (seconds > MAX_SECONDS && model !== 'whisper-1') {
    const message = `audio duration ${seconds.toFixed(1)} seconds is longer than ${MAX_SECONDS} seconds which is the maximum for this model`;
    throw invalid(message, 'invalid_value');
  }

  const isEmpty = trouble === 'empty' || audio.isSilent;
  const sentences = isEmpty ? [] : sentencesFor(file.bytes, seconds);
  const segments = sentences.map((text, index): Segment => {
    const each = seconds / sentences.length;
    return { text, start: round(index * each), end: round((index + 1) * each) };
  });
  const text = sentences.join(' ');
  if (fields['stream'] === 'true' && model !== 'whisper-1') return { events: streamed(model, sentences, seconds) };
  return answer(format, model, text, segments, seconds);
};

const answer = (format: string, model: string, text: string, segments: readonly Segment[], seconds: number): Reply => {
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
          language: 'russian',
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
  model === 'gpt-transcribe' ? { languages: text === '' ? [] : [{ code: 'ru' }] } : {};

const verbose = ({ start, end, text }: Segment, id: number): object => ({
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

const diarized = ({ start, end, text }: Segment, index: number): object => ({
  type: 'transcript.text.segment',
  id: `seg_${String(index + 1).padStart(3, '0')}`,
  start,
  end,
  text: ` ${text}`,
  speaker: index % 3 === 2 ? 'B' : 'A',
});

const streamed = (model: string, sentences: readonly string[], seconds: number): StreamEvent[] => {
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

const cue = ({ start, end }: Segment, point: ',' | '.'): string => {
  const time = (at: number): string => new Date(at * 1_000).toISOString().slice(11, 23).replace('.', point);
  return `${time(start)} --> ${time(end)}`;
};

const round = (value: number): number => Math.round(value * 100) / 100;
