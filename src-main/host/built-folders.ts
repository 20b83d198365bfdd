// Where the build puts what a host needs: all entry files and workers of the main process lie side by side.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `entry`: the `import.meta.url` of a built entry file. */
export function builtFolders(entry: string): {
  readonly workers: string
  readonly pages: string
  readonly preload: string
} {
  const workers = dirname(fileURLToPath(entry))
  return { workers, pages: join(workers, '../renderer'), preload: join(workers, '../preload/index.cjs') }
}
