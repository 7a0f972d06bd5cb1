import type { Language, OrderId, UserId } from '@aisha/domain';
import { type Answer, type Quotation, timeInRecording } from '@aisha/kinds';
import { type AskedQuestion, QuestionReader } from '@aisha/kinds/tables';
import { PersonReader } from '@aisha/database/bot';
import { beginningOf, calendarOf, dayText, html, joined, type Html, type Readers } from '../engine/conversation';
import { messageWith, type Content } from '../engine/deliveries/content';
import { ChangedTranscripts } from '../readers';
import { answerTexts } from '@aisha/words';

/** The most characters of each part, so that the longest answer fits into one message of 4096. */
const QUESTION = 200;
const POINT = 300;
const QUOTE = 150;
const PLACES = 300;
const MOST_QUOTES = 6;

/** The message with a question and its answer; null when there is no answer, or when it was deleted. */
export async function answerMessage(
  readers: Readers,
  { userId, language }: { readonly userId: UserId; readonly language: Language },
  orderId: OrderId,
): Promise<Content | null> {
  const asked = await readers.of(QuestionReader).find(userId, orderId);
  if (!asked?.answer) return null;
  const { points, lookedAt } = asked.answer;
  const ids = [...lookedAt, ...points.flatMap(({ quotes }) => quotes.map(({ transcriptId }) => transcriptId))];
  const [named, person] = await Promise.all([
    readers.of(ChangedTranscripts).named(userId, ids),
    readers.of(PersonReader).findById(userId),
  ]);
  const calendar = calendarOf(language, person?.timeZone);
  const t = answerTexts[language];
  const nameOf = (id: OrderId): string => {
    const found = named.find((one) => one.orderId === id);
    return found ? (found.title ?? t.untitled({ date: dayText(found.createdAt, calendar) })) : t.deleted;
  };
  return messageWith(answerText({ ...asked, answer: asked.answer }, nameOf, language));
}

/** The text of the answer, with the quoted words and their times below, and the recordings that were searched. */
function answerText(
  { transcriptId, answer }: Pick<AskedQuestion, 'transcriptId'> & { readonly answer: Answer },
  nameOf: (transcriptId: OrderId) => string,
  language: Language,
): Html {
  const t = answerTexts[language];
  const { question, points, lookedAt } = answer;
  // The order in which quotes are added while there is room: one quote of each point, and only then the further quotes.
  const inTurn = [...points.map((point) => point.quotes.slice(0, 1)), ...points.map((point) => point.quotes.slice(1))];
  const quotes = distinct(inTurn.flat()).slice(0, MOST_QUOTES);
  const numbers = (of: readonly Quotation[]): number[] =>
    quotes.flatMap((quote, index) => (of.some((one) => keyOf(one) === keyOf(quote)) ? [index + 1] : []));
  const lines = points.map(({ text, quotes: own, isSupported }) => {
    const rests = numbers(own);
    return html`${points.length > 1 && '• '}${beginningOf(text, POINT)}${rests.length > 0 && ` [${rests.join(', ')}]`}${!isSupported && ` ${t.unsupported}`}`;
  });
  const cited = quotes.map(({ transcriptId: of, words, speaker, at }, index) => {
    const where = [
      transcriptId === null && html`<i>${nameOf(of)}</i>`,
      at !== null && timeInRecording(at),
      speaker !== null && speaker,
    ].filter((one) => one !== false);
    return html`[${index + 1}] ${where.length > 0 && html`${joined(where, ', ')}: `}${t.quoted({ words: beginningOf(words, QUOTE) })}`;
  });
  return joined(
    [
      html`❓ <b>${beginningOf(question, QUESTION)}</b>`,
      joined(lines, '\n'),
      joined([html`<b>${t.quotes}</b>`, ...cited]),
      transcriptId === null &&
        t.lookedAt({ recordings: lookedAt.length, names: beginningOf(lookedAt.map(nameOf).join(', '), PLACES) }),
    ],
    '\n\n',
  );
}

const keyOf = ({ transcriptId, words, at }: Quotation): string => `${transcriptId} ${at} ${words}`;
const distinct = (quotes: readonly Quotation[]): Quotation[] => [
  ...new Map(quotes.map((quote) => [keyOf(quote), quote])).values(),
];
