// Not exported by `@aisha/platform`: most apps open no stranger's file and need not load the code that starts
// processes.
export { NoAnswer, type ChildLimits } from './confined-child';
export * from './confined-children';
export * from './confined-program';
export { killGroup } from './process-group';
export { countProcess, showProgram } from './process.metrics';
