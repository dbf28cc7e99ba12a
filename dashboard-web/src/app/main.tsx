import './no-eval';
import './fonts.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import './tokens.css';
import './base.css';
import '@/ui/parts.css';
import './shell.css';
import './forced.css';
import { createTheme, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PageTables } from '@/ui/PageTables';
import { client } from './client';
import { router } from './router';

const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { sm: '13px', md: '13px' },
  defaultRadius: 6,
  components: {
    // A menu holds items and nothing else; its first one takes the focus.
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    // What was chosen is gone with its box: the keyboard goes on at the button that opened it.
    Popover: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 }, returnFocus: true } },
  },
});

const schemes = localStorageColorSchemeManager({ key: 'metric-ai.theme' });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <PageTables>
            <RouterProvider router={router} />
          </PageTables>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
