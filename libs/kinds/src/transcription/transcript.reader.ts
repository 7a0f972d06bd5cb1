import { In } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import { hasOwnWords } from '../order/own-words';
import type { Rows } from '../order/rows';
import { Recording } from './recording.entity';
import { Transcript } from './transcript.entity';

/** Selects a person's transcripts. */
export interface TranscriptPage {
  /** The last transcript of the previous page. */
  readonly before?: OrderId;
  readonly limit: number;
  /** Words of the text or the title, in the syntax of a web search: `"a phrase"`, `-without`. */
  readonly words?: string;
  /** Transcripts that the person has deleted and the transcriber has not removed yet. */
  readonly without?: readonly OrderId[];
}

/** The names of speakers are looked for in this many of a person's newest transcripts. */
const NAMED_LATELY = 50;

/** The columns that name a transcript in lists. */
export type NamedTranscript = Pick<Transcript, 'orderId' | 'title' | 'createdAt'>;

/** A transcript as a list shows it. */
export type ListedTranscript = NamedTranscript &
  Pick<Transcript, 'language'> & {
    /** The first `BEGINNING` characters of the text. */
    readonly beginning: string;
    /** How many characters the text has. */
    readonly characters: number;
  };

/** How many characters of a text a list gets: more than a button shows. */
const BEGINNING = 200;

/** A transcript, and what is known of its recording. */
export type TranscriptOfRecording = Transcript & {
  /** The length in seconds; it was measured before the order. */
  readonly duration: number;
  /** Whether a part of what is said is missing, because it failed or the order was stopped. A part without speech is not missing. */
  readonly isIncomplete: boolean;
};

/** The words of a transcript, exactly as the index transcript_words has them: with another expression Postgres does not use the index. */
const WORDS = `array_to_tsvector(ARRAY[transcript.user_id::text]) ||
  to_tsvector('russian', coalesce(transcript.title, '') || ' ' || transcript.content)`;
/** SQL that matches any of the words of a text; it finds nothing when no word has a meaning of its own. */
const ANY = `(SELECT string_agg(quote_literal(lexeme), ' | ') FROM unnest(to_tsvector('russian', :words)))::tsquery`;
/** How many of the newest matching transcripts are compared by likeness: each is read whole for that. */
const MOST_COMPARED = 200;

/** Transcripts as the person they belong to may see them. */
export class TranscriptReader {
  constructor(private readonly database: Rows) {}

  async find(userId: UserId, orderId: OrderId): Promise<TranscriptOfRecording | null> {
    const transcript = await this.database.read.findOneBy(Transcript, { orderId, userId });
    if (!transcript) return null;
    const select = { duration: true, units: true, delivered: true, errorCode: true } as const;
    const of = { select, where: { orderId } };
    const { duration, units, delivered, errorCode } = await this.database.read.findOneOrFail(Recording, of);
    return { ...transcript, duration: duration!, isIncomplete: delivered < units && errorCode !== null };
  }

  /**
   * Finds transcripts with any of these words, in any form, in text or title, the most alike first. Only the `MOST_COMPARED` newest are
   * compared. A longer text does not rank higher because of its length.
   */
  alike(userId: UserId, words: string, limit: number): Promise<Transcript[]> {
    return this.database.read
      .createQueryBuilder(Transcript, 'transcript')
      .where(
        `transcript.order_id IN (
           SELECT order_id FROM (
             SELECT transcript.order_id FROM transcriber.transcript AS transcript
             WHERE transcript.user_id = :userId AND ${WORDS} @@ (quote_literal(:owner::text)::tsquery && ${ANY})
             OFFSET 0) AS matching -- by the index, before they are put in order
           ORDER BY order_id DESC LIMIT ${MOST_COMPARED})`,
        { userId, owner: userId, words },
      )
      .orderBy(`ts_rank(${WORDS}, ${ANY}, 1)`, 'DESC')
      .addOrderBy('transcript.orderId', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** The titles of these transcripts, without those that the person no longer has. */
  async named(userId: UserId, orderIds: readonly OrderId[]): Promise<NamedTranscript[]> {
    return this.database.read.find(Transcript, {
      select: { orderId: true, title: true, createdAt: true },
      where: { userId, orderId: In([...orderIds]) },
    });
  }

  /** The names that a person has given to speakers, each once, those of the newest transcripts first. */
  async speakerNames(userId: UserId, limit: number): Promise<string[]> {
    const rows = await this.database.read.query<{ name: string }[]>(
      `SELECT name FROM (
         SELECT order_id, speakers FROM transcriber.transcript WHERE user_id = $1 ORDER BY order_id DESC LIMIT ${NAMED_LATELY}
       ) AS lately, jsonb_each_text(speakers) AS given (label, name)
       GROUP BY name ORDER BY max(order_id::text) DESC, name LIMIT $2`,
      [userId, limit],
    );
    return rows.map(({ name }) => name);
  }

  /** A page of transcripts, newest first. Whole ones, of which some have millions of characters, are not read for a list. */
  async page(userId: UserId, { before, limit, words, without = [] }: TranscriptPage): Promise<ListedTranscript[]> {
    const query = this.database.read
      .createQueryBuilder(Transcript, 'transcript')
      .select('transcript.orderId', 'orderId')
      .addSelect('transcript.title', 'title')
      .addSelect(`left(transcript.content, ${BEGINNING})`, 'beginning')
      .addSelect('length(transcript.content)', 'characters')
      .addSelect('transcript.language', 'language')
      .addSelect('transcript.createdAt', 'createdAt')
      .where('transcript.user_id = :userId', { userId })
      .orderBy('transcript.orderId', 'DESC')
      .limit(limit);
    if (before) query.andWhere('transcript.order_id < :before', { before });
    if (without.length > 0) query.andWhere('transcript.order_id <> ALL(:without::uuid[])', { without });
    if (words !== undefined) query.andWhere(hasOwnWords(WORDS), { owner: userId, words });
    return query.getRawMany();
  }
}
