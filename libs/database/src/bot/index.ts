export * from './person.entity';
export * from './telegram-update.entity';
export * from './conversation.entity';
export * from './draft.entity';
export * from './card.entity';
export * from './delivery.entity';
export * from './draft.reader';
export * from './person.reader';
