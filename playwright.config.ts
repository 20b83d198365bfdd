import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  outputDir: 'test-results',
  projects: [
    { name: 'web', testIgnore: /alsa/, metadata: { host: 'web' } },
    { name: 'bridge', testIgnore: /alsa|host-only/, metadata: { host: 'bridge' } },
    { name: 'electron', testIgnore: /alsa|host-only/, metadata: { host: 'electron' } },
    { name: 'alsa', testMatch: /alsa.*\.spec\.ts/, timeout: 600_000 },
  ],
})
