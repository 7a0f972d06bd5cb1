import { Injectable, Optional } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { Language, UserId } from '@aisha/domain';
import { MOST_PASSAGES } from '@aisha/kinds';
import { TranscriptReader } from '@aisha/kinds/tables';
import { SourceText } from '../documents/source-text';
import type { Passage } from './question.store';

/**
 * The length of a passage in characters. It holds two minutes of talk, so that a question asked in the talk and the reply to it are in the
 * same passage.
 */
const PASSAGE_CHARACTERS = 2_000;
/** How many transcripts are cut into passages for a question: the transcripts that are most similar to the question. */
const MOST_TRANSCRIPTS = 10;

/**
 * Finds the passages of a person's transcripts that are most similar to a question. Words are compared in all their forms (decision 91).
 */
@Injectable()
export class PassageSearch {
  constructor(
    private readonly database: Database,
    @Optional() private readonly passageCharacters = PASSAGE_CHARACTERS,
  ) {}

  /**
   * Finds the passages. Those of one transcript follow one another, and the most similar transcript comes first. In the passages, speakers
   * without a name get one in this language; the search itself leaves these names out.
   */
  async passages(userId: UserId, question: string, language: Language): Promise<Passage[]> {
    const words = (question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
    const alike = await new TranscriptReader(this.database).alike(userId, words, MOST_TRANSCRIPTS);
    const all = alike.flatMap((transcript) => {
      const searched = SourceText.of(transcript, null);
      const parts = SourceText.of(transcript, language).parts(this.passageCharacters);
      return parts.map((part) => ({
        passage: { transcriptId: transcript.orderId, ...part },
        // The title is searched with every passage, because it says what the whole recording is about.
        text: `${transcript.title ?? ''} ${searched.partOf(part)}`,
      }));
    });
    const best = await this.best(
      all.map(({ text }) => text),
      words,
    );
    return all.flatMap(({ passage }, index) => (best.has(index) ? [passage] : []));
  }

  private async best(texts: readonly string[], words: string): Promise<ReadonlySet<number>> {
    const ranked = await this.database.read.query<{ index: number }[]>(
      `WITH asked AS MATERIALIZED (
         SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS words FROM unnest(to_tsvector('russian', $2)))
       SELECT (ord - 1)::integer AS index
       FROM unnest($1::text[]) WITH ORDINALITY AS passage (text, ord), asked
       WHERE to_tsvector('russian', passage.text) @@ asked.words
       ORDER BY ts_rank(to_tsvector('russian', passage.text), asked.words) DESC, ord
       LIMIT $3`,
      [texts, words, MOST_PASSAGES],
    );
    return new Set(ranked.map(({ index }) => index));
  }
}
