export { ForgetUnowned, keyForm, type OwnedFiles } from './forget-unowned';
export * from './object-keys';
export { ObjectStore, type ListedObject, type StoredFacts } from './object-store';
export { S3ObjectStore } from './s3-object-store';
export { StorageConfig, WithLinks, WithStorage, WithUnownedFiles } from './storage.config';
export * from './storage-watch';
export { STORAGE_RIGHTS, storagePolicy, STORING_APPS, type StorageRights, type StoringApp } from './storage-rights';
export * from './storage.module';
export { zipOf, type ZipEntry } from './zip';
