import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      // One bundle for Electron's own Node and for the oldest Node that the web host runs on.
      target: 'node20.19',
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: { include: ['@julusian/midi', '@julusian/midi/lazy'] },
      rolldownOptions: {
        input: {
          electron: resolve('src-main/electron.ts'),
          server: resolve('src-main/server.ts'),
          cli: resolve('src-main/cli.ts'),
          'engine-worker': resolve('src-main/engine/engine-worker.ts'),
          'driver-worker': resolve('src-main/engine/driver-worker.ts'),
          'sender-worker': resolve('src-main/engine/sender-worker.ts'),
          'smf-worker': resolve('src-main/host/smf-worker.ts'),
          'pattern-worker': resolve('src-main/host/pattern-worker.ts'),
        },
        // Chunks beside the entries: whoever asks where it was built to gets the same answer everywhere.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: resolve('src-preload/index.ts') },
        // A sandboxed preload has to be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte({ configFile: resolve('svelte.config.js') })],
    build: {
      outDir: 'out/renderer',
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: { index: resolve('src-renderer/index.html') } },
    },
  },
})
