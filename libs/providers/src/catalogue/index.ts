export * from './catalogue';
export * from './catalogue.config';
export * from './catalogue.module';
export * from './item-costs';
export * from './model';
export * from './price-below-cost';
export * from './selling-change';
export * from './selling-plan';
export { modelEnds } from './model-ends';
