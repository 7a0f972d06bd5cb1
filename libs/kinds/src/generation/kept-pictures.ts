import type { SelectQueryBuilder } from 'typeorm';
import type { UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { Picture } from './picture.entity';

/** A person's pictures whose files are there, as `picture`: a row stays when its file is deleted. */
export const keptPictures = ({ read }: Rows, userId: UserId): SelectQueryBuilder<Picture> =>
  read
    .createQueryBuilder(Picture, 'picture')
    .where('picture.user_id = :userId AND picture.file_path IS NOT NULL', { userId });
