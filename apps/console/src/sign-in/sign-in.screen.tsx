import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useLogin, useTranslate } from 'ra-core';
import { Notification } from 'ra-ui-materialui';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { LanguageButton } from '../web/parts/language-button';
import { refusal } from '../web/words/words';

/**
 * Signs in by the token behind the `#` of the bot’s link, because that part of a link reaches no server and no preview. Without a token,
 * says how to get a link.
 */
export const SignInScreen = () => {
  const translate = useTranslate();
  const login = useLogin();
  const [told] = useSearchParams();
  const token = told.get('token');
  const [error, setError] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const hasAsked = useRef(false);

  const signIn = (): void => {
    if (token === null || hasAsked.current) return;
    hasAsked.current = true;
    setAsking(true);
    login({ token }, '/').catch((refused: Error) => {
      setError(refused.message);
      setAsking(false);
    });
  };
  useEffect(signIn);

  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Paper variant="outlined" sx={{ p: 3, maxWidth: 420, width: '100%' }}>
        <Typography component="h1" variant="h5" sx={{ mb: 1 }}>
          {translate('desk-title')}
        </Typography>
        {isAsking ? (
          <Typography role="status">{translate('signing-in')}</Typography>
        ) : (
          <>
            {error && (
              <Typography role="alert" color="error" sx={{ mb: 1 }}>
                {refusal(error)}
              </Typography>
            )}
            <Typography sx={{ mb: 2 }}>{translate('how-to-sign-in')}</Typography>
          </>
        )}
        <LanguageButton />
      </Paper>
      <Notification />
    </Box>
  );
};
