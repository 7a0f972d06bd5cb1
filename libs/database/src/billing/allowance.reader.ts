import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { ALLOWANCES, type AllowanceName } from '@aisha/domain';
import { Database } from '../connection/database';
import { Allowance } from '../entities/billing/allowance.entity';

/** The allowances whose first value is in the configuration. */
type ConfiguredAllowance = {
  [Name in AllowanceName]: (typeof ALLOWANCES)[Name]['first'] extends null ? Name : never;
}[AllowanceName];

/** What people get for nothing and the limits of it, at a moment. */
@Injectable()
export class AllowanceReader {
  constructor(private readonly database: Database) {}

  /**
   * The value at a moment. Before the first row of the allowance it is `configured`, or, for an allowance that no configuration has, the
   * value in `ALLOWANCES`.
   */
  async at(name: ConfiguredAllowance, at: Date, configured: number): Promise<number>;
  async at(name: Exclude<AllowanceName, ConfiguredAllowance>, at: Date): Promise<number>;
  async at(name: AllowanceName, at: Date, configured = 0): Promise<number> {
    const row = await this.database.read.findOne(Allowance, {
      where: { name, validFrom: LessThanOrEqual(at) },
      order: { validFrom: 'DESC' },
    });
    return row?.amount ?? ALLOWANCES[name].first ?? configured;
  }

  /** The row in force at a moment for each name, and then all later rows by date. */
  async rows(at: Date): Promise<Allowance[]> {
    const held = await this.database.read
      .createQueryBuilder(Allowance, 'allowance')
      .distinctOn(['allowance.name'])
      .where('allowance.valid_from <= :at', { at })
      .orderBy('allowance.name')
      .addOrderBy('allowance.valid_from', 'DESC')
      .getMany();
    const later = await this.database.read.find(Allowance, {
      where: { validFrom: MoreThan(at) },
      order: { validFrom: 'ASC', name: 'ASC' },
    });
    return [...held, ...later];
  }
}
