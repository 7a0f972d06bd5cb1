import { describe, expect } from '@jest/globals';
import { encoded, spoken, VOICES, WORDS } from '@aisha/fakes/spoken-words';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { avatarsTexts, faceOwnerTexts, generateTexts, newAvatarTexts, orderTexts, transcribeTexts } from '@aisha/words';
import { PATIENT } from './patience';
import type { Product } from './product';
import { storiesAtOnce } from './stories-at-once';
import { picturesOf, tenSelfies, walksIn } from './walks';

const { agrees, namesAvatar, sendsPhotos, starts } = walksIn('en');

/** Stories of people who speak English and meet no other people of the product. */
export const storiesInEnglish = (product: () => Product): void =>
  describe('people who speak English', () => {
    const story = storiesAtOnce(2);

    story(
      'an avatar is drawn from three photos together until one photo proves more like the person, although the generator is killed',
      async () => {
        const rachel = await product().join('Rachel', { language: 'en' });
        await starts(rachel);
        const named = await namesAvatar(rachel, 'Rachel');
        await sendsPhotos(rachel, (await tenSelfies()).slice(0, 3), named);
        await rachel.sees('3 of 20', { ...PATIENT, after: named });
        await rachel.presses(newAvatarTexts.en.tryNow, { ...PATIENT, after: named });
        await rachel.sees(/I draw from 3 of your photos together/, { ...PATIENT, after: named });

        const first = 'a portrait in a park'; // a portrait, because a stranger is drawn out of focus, and a small face may not be found
        const after = await rachel.sends(first);
        await rachel.sees(/Avatar: Rachel ⚡ from 3 photos[^]*2 pictures/, { ...PATIENT, after });
        const orderId = await product().orderBeingConfirmed(rachel);
        await product().breaks('fal', { on: 'job', kind: 'stranger', match: orderId });
        await rachel.presses(saying(generateTexts.en.draw, { count: 2, price: 600n }), { ...PATIENT, after });
        await rachel.presses(faceOwnerTexts.en.own, { ...PATIENT, after });
        await eventually(async () => expect(await product().jobsFor(orderId)).toHaveLength(1), PATIENT);
        await product().kills('image-generator');
        await rachel.sees(saying(generateTexts.en.done), { ...PATIENT, after });
        await rachel.sees(inTurn(saying(generateTexts.en.done), /👤/), { ...PATIENT, after }); // the pictures are measured
        expect(await picturesOf(rachel, first)).toHaveLength(2);
        expect(await product().jobsFor(orderId)).toMatchObject([
          { endpoint: 'google/nano-banana-2.1/edit', billed: true },
        ]);

        // FAL drew strangers from the three photos. The picture from one photo, which Rachel chooses to try, is more like her, so one photo
        // is offered from then on.
        const tried = await rachel.sends('a portrait at the window');
        await rachel.pressesBehind(generateTexts.en.pathLabel({ path: 'photo', references: 3, likeness: null }), {
          ...PATIENT,
          after: tried,
        });
        await rachel.presses(saying(generateTexts.en.draw, { count: 1, price: 300n }), { ...PATIENT, after: tried });
        await rachel.sees(inTurn(saying(generateTexts.en.done), /👤/), { ...PATIENT, after: tried });
        const last = await rachel.sends('in a café');
        await rachel.sees(/Avatar: Rachel ⚡ from one photo · \d+ of 10 alike[^]*1 picture/, {
          ...PATIENT,
          after: last,
        });

        const card = await rachel.sends('/avatars');
        await rachel.presses(/Rachel/, { ...PATIENT, after: card });
        await rachel.sees(avatarsTexts.en.resume, { ...PATIENT, after: card });
      },
    );

    story(
      'a talk of two people says who spoke, although FAL answers nobody for a while and the transcriber is killed',
      async () => {
        const talk = [0, 1, 2, 3, 4].flatMap((turn) => [
          { voice: VOICES.bass, says: WORDS.slice(turn * 9, turn * 9 + 8).join(' ') },
          { voice: VOICES.soprano, says: WORDS.slice(40 - turn * 8, 48 - turn * 8).join(' ') },
        ]);
        const sam = await product().join('Sam', { language: 'en' });
        await starts(sam);
        const after = await sam.sendsAudio(await encoded(spoken(...talk), 'mp3'), 'talk.mp3', 34);
        await agrees(sam, after);
        await sam.sees(/Recording \d[^]*Price/, { ...PATIENT, after });
        const orderId = await product().orderBeingConfirmed(sam);
        const submitted = 'SELECT FROM transcriber.piece WHERE order_id = $1 AND request_id IS NOT NULL';
        await product().breaks('fal', { on: 'status', kind: '503', match: 'xai', times: 2 });
        await sam.presses(transcribeTexts.en.start, { ...PATIENT, after });
        await eventually(async () => expect(await product().sql(submitted, [orderId])).toHaveLength(1), PATIENT);
        await product().kills('transcriber');

        const written = await sam.sees(saying(orderTexts.en.receipt, { isWhole: false }), { ...PATIENT, after });
        expect(await product().settled(orderId)).toMatchObject({ status: 'captured' });
        const begun = { ...PATIENT, after: await sam.sends('/transcribe') };
        await sam.presses(transcribeTexts.en.entryTranscripts, begun);
        await sam.presses(/Утро море/, begun);
        await sam.pressesBehind(transcribeTexts.en.speakers, begun);
        await sam.presses(saying(transcribeTexts.en.voice, { label: 'B' }), begun);
        await sam.sends('Mary');
        await sam.sees(/Mary: “/, begun);
        await sam.pressesIn(written, transcribeTexts.en.asFile);
        await sam.presses('🎬 SRT', begun);
        const subtitles = await sam.seesMessage(({ document }) => document?.name?.endsWith('.srt') ?? false, {
          ...begun,
          wanted: 'the subtitles',
        });
        expect(String((await sam.downloads(subtitles))[0])).toMatch(/Voice A: Утро море[^]*Mary: [^]*Voice A: /);
      },
    );
  });
