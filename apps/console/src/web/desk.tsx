import { Route } from 'react-router-dom';
import { CustomRoutes, memoryStore, Resource } from 'ra-core';
import { AdminContext, AdminUI } from 'ra-ui-materialui';
import { auditScreens } from '../audit/audit.screen';
import { broadcastRoute } from '../broadcasts/broadcast.screen';
import { broadcastsRoute } from '../broadcasts/broadcasts.screen';
import { lettersRoutes } from '../letters/letters.screen';
import { modelsRoute } from '../models/models.screen';
import { orderScreens } from '../orders/orders.screen';
import { paymentScreens } from '../payments/payments.screen';
import { peopleScreens } from '../people/people.screen';
import { promoRoute } from '../promo/promo.screen';
import { retentionRoute } from '../retention/retention.screen';
import { sellingRoute } from '../selling/selling.screen';
import { reportScreens } from '../reports/reports.screen';
import { queuesRoute } from '../queues/queues.screen';
import { SignInScreen } from '../sign-in/sign-in.screen';
import { ticketScreens } from '../support/support.screen';
import { TodayScreen } from '../today/today.screen';
import { authProvider, dataProvider, queryClient } from './api/api';
import { DeskLayout, NewestMessage } from './layout';
import { dark, light } from './theme';
import { i18nProvider } from './words/words';

const store = memoryStore();

/** The desk with its screens, each from a folder of its own. */
export const Desk = () => (
  <AdminContext
    authProvider={authProvider}
    dataProvider={dataProvider}
    queryClient={queryClient}
    i18nProvider={i18nProvider}
    store={store}
    theme={light}
    darkTheme={dark}
  >
    <AdminUI
      dashboard={TodayScreen}
      layout={DeskLayout}
      loginPage={SignInScreen}
      notification={NewestMessage}
      requireAuth
      disableTelemetry
      title=""
    >
      <Resource name="people" {...peopleScreens} />
      <Resource name="orders" {...orderScreens} />
      <Resource name="payments" {...paymentScreens} />
      <Resource name="tickets" {...ticketScreens} />
      <Resource name="reports" {...reportScreens} />
      <Resource name="audit" {...auditScreens} />
      <CustomRoutes>
        <Route path="/prices" element={sellingRoute} />
        <Route path="/promo" element={promoRoute} />
        <Route path="/broadcasts" element={broadcastsRoute} />
        <Route path="/broadcasts/:id" element={broadcastRoute} />
        <Route path="/models" element={modelsRoute} />
        <Route path="/letters" element={lettersRoutes} />
        <Route path="/retention" element={retentionRoute} />
        <Route path="/queues" element={queuesRoute} />
      </CustomRoutes>
    </AdminUI>
  </AdminContext>
);
