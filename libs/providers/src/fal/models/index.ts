export * from './at-fal';
export { FalModel } from './model';
