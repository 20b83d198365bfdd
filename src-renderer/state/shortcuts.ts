// One table of what can be done by a key: it drives the keyboard and the list of shortcuts.
import { endOf } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import type { AppState } from './app-state.svelte'
import { saveFile } from './files'
import { importPicked } from './files-in'
import { keepLast } from './keep'

export type Commands = Readonly<Record<(typeof TABLE)[number]['name'], (event?: MouseEvent) => void>>

/** `key` as `KeyboardEvent.key`, lower case; `mod` is Ctrl, or Cmd on a Mac. */
type Shortcut = {
  readonly name: string
  readonly key: string | null
  readonly mod?: boolean
  readonly shift?: boolean
  readonly label: string
}

export const TABLE = [
  { name: 'playOrStop', key: ' ', label: 'Play back into the box, or stop' },
  { name: 'recordOrEnd', key: 'r', label: 'Mark a take, or end it' },
  { name: 'keepLast', key: 'k', label: 'Keep what I just played' },
  { name: 'toStart', key: 'home', label: 'Locate to the start' },
  { name: 'toggleLoop', key: 'l', label: 'Loop on or off' },
  { name: 'undo', key: 'z', mod: true, label: 'Undo' },
  { name: 'redo', key: 'z', mod: true, shift: true, label: 'Redo' },
  { name: 'deleteNotes', key: 'delete', label: 'Delete the chosen notes' },
  { name: 'chooseAll', key: 'a', mod: true, label: 'Choose all notes of the track' },
  { name: 'chooseNone', key: 'escape', label: 'Choose nothing; drop the drag in hand' },
  { name: 'previousTrack', key: 'arrowup', label: 'Track above' },
  { name: 'nextTrack', key: 'arrowdown', label: 'Track below' },
  { name: 'earlier', key: 'arrowleft', label: 'A bar back' },
  { name: 'later', key: 'arrowright', label: 'A bar on' },
  { name: 'zoomIn', key: '+', label: 'Zoom in' },
  { name: 'zoomOut', key: '-', label: 'Zoom out' },
  { name: 'fit', key: 'f', label: 'Show the whole song' },
  { name: 'help', key: '?', label: 'This list' },
  { name: 'device', key: 'b', label: 'How the box is set: channels, mutes, tracks' },
  { name: 'panic', key: null, label: 'End all notes' },
  { name: 'importFile', key: null, label: 'Open a MIDI file, a dump of patterns or a project of Transfer' },
  { name: 'exportFile', key: null, label: 'Export a MIDI file' },
] as const satisfies readonly Shortcut[]

const SAME_AS: Readonly<Record<string, string>> = { backspace: 'delete', '=': '+' }

export function commandsOf(app: AppState): Commands {
  const { view } = app
  const deleteNotes = (): void => {
    if (view.selected.size > 0) app.dispatch({ type: 'deleteNotes', track: view.track, ids: [...view.selected] })
    view.selected = new Set()
  }
  const chooseTrack = (by: number): void => {
    view.track = Math.min(app.project.tracks.length - 1, Math.max(0, view.track + by))
    view.selected = new Set()
  }
  /** The playhead, where it is in view; else the middle. */
  const zoomAnchor = (): number => {
    const x = view.xOf(app.position())
    return x >= 0 && x <= view.width ? x : view.width / 2
  }
  const locateBy = (ticks: number): void => {
    const bar = Math.round(app.transport.locate / BAR) * BAR
    void app.ask('locate', Math.max(0, bar + ticks))
  }
  return {
    playOrStop: () => void app.ask(app.transport.replay === 'stopped' ? 'play' : 'stop', null),
    recordOrEnd: () => void app.ask(app.transport.recording ? 'endRecord' : 'record', null),
    keepLast: () => void keepLast(app),
    toStart: () => {
      view.from = 0
      void app.ask('locate', 0)
    },
    toggleLoop: () => {
      const from = Math.floor(app.transport.locate / BAR) * BAR
      app.dispatch({ type: 'setLoop', loop: app.project.loop === null ? { from, to: from + 4 * BAR } : null })
    },
    undo: () => void app.ask('undo', null),
    redo: () => void app.ask('redo', null),
    deleteNotes,
    chooseAll: () => {
      view.selected = new Set(app.project.tracks[view.track]?.notes.map((note) => note.id))
    },
    chooseNone: () => {
      view.selected = new Set()
      view.helpOpen = false
    },
    previousTrack: () => { chooseTrack(-1) },
    nextTrack: () => { chooseTrack(1) },
    earlier: () => { locateBy(-BAR) },
    later: () => { locateBy(BAR) },
    zoomIn: () => { view.zoom(0.7, zoomAnchor()) },
    zoomOut: () => { view.zoom(1 / 0.7, zoomAnchor()) },
    fit: () => { view.fit(endOf(app.project)) },
    help: () => { view.helpOpen = !view.helpOpen },
    device: () => { view.deviceOpen = true },
    panic: () => void app.ask('panic', null),
    importFile: () => void importPicked(app, 'all'),
    exportFile: (event) => void exportFile(app, event?.shiftKey === true),
  } // prettier-ignore
}

/** Keys go to the table, unless someone is typing, or a control that has the focus takes them. */
export function pressed(event: KeyboardEvent, commands: Commands): void {
  const target = event.target instanceof HTMLElement ? event.target : null
  if (target?.closest('input, select, textarea, [contenteditable]') !== null && target !== null) return
  // Space works the control that someone went to by keys, as it does everywhere; after a click with the mouse it plays.
  if (event.key === ' ' && target?.matches('button:focus-visible, summary:focus-visible, a:focus-visible') === true)
    return
  const lower = event.key.toLowerCase()
  const key = SAME_AS[lower] ?? lower
  const mod = event.ctrlKey || event.metaKey
  const redoKey = key === 'y' && mod
  const found = TABLE.find((each: Shortcut) =>
    redoKey
      ? each.name === 'redo'
      : each.key === key &&
        (each.mod ?? false) === mod &&
        (each.shift === undefined || each.shift === event.shiftKey) &&
        !(each.name === 'undo' && event.shiftKey),
  )
  if (found === undefined || (event.repeat && found.name === 'playOrStop')) return
  event.preventDefault()
  commands[found.name]()
}

async function exportFile(app: AppState, automation: boolean): Promise<void> {
  const file = await app.ask('exportSmf', { mutes: automation ? 'automation' : 'applied' })
  if (file !== null) saveFile(file.name, file.base64)
}
