import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Transcript } from './transcript.entity';

/** Which of a person's transcripts. */
export interface TranscriptPage {
  /** The last transcript of the page before. */
  readonly before?: OrderId;
  readonly limit: number;
  /** Words of the text or the title; what a web search takes: `"a phrase"`, `-without`. */
  readonly words?: string;
  /** What the person has deleted and the transcriber has still to. */
  readonly without?: readonly OrderId[];
}

/** As the index transcript_words has it. */
const WORDS = `array_to_tsvector(ARRAY[transcript.user_id::text]) ||
  to_tsvector('russian', coalesce(transcript.title, '') || ' ' || transcript.content)`;
const ASKED = `websearch_to_tsquery('russian', :words)`;

/** Transcripts as the person they belong to may see them. */
export class TranscriptReader {
  constructor(private readonly database: Database) {}

  find(userId: UserId, orderId: OrderId): Promise<Transcript | null> {
    return this.database.read.findOneBy(Transcript, { orderId, userId });
  }

  /** Newest first. */
  page(userId: UserId, { before, limit, words, without = [] }: TranscriptPage): Promise<Transcript[]> {
    const query = this.database.read
      .createQueryBuilder(Transcript, 'transcript')
      .where('transcript.user_id = :userId', { userId })
      .orderBy('transcript.orderId', 'DESC')
      .limit(limit);
    if (before) query.andWhere('transcript.order_id < :before', { before });
    if (without.length > 0) query.andWhere('transcript.order_id <> ALL(:without::uuid[])', { without });
    if (words !== undefined) {
      // Words without a meaning of their own, «и», “the”, find nothing rather than everything.
      query.andWhere(`${WORDS} @@ (quote_literal(:owner::text)::tsquery && ${ASKED}) AND numnode(${ASKED}) > 0`, {
        owner: userId,
        words,
      });
    }
    return query.getMany();
  }
}
