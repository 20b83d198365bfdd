// A host with a project in its folder, and a page in Chromium: what benches of the page begin with.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright/test'
import type { Project } from '../../src-common/domain/model/project'
import { formatJson } from '../../src-main/host/format-json'
import { noteRows } from '../../src-main/host/note-rows'

export type Opened = {
  readonly page: Page
  readonly url: string
  /** From starting the host until it answers, in milliseconds. */
  readonly hostStart: number
  close(): Promise<void>
}

/** `script` runs in the page before its own. */
export async function openPage(
  size: { readonly width: number; readonly height: number },
  script: string,
  project: Project | null = null,
): Promise<Opened> {
  const home = mkdtempSync(join(tmpdir(), 'muteline-bench-'))
  if (project !== null) writeProject(join(home, 'projects', 'Untitled.muteline'), project)
  const env = { ...process.env, MUTELINE_HOME: home, MUTELINE_NO_REAL_PORTS: '1', PORT: '0' }
  const begin = performance.now()
  const host = spawn(process.execPath, [join('out', 'main', 'server.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve) => {
    createInterface(host.stdout).on('line', (line) => {
      const found = /http:\S+/.exec(line)
      if (found !== null) resolve(found[0])
    })
  })
  const hostStart = performance.now() - begin
  const asRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: asRoot ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage({ viewport: size })
  await page.addInitScript(script)
  return {
    page,
    url,
    hostStart,
    close: async () => {
      await browser.close()
      host.kill('SIGTERM')
    },
  }
}

function writeProject(folder: string, project: Project): void {
  mkdirSync(folder, { recursive: true })
  const tracks = project.tracks.map((track) => ({ ...track, notes: noteRows(track.notes) }))
  writeFileSync(join(folder, 'project.json'), formatJson({ ...project, tracks }))
}
