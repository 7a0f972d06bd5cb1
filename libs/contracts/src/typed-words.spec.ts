import { expect, it } from '@jest/globals';
import { ideaIn } from '@aisha/domain';
import { asChange, questionIn, vocabularyIn } from '@aisha/kinds';
import { newestOf, samplesOf } from '../spec/samples';
import { imageGeneratorInbox } from './image-generator';
import type { Inbox } from './inbox';
import { parsePayload } from './parse-payload';
import { transcriberInbox } from './transcriber';

const read = (inbox: Inbox, job: string, words: object): object => {
  const sample = newestOf(samplesOf(inbox)).find((one) => one.job === job)!;
  return parsePayload<object>(inbox.jobs[job]!, { ...sample.payload, ...words });
};

// A sender counts the units of a text, of which an emoji has two or more, and class-validator counts the emoji.
it.each([
  ['an idea', imageGeneratorInbox, 'start-generation', { prompt: ideaIn('🐱🐶') }],
  ['an idea with friends', imageGeneratorInbox, 'start-together', { prompt: ideaIn('❤️❤️') }],
  ['a change', imageGeneratorInbox, 'start-edit', { change: asChange('🎅🎄') }],
  ['a question', transcriberInbox, 'start-question', { question: questionIn('я🐶') }],
  ['a person’s own words', transcriberInbox, 'start-transcription', { vocabulary: vocabularyIn('𝐀') }],
])('the worker reads %s that the bot takes, however few characters it has', (_, inbox, job, words) => {
  expect(Object.values(words)).not.toContain(undefined);
  expect(read(inbox as Inbox, job, words)).toMatchObject(words);
});
