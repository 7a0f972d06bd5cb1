export * from './at-fal';
export { FalModel, type FalShape } from './model';
