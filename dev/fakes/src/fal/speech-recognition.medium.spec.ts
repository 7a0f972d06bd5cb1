import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { encoded, spoken, VOICES } from '../spoken-words';
import { type FakeFal, startFal } from './index';

const KEY = 'key-id:key-secret';
const XAI = 'xai/speech-to-text/v1';
const SCRIBE = 'fal-ai/elevenlabs/speech-to-text/scribe-v2';
const opened: FakeFal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const open = async (): Promise<FakeFal> => {
  const fal = await startFal({ key: KEY, timeScale: 0.005 });
  opened.push(fal);
  return fal;
};
const headers = { authorization: `Key ${KEY}`, 'content-type': 'application/json' };

const TALK = encoded(
  spoken(
    { voice: VOICES.bass, says: 'утро море берег город' },
    { voice: VOICES.soprano, says: 'письмо встреча смета договор' },
    { voice: VOICES.bass, says: 'поезд улица' },
  ),
  'mp3',
);

/** The result of an endpoint for a recording, which lies at a data URI. */
const heard = async (fal: FakeFal, endpoint: string, input: object, recording?: Buffer) => {
  const audio_url = `data:audio/mpeg;base64,${(recording ?? (await TALK)).toString('base64')}`;
  const body = JSON.stringify({ audio_url, ...input });
  const submitted = await fetch(`${fal.queueUrl}/${endpoint}`, { method: 'POST', headers, body });
  const { status_url, response_url } = (await submitted.json()) as { status_url: string; response_url: string };
  await eventually(async () => (await fetch(status_url, { headers })).status === 200);
  const response = await fetch(response_url, { headers });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};

describe('xAI’s speech to text at the fake FAL', () => {
  it('a recording comes back as words with their times and, when asked, the number of their speaker', async () => {
    const { status, answer } = await heard(await open(), XAI, { diarize: true, language: 'ru' });

    expect(status).toBe(200);
    expect(answer).toMatchObject({
      text: 'Утро море берег город. Письмо встреча смета договор. Поезд улица.',
      language: 'ru',
    });
    const words = answer['words'] as { text: string; start: number; end: number; speaker: number }[];
    expect(words.map(({ text, speaker }) => `${speaker} ${text}`)).toEqual([
      ...['0 Утро', '0 море', '0 берег', '0 город.', '1 Письмо', '1 встреча', '1 смета', '1 договор.'],
      ...['0 Поезд', '0 улица.'],
    ]);
    expect(words.every(({ start, end }) => end > start)).toBe(true);
  });

  it('a recording comes back without speakers unless they are asked for', async () => {
    const { answer } = await heard(await open(), XAI, {});

    expect((answer['words'] as object[])[0]).not.toHaveProperty('speaker');
  });

  it('a silent recording comes back without any words', async () => {
    const { answer } = await heard(await open(), XAI, {}, await encoded(spoken(3), 'mp3'));

    expect(answer).toMatchObject({ text: '', words: [] });
  });

  it.each([
    ['a file that is no sound', {}, Buffer.from('<!doctype html>'), 'file_download_error'],
    ['a language that it does not know', { language: 'kk' }, undefined, 'one_of'],
    ['formatted numbers asked for without a language', { format: true }, undefined, 'one_of'],
  ])('a recording with %s is refused in the result', async (_, input, recording, type) => {
    const { status, answer } = await heard(await open(), XAI, input, recording);

    expect(status).toBe(422);
    expect(answer).toMatchObject({ detail: [{ type }] });
  });
});

describe('Scribe at the fake FAL', () => {
  it('a recording comes back as words and the blanks between them, with the names of their speakers', async () => {
    const { answer } = await heard(await open(), SCRIBE, {});

    expect(answer).toMatchObject({ language_code: 'rus' });
    const words = answer['words'] as { text: string; type: string; speaker_id: string }[];
    expect(words.slice(0, 3)).toMatchObject([
      { text: 'Утро', type: 'word', speaker_id: 'speaker_0' },
      { text: ' ', type: 'spacing' },
      { text: 'море', type: 'word' },
    ]);
    expect(words.find(({ text }) => text === 'Письмо')).toMatchObject({ speaker_id: 'speaker_1' });
  });
});

describe('a model that the fake FAL is told to spoil', () => {
  it('a model that a fault removes refuses a submission with 404, while another model still answers', async () => {
    const fal = await open();
    fal.faults.add({ on: 'submit', kind: 'gone', match: XAI });

    const gone = await fetch(`${fal.queueUrl}/${XAI}`, { method: 'POST', headers, body: '{}' });

    expect(gone.status).toBe(404);
    expect((await heard(fal, SCRIBE, {})).status).toBe(200);
  });

  it.each([XAI, SCRIBE])('an answer of %s lacks its words when a fault breaks it', async (endpoint) => {
    const fal = await open();
    fal.faults.add({ on: 'job', kind: 'broken' });

    expect((await heard(fal, endpoint, {})).answer).not.toHaveProperty('words');
  });
});
