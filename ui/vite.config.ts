import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The loopback dev server of the Rust side; it also serves ui/dist by itself.
const core = 'http://127.0.0.1:4173';

export default defineConfig({
  plugins: [react()],
  clearScreen: false,
  server: {
    port: 1420,
    strictPort: true,
    fs: { allow: ['.', '../icons'] },
    proxy: { '/rpc': core, '/events': core },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
