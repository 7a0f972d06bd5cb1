export { type AnthropicOptions, type FakeAnthropic, startAnthropic } from './server';
