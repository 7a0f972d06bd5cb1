export * from './catalogue';
export * from './model';
