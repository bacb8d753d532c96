import '@fontsource-variable/golos-text';
import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import 'dayjs/locale/ru';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app/App';
import { CrashScreen } from './app/CrashScreen';
import { useLocation } from './app/leaving';
import { queryClient } from './app/query';
import { cssVariables, theme } from './app/theme';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
        <DatesProvider settings={{ locale: 'ru', firstDayOfWeek: 1, weekendDays: [0, 6] }}>
          <CrashScreen>
            <QueryClientProvider client={queryClient}>
              <Notifications position="bottom-right" limit={4} />
              <Router hook={useLocation}>
                <App />
              </Router>
            </QueryClientProvider>
          </CrashScreen>
        </DatesProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
