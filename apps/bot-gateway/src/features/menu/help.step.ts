import { cheapest } from '../../orders/price-list';
import { openReport } from '../report/report.callbacks';
import { openStorey } from './menu.callbacks';
import { loading } from './menu.draft';

const { step } = loading((readers, _, { now }) => cheapest(readers, now));

/** What the bot can do, what it costs and how long it takes. */
export const helpStep = step({
  screen: (_, t, prices) => ({
    text: t.help(prices),
    buttons: [[openReport.button(t.report, {})], [openStorey.button(t.back, { storey: 'settings' })]],
  }),
  actions: [],
});
