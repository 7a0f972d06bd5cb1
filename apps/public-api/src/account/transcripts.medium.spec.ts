import { describe, expect, it } from '@jest/globals';
import { onApi } from '../../spec/api-harness';

describe('the transcripts of a key’s owner', () => {
  it('the transcripts of a key’s owner come page by page, newest first, with the length of their text and without its words', async () => {
    const { ask, person, postgres } = await onApi();
    const { userId, key } = await person();
    const older = await postgres.fixtures.transcript({ userId, title: 'Планёрка', content: 'слово '.repeat(100) });
    const newer = await postgres.fixtures.transcript({ userId, title: null, content: 'Привет' });
    await postgres.fixtures.transcript({ content: 'another person’s' });

    const first = await ask('/v1/transcripts?limit=1', { key });
    const second = await ask(`/v1/transcripts?limit=1&before=${first.body.next}`, { key });

    expect(first.body).toEqual({
      transcripts: [
        { id: newer.orderId, title: null, characters: 6, language: newer.language, createdAt: expect.any(String) },
      ],
      next: newer.orderId,
    });
    expect(second.body).toMatchObject({
      transcripts: [{ id: older.orderId, title: 'Планёрка', characters: 600 }],
      next: null,
    });
  });
});
