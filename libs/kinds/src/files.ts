export * from './lists/files';
export * from './order/kind-file';
export * from './all-kinds/kind-files';
export * from './order/stored-object';
