import { transcribeTexts } from '@aisha/words';
import { encoded, HERTZ } from '@aisha/fakes/spoken-words';
import { attackBy, settles } from '../door.mts';
import { PATIENT } from '../target.mts';

const MINUTES = 10;
const BEEP_EVERY_S = 118.5;
const BEEP_S = 0.56;
const LOUDNESS = 9_000;
const HERTZ_OF_BEEP = 440;

/** Silence with a beep every two minutes: the least speech that still makes this many pieces of a recording. */
const beeps = (): Promise<Buffer> => {
  const samples = new Int16Array(MINUTES * 60 * HERTZ);
  for (let begin = 1; begin < MINUTES * 60 - 1; begin += BEEP_EVERY_S) {
    for (let nth = 0; nth < BEEP_S * HERTZ; nth += 1) {
      samples[Math.floor(begin * HERTZ) + nth] = LOUDNESS * Math.sin((2 * Math.PI * HERTZ_OF_BEEP * nth) / HERTZ);
    }
  }
  return encoded(samples);
};
let recorded: Promise<Buffer> | undefined;

export const attack = attackBy({
  about: `A person without credits has ${MINUTES} minutes of silence with a beep each two minutes written down.`,
  times: 3,
  leaves: 0.001,
  async once(target, { person, userId }, nth) {
    if (nth === 0) await target.admin.query(`UPDATE billing.account SET available = 0 WHERE user_id = $1`, [userId]);
    await settles(target, { person, userId }, async () => {
      // The bytes differ each time, because the product does not pay to hear the same recording again.
      const sound = Buffer.concat([await (recorded ??= beeps()), Buffer.from(`${nth}`)]);
      const after = await person.sendsVoice(sound, MINUTES * 60);
      await person.presses(transcribeTexts.en.start, { ...PATIENT, after });
    });
  },
});
