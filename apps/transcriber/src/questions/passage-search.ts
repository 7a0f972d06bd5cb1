import { Injectable, Optional } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { Language, UserId } from '@aisha/domain';
import { TranscriptReader } from '@aisha/kinds/tables';
import { SourceText } from '../documents/source-text';
import type { Passage } from './question.store';

/** Two minutes of talk: a question and what was said to it stand together. */
const PASSAGE_CHARACTERS = 2_000;
/** With this many a question to all transcripts reads 20 000 characters: one part of text, which is its price. */
const MOST_PASSAGES = 10;
/** Transcripts whose passages are compared. */
const MOST_TRANSCRIPTS = 10;

/** Finds what of a person's transcripts is most like a question, by its words in any form (decision 91). */
@Injectable()
export class PassageSearch {
  constructor(
    private readonly database: Database,
    @Optional() private readonly passageCharacters = PASSAGE_CHARACTERS,
  ) {}

  /**
   * The passages of one transcript follow one another; the transcript that is most alike comes first. Unnamed speakers have their names in this
   * language.
   */
  async passages(userId: UserId, question: string, language: Language): Promise<Passage[]> {
    const words = (question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
    const alike = await new TranscriptReader(this.database).alike(userId, words, MOST_TRANSCRIPTS);
    const all = alike.flatMap((transcript) => {
      const searched = SourceText.of(transcript, null);
      const parts = SourceText.of(transcript, language).parts(this.passageCharacters);
      return parts.map((part) => ({
        passage: { transcriptId: transcript.orderId, ...part },
        // A title says what all of a recording is about.
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
