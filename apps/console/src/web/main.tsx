import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './desk';

// The style sheets carry the page’s nonce, because the page’s policy permits no others.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const styles = createCache({ key: 'desk', nonce, prepend: true });

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <CacheProvider value={styles}>
      <Desk />
    </CacheProvider>
  </StrictMode>,
);
