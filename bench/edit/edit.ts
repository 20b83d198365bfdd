// What an edit costs: a command on five hundred notes of fifty thousand, and a thousand of them kept for undo.
import { run, type Command } from '../../src-common/domain/edit/command'
import { NO_HISTORY, perform, undo, type History } from '../../src-common/domain/edit/history'
import { apply, diff } from '../../src-common/domain/edit/patch'
import type { Project } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { STEP } from '../../src-common/domain/time/ticks'
import { atMost, quantile, report, row, SEEDS } from '../figures'
import { song, spread } from './songs'

const NOTES = 50_000
const CHOSEN = 500
const COMMANDS = 200
const STEPS = 1000
const WARM_UP = 40

function idsOf(project: Project): readonly number[] {
  const [track] = project.tracks
  return track === undefined ? [] : spread(track, CHOSEN)
}

function commandsOn(project: Project, count: number): readonly Command[] {
  const ids = idsOf(project)
  return Array.from({ length: count }, (_, index): Command =>
    index % 2 === 0
      ? {
          type: 'moveNotes',
          track: 0,
          ids,
          by: index % 4 === 0 ? STEP : -STEP,
          pitchBy: index % 4 === 0 ? 1 : -1,
          copy: false,
        }
      : { type: 'resizeNotes', track: 0, ids, edge: 'to', by: index % 4 === 1 ? 30 : -30, shortest: 1 },
  )
}

type Times = { readonly whole: readonly number[]; readonly sequence: readonly number[] }

/** Milliseconds of each command: run, diff, and apply to a replica that is not the same objects. */
function timesOf(seed: number): Times {
  let project = song(NOTES, 1, seed)
  let replica = structuredClone(project)
  const whole: number[] = []
  const sequence: number[] = []
  commandsOn(project, COMMANDS + WARM_UP).forEach((command, index) => {
    const begin = performance.now()
    const next = run(project, command)
    const patch = diff(project, next)
    replica = apply(replica, patch)
    const edited = performance.now()
    sequenceOf(replica)
    const end = performance.now()
    project = next
    if (index < WARM_UP) return
    whole.push(edited - begin)
    sequence.push(end - edited)
  })
  return { whole, sequence }
}

/** In megabytes, typed arrays included, as they stand after a collection. */
function memory(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

type Kept = { readonly megabytes: number; readonly undoing: readonly number[] }

function keepOf(seed: number): Kept {
  let project = song(NOTES, 1, seed)
  const before = memory()
  let history: History = NO_HISTORY
  for (const command of commandsOn(project, STEPS)) {
    const step = perform(project, history, command)
    if (step === null) throw new Error('a command changed nothing')
    project = step.project
    history = step.history
  }
  const megabytes = memory() - before
  const undoing: number[] = []
  for (let index = 0; index < STEPS; index++) {
    const begin = performance.now()
    const step = undo(project, history)
    if (step === null) throw new Error('nothing to undo')
    undoing.push(performance.now() - begin)
    project = step.project
    history = step.history
  }
  return { megabytes, undoing }
}

const times = SEEDS.map(timesOf)
const kept = SEEDS.map(keepOf)
const medians = (runs: readonly (readonly number[])[], share = 0.5): readonly number[] =>
  runs.map((each) => quantile(each, share))
report({
  title: 'Edits',
  note: `A track of ${String(NOTES)} notes, ${String(CHOSEN)} chosen all over it, moved and resized by turns, ${String(COMMANDS)} times for each seed: the command run, its patch made, the patch applied to a replica. Memory is heap and typed arrays together, after a collection.`,
  rows: [
    row('run, diff and apply', 'ms', medians(times.map(({ whole }) => whole)), atMost(3)),
    row('run, diff and apply: p99', 'ms', medians(times.map(({ whole }) => whole), 0.99)),
    row('what replay plays, made anew of the edited song', 'ms', medians(times.map(({ sequence }) => sequence))),
    row(`${String(STEPS)} undo steps`, 'MB', kept.map(({ megabytes }) => megabytes), atMost(60)),
    row('one undo', 'ms', medians(kept.map(({ undoing }) => undoing))),
  ],
}) // prettier-ignore
