export { type FakeAnthropic, startAnthropic } from './server';
