import { expect } from '@jest/globals';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { eventually } from '@aisha/testing';
import { asksOf } from './asks';
import type { FileServer } from './file-server';
import { PATIENT } from './patience';
import type { Product } from './product';
import { groupOf, isOrdered, isPriced } from './trouble-in-groups';
import { listensTo, SAMPLE } from './trouble-with-voice-samples';

const NEVER = { kind: 'slow', delayMs: 600_000 } as const;
const LETTER = 'Мария письмо договор';
const BUDGET = 'Андрей смета оплата';
const SAID = 'Игорь макет студия';

/** Kills the gateway and the transcriber while requests are under way for which the chat shows no order card. */
export const killedInTheMiddle = (product: () => Product, files: () => FileServer) => async (): Promise<void> => {
  const aisha = product();
  const asks = asksOf(product);
  const [yulia, zhenya, fedya] = await Promise.all(['Юлия', 'Женя', 'Федя'].map(asks.newcomer));

  const { asking, speaking } = await groupOf(aisha, yulia!);

  // A question about two transcripts; the model has read one of them before the kill.
  for (const said of [LETTER, BUDGET]) {
    const voice = await asks.transcript(yulia!, await yulia!.sendsVoice(await encoded(spoken(said)), 2));
    await asks.confirms(voice);
    await asks.endsWell(voice);
  }
  await aisha.breaks('openai', { on: 'responses', match: BUDGET, ...NEVER });
  const question = await asks.question(yulia!, 'all', 'Про договор или про оплату?');
  await asks.confirms(question);
  const read = 'SELECT FROM transcriber.question_part WHERE order_id = $1 AND points IS NOT NULL';
  await eventually(async () => (await aisha.sql(read, [question.orderId])).length === 1, PATIENT);

  // A voice message in a group; the model is listening to it.
  await aisha.breaks('openai', { on: 'transcriptions', match: 'transcribe', ...NEVER });
  const voice = await speaking.sendsVoice(await encoded(spoken(SAID)), 2);
  const heard = await isOrdered(aisha, yulia!, await isPriced(yulia!, asking, voice));

  // The recording is large enough for storage to receive a first part.
  const recording = await encoded(spoken(SAID, 400), 'wav');
  const link = files().gives('/talk.wav', (_, response) =>
    files().timesAsked('/talk.wav') === 1
      ? void response.writeHead(200).write(recording.subarray(0, -1_000))
      : response.end(recording),
  );
  const linked = await zhenya!.sends(link);
  const fetched = asks.transcript(zhenya!, linked);

  // A voice whose sample does not exist yet.
  await aisha.breaks('openai', { on: 'speech', match: SAMPLE, ...NEVER });
  const listened = await listensTo(asks, fedya!, '👩 Мягкий');

  await eventually(async () => {
    expect(await aisha.stillToBreak('openai', BUDGET, 'transcribe', SAMPLE)).toEqual([]);
    expect(files().timesAsked('/talk.wav')).toBe(1);
  }, PATIENT);
  const back = Promise.all(['bot-gateway', 'transcriber'].map((app) => aisha.kills(app)));
  await asks.leasesRunOut([question, { kind: 'transcription', orderId: heard }]);
  await aisha.sql('UPDATE transcriber.voice_sample SET made_until = now() WHERE sound_path IS NULL'); // in production this takes a minute
  await back;

  await asks.endsWell(question);
  const told = (await yulia!.chat(question.after)).filter(({ text = '' }) => text.includes('Слова из записи'));
  expect(told).toHaveLength(1);
  for (const said of [LETTER, BUDGET]) expect(told[0]!.text).toContain(`«${said}»`);
  const parts = (await aisha.askedOpenAi('/responses')).filter(
    (text) => text.includes('Про договор') && text.includes('Text:'),
  );
  expect(parts.filter((text) => text.includes(LETTER))).toHaveLength(1);

  await speaking.sees(`${SAID}.`, PATIENT);
  expect(await aisha.settled(heard)).toMatchObject({ status: 'captured', amount: 5, captured: 5 });

  const asked = await fetched;
  expect(files().timesAsked('/talk.wav')).toBe(2);
  await asks.confirms(asked);
  await asks.endsWell(asked);

  await fedya!.seesA('voice', { ...PATIENT, after: listened });
  expect((await fedya!.chat(listened)).filter(({ voice }) => voice)).toHaveLength(1);
  expect(await aisha.violations()).toEqual([]);
};
