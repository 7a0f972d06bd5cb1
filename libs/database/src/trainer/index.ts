export * from '../entities/trainer/avatar.entity';
export * from '../entities/trainer/avatar-photo.entity';
export * from '../entities/trainer/face-report.entity';
export * from './face-report.reader';
export * from '../entities/trainer/selfie.entity';
export * from '../entities/trainer/waiting-photo.entity';
export * from './avatar.reader';
