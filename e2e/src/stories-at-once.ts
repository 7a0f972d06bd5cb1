import { beforeAll, it } from '@jest/globals';

const STORY_TAKES_AT_MOST_MS = 1_200_000;

/**
 * Runs at most `atOnce` stories of different people at the same time, each as a test of its own. Stories mostly wait, for the bot's own
 * pace and for providers, so several of them together take little longer than one.
 */
export const storiesAtOnce = (atOnce: number): ((title: string, story: () => Promise<void>) => void) => {
  const waiting: (() => Promise<void>)[] = [];
  beforeAll(() => {
    for (let teller = 0; teller < atOnce; teller += 1) {
      void (async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await next();
      })();
    }
  });
  return (title, story) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => undefined); // the story's own test awaits the promise and reports the error
    waiting.push(() => Promise.resolve().then(story).then(resolve, reject));
    it(title, () => promise, STORY_TAKES_AT_MOST_MS);
  };
};
