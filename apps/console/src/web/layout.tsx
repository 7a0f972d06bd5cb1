import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetIdentity, useLogout, useNotificationContext, useTranslate, type CoreLayoutProps } from 'ra-core';
import { AppBar, Layout, Menu, Notification, TitlePortal, UserMenu } from 'ra-ui-materialui';
import { LanguageButton } from './parts/language-button';

/** Every screen except Today (`/`), in the order of the menu, with its address. */
const SCREENS = [
  ['people', '/people'],
  ['orders', '/orders'],
  ['payments', '/payments'],
  ['tickets', '/tickets'],
  ['reports', '/reports'],
  ['prices', '/prices'],
  ['promo', '/promo'],
  ['broadcasts', '/broadcasts'],
  ['models', '/models'],
  ['letters', '/letters'],
  ['queues', '/queues'],
  ['retention', '/retention'],
  ['audit', '/audit'],
] as const;

const DeskMenu = () => {
  const translate = useTranslate();
  return (
    <Box component="nav" aria-label={translate('menu')}>
      <Menu>
        <Menu.Item to="/" primaryText={translate('today')} />
        {SCREENS.map(([name, to]) => (
          <Menu.Item key={name} to={to} primaryText={translate(name)} />
        ))}
      </Menu>
    </Box>
  );
};

const SignOut = () => {
  const logout = useLogout();
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  return (
    <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
      <Button fullWidth onClick={() => void logout()}>
        {translate('sign-out')}
      </Button>
      <Button fullWidth onClick={() => void logout({ everywhere: true })}>
        {translate('sign-out-everywhere')}
      </Button>
    </UserMenu>
  );
};

const DeskBar = () => (
  <AppBar color="primary" toolbar={<LanguageButton />} userMenu={<SignOut />}>
    {/* A title that is a box of its own would be cut without «…». */}
    <TitlePortal component="h1" sx={{ '& > span': { display: 'inline' } }} />
  </AppBar>
);

/**
 * Shows the newest message at once, in the place of the one before. React-admin would keep it until the one before has had its time: an
 * operator whose act was refused would read for ten seconds that the last one was done.
 */
export const NewestMessage = () => {
  const { notifications } = useNotificationContext();
  const [shown, setShown] = useState({ notifications, nth: 0 });
  if (notifications !== shown.notifications)
    setShown(({ nth }) => ({ notifications, nth: notifications.length > 0 ? nth + 1 : nth }));
  return <Notification key={shown.nth} />;
};

export const DeskLayout = ({ children }: CoreLayoutProps) => (
  <Layout
    appBar={DeskBar}
    menu={DeskMenu}
    sx={{ minWidth: 0, '& .RaLayout-appFrame, & .RaLayout-content': { minWidth: 0 } }}
  >
    {children}
    <Typography variant="body2" component="p" sx={{ mt: 3, color: 'text.secondary' }}>
      <Link href="/api" color="inherit">
        API
      </Link>
    </Typography>
  </Layout>
);
