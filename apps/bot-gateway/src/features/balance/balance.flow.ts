import type { OrderKindViews } from '../../orders/order-kind';
import { flow } from './balance.draft';
import { historyStep } from './history.step';
import { overviewStep } from './overview.step';
import { receiptStep } from './receipt.step';
import { zoneStep } from './zone.step';

export const balanceFlow = (views: OrderKindViews) =>
  flow({
    name: 'balance',
    version: 1,
    first: 'overview',
    begin: () => ({ before: null }),
    steps: { overview: overviewStep, history: historyStep(views), receipt: receiptStep(views), zone: zoneStep },
  });
