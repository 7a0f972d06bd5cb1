import { eventually } from '@aisha/testing/fixtures';
import { orderTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { attackBy, settles } from '../door.mts';
import { PATIENT } from '../target.mts';
import { asksForDocument } from '../walks.mts';

const SENTENCE = 'The committee spoke about the river, the bridge and the winter. ';
/** A text that the product splits into ten parts. */
const TEXT = SENTENCE.repeat(Math.floor(120_000 / SENTENCE.length));
const PARTS_DONE = 6;

export const attack = attackBy({
  about: 'A person has a long text translated and cancels when most of its parts are done, again and again.',
  times: 3,
  leaves: 0.006,
  faults: ({ openAiUrl }) => [[openAiUrl, { on: 'responses', kind: 'slow', delayMs: 2_500, times: 1_000 }]],
  once: (target, customer, nth) =>
    settles(target, customer, async () => {
      const { person, userId } = customer;
      const after = await asksForDocument(person, `${TEXT}${nth}`, '🌐 Translation');
      await eventually(async () => {
        const [parts] = await target.admin.query<{ done: number }>(
          `SELECT count(document_part.points)::int AS done FROM transcriber.document_part JOIN transcriber.document USING (order_id)
           WHERE user_id = $1 AND finished_at IS NULL`,
          [userId],
        );
        return parts!.done >= PARTS_DONE;
      }, PATIENT);
      await person.presses(saying(orderTexts.en.cancel), { ...PATIENT, after });
    }),
});
