export * from './lists/files';
export * from './order/kind-file';
export * from './order/kind-files';
export * from './order/stored-object';
