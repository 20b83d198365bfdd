// What the end-to-end tests run against: one project for each way in which a page reaches its host.
import { defineConfig } from 'playwright/test'
import type { HostKind } from './e2e/hosts'
import { findElectron } from './scripts/prepare/find-electron.mjs'

/** What holds only where nothing else keeps the machine busy: messages on their pulse, sound at its second. */
const ALONE = /@alone/

const page = (host: HostKind, ignored: RegExp) => [
  { name: host.host, metadata: host, testIgnore: ignored, grepInvert: ALONE },
  { name: `${host.host}-alone`, metadata: host, testIgnore: ignored, grep: ALONE, workers: 1 },
]
const electron = findElectron()

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  outputDir: 'test-results',
  projects: [
    ...page({ host: 'web' }, /alsa/),
    ...page({ host: 'bridge' }, /alsa|host-only/),
    ...(electron === null ? [] : page({ host: 'electron', binary: electron }, /alsa|host-only/)),
    { name: 'alsa', testMatch: /alsa.*\.spec\.ts/, timeout: 600_000 },
  ],
})
