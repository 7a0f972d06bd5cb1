export { type FakeCompatible, startCompatible } from './compatible';
export { OPENAI_FAULTS } from './faults';
export { MODERATION_CATEGORIES, type ModerationCategory } from './moderations';
export { type RecordedRequest } from './recorder';
export { type FakeOpenAi, startOpenAi } from './server';
