export * from '@aisha/kinds/files';
export { FORGET_FILES_EVERY_MS, ForgetAgedFiles } from './forget-aged-files';
export { ForgetUnowned, forgetUnowned } from './forget-unowned';
export * from './object-keys';
export { isMissing, ObjectStore, type ListedObject } from './object-store';
export { S3ObjectStore } from './s3-object-store';
export { ClassRefused, StorageClassRule, type StorageClass } from './storage-class';
export { StorageConfig, WithLinks, WithStorage, WithStorageQuota, WithUnownedFiles } from './storage.config';
export * from './storage-watch';
export {
  isForGateway,
  dropsUploads,
  prefixesOfPeople,
  STORAGE_RIGHTS,
  storagePolicy,
  STORING_APPS,
  type StorageRights,
  type StoringApp,
} from './storage-rights';
export * from './storage.module';
export { zipOf, type ZipEntry } from './zip';
