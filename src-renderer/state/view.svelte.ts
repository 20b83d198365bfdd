// How the project is looked at: the stretch of time, the chosen track and notes, tools. Not part of the project.
import type { LaneRef } from './lane-events'
import type { Clipboard } from './clipboard'
import { ControllerView } from './controller-view.svelte'
import { USUAL_HUMANIZE, USUAL_QUANTIZE, type QuantizeSettings } from './note-settings'
import { RollView } from './roll-view.svelte'
import type { HeadEdit } from './head-edit'
import { NO_NOTES, NOTHING, type Selection } from './selection'
import type { TakeParts } from '../../src-common/domain/edit/edit-takes'
import { USUAL_ROWS, type FollowMode, type RowsMemory, type ViewMemory } from '../../src-common/rpc/view-memory'
import type { MuteKind, TrackNumber } from '../../src-common/domain/device/device'
import type { Humanize } from '../../src-common/domain/edit/humanize-notes'
import type { MuteView } from '../../src-common/domain/model/mute-view'
import { gridFor } from '../../src-common/domain/time/grid'
import { BAR, PPQ, STEP, type Tick } from '../../src-common/domain/time/ticks'

export type SidePanel = 'box' | 'doctor' | 'patterns' | 'monitor' | 'takes' | 'replay' | 'history'

/** What stands over the page: the palette, opened with some text in it, the list of keys, or how to change what is chosen. */
export type Sheet =
  | { readonly type: 'palette'; readonly text: string }
  | { readonly type: 'keys' | 'quantize' | 'humanize' | 'quantizeMutes' | 'songPlan' | 'stems' }

/** Items are ids of commands, or `---` between groups of them. */
type Menu = { readonly x: number; readonly y: number; readonly items: readonly string[] }

/** What lies below the arrangement: the notes of the chosen track, or the takes of the same bars. */
export type BottomPanel = 'notes' | 'takes'

/** In pixels: with less, the side panel would leave the lanes no room. */
const ENOUGH_FOR_PANEL = 900
const CLOSEST = 0.5
const FURTHEST = 400
const GRID_PIXELS = 9

export class View {
  /** The tick at the left edge of the time axis. */
  from = $state(0)
  ticksPerPixel = $state(16)
  width = $state(800)
  track = $state<TrackNumber>(0)
  selection = $state.raw<Selection>(NOTHING)
  /** The lane that keys went to last; null before they did. */
  lane = $state.raw<LaneRef | null>(null)
  /** What a drag on the lanes does: paint and erase mutes, or choose and move. */
  tool = $state<'draw' | 'select'>('draw')
  readonly roll = new RollView()
  /** The pattern that the patterns panel shows. */
  pattern = $state(0)
  muteKind = $state<MuteKind>('global')
  /** How mutes were quantized the last time; they are thought of in beats. */
  muteQuantize = $state.raw<MuteView>({ grid: PPQ, strength: 100 })
  panel = $state<SidePanel>('box')
  bottom = $state<BottomPanel>('notes')
  /** Of the bottom panel without its controller lanes, in pixels; null goes by the window. */
  bottomHeight = $state<number | null>(null)
  /** What comping takes of a take, and of which tracks. */
  compParts = $state.raw<TakeParts>({ mutes: true, notes: true, controllers: false, patterns: false })
  compTracks = $state<'one' | 'all'>('one')
  /** Null adapts the grid to the zoom. */
  fixedGrid = $state<Tick | null>(null)
  follow = $state<FollowMode>('page')
  /** The order, heights and folds of the tracks' rows. */
  rows = $state.raw<RowsMemory>(USUAL_ROWS)
  sheet = $state.raw<Sheet | null>(null)
  /** The menu that is open at a place of the page, by the commands in it. */
  menu = $state.raw<Menu | null>(null)
  /** The commands that were run by name, the last one first. */
  recent = $state.raw<readonly string[]>([])
  deviceOpen = $state(false)
  /** The track whose name and colour are edited. */
  trackEdit = $state<TrackNumber | null>(null)
  /** Where there is little room, the side panel stands aside until it is asked for. */
  panelOpen = $state(window.innerWidth > ENOUGH_FOR_PANEL)
  clipboard = $state.raw<Clipboard | null>(null)
  quantize = $state.raw<QuantizeSettings>(USUAL_QUANTIZE)
  humanize = $state.raw<Humanize>(USUAL_HUMANIZE)
  readonly controllers = new ControllerView()
  /** What is edited above the tracks. */
  headEdit = $state.raw<HeadEdit | null>(null)

  /** The chosen notes of the chosen track. */
  readonly selected = $derived(this.selection.type === 'notes' ? this.selection.ids : NO_NOTES)
  readonly grid = $derived(this.fixedGrid ?? gridFor(this.ticksPerPixel, GRID_PIXELS, STEP / 2))
  readonly to = $derived(this.from + this.width * this.ticksPerPixel)

  /** The tick under a horizontal pixel; fractional. */
  tickOf(x: number): number {
    return this.from + x * this.ticksPerPixel
  }

  xOf(tick: number): number {
    return (tick - this.from) / this.ticksPerPixel
  }

  scrollBy(pixels: number): void {
    this.from = Math.max(0, this.from + pixels * this.ticksPerPixel)
  }

  /** Zooms so that what is under pixel `x` stays there; a factor over 1 shows more. */
  zoom(factor: number, x: number): void {
    const anchor = this.tickOf(x)
    this.ticksPerPixel = Math.min(FURTHEST, Math.max(CLOSEST, this.ticksPerPixel * factor))
    this.from = Math.max(0, anchor - x * this.ticksPerPixel)
  }

  /** Shows the whole of a song. */
  fit(end: Tick): void {
    this.from = 0
    this.ticksPerPixel = Math.min(FURTHEST, Math.max(CLOSEST, Math.max(end, 8 * BAR) / Math.max(100, this.width - 24)))
  }

  /** Shows a span, with a little room at both sides. */
  showSpan(from: Tick, to: Tick): void {
    const wanted = Math.max(1, to - from) / Math.max(100, this.width * 0.9)
    this.ticksPerPixel = Math.min(FURTHEST, Math.max(CLOSEST, wanted))
    this.from = Math.max(0, (from + to) / 2 - (this.width * this.ticksPerPixel) / 2)
  }

  /** Scrolls as little as it takes for a span to be seen, or its begin where it is longer than the view. */
  reveal(from: Tick, to: Tick = from): void {
    const margin = this.width * this.ticksPerPixel * 0.06
    if (from < this.from) this.from = Math.max(0, from - margin)
    else if (to > this.to)
      this.from = Math.max(0, Math.min(from - margin, to + margin - this.width * this.ticksPerPixel))
  }

  /** What is remembered with the project. */
  memory(): ViewMemory {
    const { from, ticksPerPixel, track, fixedGrid: grid, follow, muteKind, tool, bottom, bottomHeight, rows } = this
    const parts = { rows, roll: this.roll.memory(), controllers: this.controllers.memory() }
    return { from, ticksPerPixel, track, grid, follow, muteKind, tool, bottom, bottomHeight, ...parts }
  }

  /** Another project is looked at: as it was the last time, with nothing chosen and nothing open. */
  restore(memory: ViewMemory, tracks: number): void {
    Object.assign(this, { selection: NOTHING, lane: null, headEdit: null, trackEdit: null, menu: null })
    const { track, grid, roll, controllers, ...plain } = memory
    Object.assign(this, { ...plain, fixedGrid: grid })
    Object.assign(this.roll, roll)
    this.controllers.restore(controllers)
    this.track = Math.min(track, Math.max(0, tracks - 1))
  }

  /** *page* turns the page when the playhead leaves it; *smooth* keeps it in the middle. */
  keepInView(tick: number): void {
    if (this.follow === 'off') return
    if (this.follow === 'smooth' && !prefersStillness()) {
      this.from = Math.max(0, tick - (this.width * this.ticksPerPixel) / 2)
      return
    }
    if (tick < this.from) this.from = Math.max(0, tick - PPQ)
    else if (tick > this.from + this.width * this.ticksPerPixel * 0.96) {
      this.from = Math.floor(tick / BAR) * BAR - Math.min(BAR, this.width * this.ticksPerPixel * 0.1)
      this.from = Math.max(0, this.from)
    }
  }
}

/** Who asks for less motion gets pages: a view that moves all the time is motion. */
const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
