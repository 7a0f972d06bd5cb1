export { OPENAI_FAULTS, type OpenAiFaultParameters, type OpenAiFaults } from './faults';
export { type RecordedRequest } from './recorder';
export { type OpenAiOptions, type FakeOpenAi, startOpenAi } from './server';
