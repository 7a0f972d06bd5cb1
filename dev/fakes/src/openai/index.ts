export { type CompatibleOptions, type FakeCompatible, startCompatible } from './compatible';
export { OPENAI_FAULTS, type OpenAiFaultParameters, type OpenAiFaults } from './faults';
export { MODERATION_CATEGORIES, type ModerationCategory } from './moderations';
export { type RecordedRequest } from './recorder';
export { type OpenAiOptions, type FakeOpenAi, startOpenAi } from './server';
