export * from './avatar.entity';
export * from './avatar-photo.entity';
export * from './face-report.entity';
export * from './face-report.reader';
export * from './selfie.entity';
export * from './waiting-photo.entity';
export * from './avatar.reader';
