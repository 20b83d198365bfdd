// What the end-to-end tests run against: one project for each way in which a page reaches its host.
import { defineConfig } from 'playwright/test'
import type { HostKind } from './e2e/hosts'
import { findElectron } from './scripts/prepare/find-electron.mjs'

const page = (host: HostKind) => ({ name: host.host, metadata: host })
const electron = findElectron()

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  outputDir: 'test-results',
  projects: [
    { ...page({ host: 'web' }), testIgnore: /alsa/ },
    { ...page({ host: 'bridge' }), testIgnore: /alsa|host-only/ },
    ...(electron === null ? [] : [{ ...page({ host: 'electron', binary: electron }), testIgnore: /alsa|host-only/ }]),
    { name: 'alsa', testMatch: /alsa.*\.spec\.ts/, timeout: 600_000 },
  ],
})
