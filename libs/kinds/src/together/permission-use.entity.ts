import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId, PermissionId } from '@aisha/domain';

/** Which order uses a permission for one picture. */
@Entity({ schema: 'generator', name: 'permission_use' })
export class PermissionUse {
  @PrimaryColumn({ type: 'uuid', name: 'permission_id' }) permissionId!: PermissionId;
  @Column({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'timestamptz', name: 'used_at', default: () => 'now()' }) usedAt!: Date;
}
