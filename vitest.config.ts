import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'rules/**/*.test.ts', 'action/src/**/*.test.ts', 'bot/src/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
