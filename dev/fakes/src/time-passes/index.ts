export { registerTimePasses } from './time-passes.routes';
