import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { diff } from '../../src-common/domain/edit/patch'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { clockReport } from '../../src-common/domain/record/clock-report'
import type { Take } from '../../src-common/domain/model/take'
import { BAR, PULSE } from '../../src-common/domain/time/ticks'
import { Rig, device, entriesOf, withNotes } from './engine-rig'

/** A song that mutes its first track in a span. */
const muting = (from: number, to: number): Project =>
  run(emptyProject('Test', device), { type: 'paintMutes', tracks: [0], kind: 'global', from, to })

describe('recording', () => {
  it('a take is the range of the journal from REC to the box’s Stop', () => {
    const rig = new Rig()
    rig.run(0.5)
    rig.engine.record()
    rig.box.perform('0 tempo 120\n0 pattern A01\n1.3 mute 3\n2.1 unmute 3\n3.1 stop')
    rig.box.press({ type: 'play' })
    rig.run(6)
    const take = rig.take()
    expect(take.summary).toMatchObject({ from: 0, to: 2 * BAR })
    expect(take.lanes.find((lane) => lane.track === 2)?.muted).toEqual([{ from: BAR / 2, to: BAR }])
    expect(rig.transport).toMatchObject({ recording: false, clock: 'stopped' })
  })

  it('waits for Start: neither a clock that only ticks nor a Stop before it ends the recording', () => {
    const rig = new Rig()
    rig.engine.record()
    rig.run(1)
    rig.box.press({ type: 'stop' })
    rig.run(1)
    expect(rig.transport).toMatchObject({ recording: true, recordedFrom: null })
    expect(rig.recorded).toEqual([])
  })

  it('says so where no journal can be made, and goes on playing', () => {
    const rig = new Rig(join(process.execPath, 'journals'))
    expect(rig.notices[0]?.text).toContain('Nothing can be recorded')
    rig.box.press({ type: 'play' })
    rig.run(1)
    expect(rig.transport?.clock).toBe('rolling')
  })

  it('begins to record by itself once a journal can be made', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muteline-engine-'))
    const place = join(folder, 'journals')
    writeFileSync(place, 'a file where the folder is to be')
    const rig = new Rig(place)
    rig.scanFor(3)
    expect(rig.notices).toHaveLength(1)
    rmSync(place)
    rig.scanFor(1)
    rig.engine.record()
    expect(rig.engine.transport().recording).toBe(true)
  })

  it('a journal says whose messages count, also the second one of a box that is not the first', async () => {
    const rig = new Rig()
    await rig.engine.openInput('virtual:digitakt2')
    await rig.engine.openInput(null)
    await rig.engine.openInput('virtual:digitakt2')
    const marks = entriesOf(rig.engine.flush()?.journal ?? '').flatMap((entry) =>
      entry.type === 'mark' ? [entry.mark] : [],
    )
    expect(marks).toContainEqual({ type: 'roles', box: 1, clock: 1 })
    expect(marks).toContainEqual({ type: 'port', port: 1, name: 'virtual:digitakt2' })
  })

  it('everything is in the journal from the moment the input is open, REC or not', () => {
    const rig = new Rig()
    rig.box.press({ type: 'mute', track: 0 })
    rig.run(0.1)
    const path = rig.engine.flush()?.journal ?? ''
    const entries = entriesOf(path)
    expect(entries.some((entry) => entry.type === 'in' && entry.bytes[0] === 0xb0)).toBe(true)
  })
})

describe('an input that is unplugged while a take is recorded', () => {
  /** Performs two bars and a half, with the input away for a second in the second bar. */
  const withGap = (rig: Rig): Take => {
    rig.engine.record()
    rig.box.perform('0 tempo 120\n0 pattern A01\n1.3 mute 3\n2.2 trig 5\n3.1 unmute 3\n4.1 stop')
    rig.box.press({ type: 'play' })
    rig.run(2.4)
    rig.unplug()
    rig.run(1.1)
    rig.plugIn()
    rig.run(6)
    return rig.take()
  }

  it('leaves a marked gap; what follows stands where the box played it', () => {
    const rig = new Rig()
    const take = withGap(rig)
    expect(rig.recorded).toHaveLength(1)
    expect(take.summary).toMatchObject({ from: 0, to: 3 * BAR })
    expect(take.lanes.find((lane) => lane.track === 2)?.muted).toEqual([{ from: BAR / 2, to: 2 * BAR }])
    const [recorded] = rig.recorded
    const report = clockReport(entriesOf(recorded?.journal ?? ''), recorded ?? { from: 0, to: 0 })
    expect(report?.gaps).toHaveLength(1)
    expect(report?.gaps[0]?.duration).toBeGreaterThan(1e6)
    expect(report).toMatchObject({ missing: [], doubled: [] })
  })

  it('says that it is gone, and that it is back', () => {
    const rig = new Rig()
    withGap(rig)
    const texts = rig.notices.map((notice) => notice.text)
    expect(texts[0]).toContain('virtual:digitakt is gone. All that it sent is kept')
    expect(texts[1]).toContain('virtual:digitakt is back')
    expect(texts).toHaveLength(2)
  })

  it('ends there what sounded', () => {
    const rig = new Rig()
    rig.engine.record()
    rig.box.perform('0 tempo 120')
    rig.box.press({ type: 'play' })
    rig.run(1)
    rig.box.press({ type: 'trig', track: 4, velocity: 100, down: true })
    rig.run(0.5)
    rig.unplug()
    rig.run(1)
    rig.plugIn()
    rig.run(2)
    rig.box.press({ type: 'stop' })
    rig.run(0.1)
    const take = rig.take()
    const [held] = take.notes.filter((note) => note.track === 4)
    expect(Math.abs((held?.length ?? 0) - BAR / 4)).toBeLessThan(20)
    expect(held?.closed).toBe(true)
  })

  it('is opened once more where it comes back and stays silent', () => {
    const rig = new Rig()
    rig.box.press({ type: 'play' })
    rig.run(1)
    rig.unplug()
    rig.mute = true
    rig.plugIn()
    rig.scanFor(2)
    const opened = rig.opened
    rig.scanFor(3)
    expect(rig.opened).toBe(opened + 1)
    rig.scanFor(20)
    expect(rig.opened).toBe(opened + 1)
  })
})

describe('playing', () => {
  it('marks where the song is that is led, also where nothing is recorded: what is kept afterwards is laid there', () => {
    const journals = mkdtempSync(join(tmpdir(), 'muteline-song-'))
    const rig = new Rig(journals)
    rig.engine.locate(4 * BAR)
    rig.lead(withNotes())
    rig.run(6)
    rig.engine.stop()
    rig.run(1)
    rig.engine.flush()
    const [journal = ''] = readdirSync(journals)
    const marks = entriesOf(join(journals, journal)).flatMap((entry) =>
      entry.type === 'mark' && entry.mark.type === 'song' ? [entry.mark.offset] : [],
    )
    expect(marks).toEqual([4 * BAR])
  })

  it('leads: a bar of clock, the state, Start, and every mute a pulse early', () => {
    const rig = new Rig()
    const song = muting(BAR, 2 * BAR)
    rig.lead(song)
    rig.run(8)
    expect(rig.playing()).toEqual([
      { tick: BAR, bytes: [0xb0, 94, 127] },
      { tick: 2 * BAR, bytes: [0xb0, 94, 0] },
    ])
    const start = rig.received.findIndex((each) => each.bytes[0] === 0xfa)
    expect(start).toBe(12)
  })

  it('keeps the tempo that it is given while it plays, without losing a pulse', () => {
    const rig = new Rig()
    const song = muting(2 * BAR, 3 * BAR)
    rig.lead(song)
    rig.run(4)
    rig.engine.patched(diff(song, run(song, { type: 'setTempo', bpm: 174 })))
    rig.run(6)
    expect(rig.playing().map((each) => each.tick)).toEqual([2 * BAR, 3 * BAR])
  })

  it('keeps the order of messages among its pulses when its thread was stalled', () => {
    const rig = new Rig()
    const song = muting(BAR, 2 * BAR)
    rig.lead(song)
    rig.run(3.9)
    rig.time += 300_000
    rig.run(4)
    expect(rig.playing().map((each) => each.tick)).toEqual([BAR, 2 * BAR])
  })

  it('an edit under the playhead is sent at once', () => {
    const rig = new Rig()
    const song = emptyProject('Test', device)
    rig.lead(song)
    rig.run(4.5)
    const edited = run(song, { type: 'paintMutes', tracks: [5], kind: 'global', from: 0, to: 8 * BAR })
    rig.engine.patched(diff(song, edited))
    rig.run(0.1)
    expect(rig.playing()).toMatchObject([{ bytes: [0xb5, 94, 127] }])
  })

  it('an edit while it waits for the box holds when the box starts', () => {
    const rig = new Rig()
    const song = emptyProject('Test', device)
    rig.load(song)
    rig.engine.play()
    rig.run(0.1)
    rig.engine.patched(diff(song, run(song, { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: BAR })))
    rig.run(0.1)
    expect(rig.received.at(-1)).toBeDefined()
    const last = rig.received.findLast((each) => each.bytes[0] === 0xb0 && each.bytes[1] === 94)
    expect(last?.bytes).toEqual([0xb0, 94, 127])
  })

  it('locates at the box’s next bar, so that bars stay bars', () => {
    const rig = new Rig()
    const song = muting(9 * BAR, 10 * BAR)
    rig.lead(song)
    rig.run(4.7)
    rig.engine.locate(8 * BAR)
    rig.run(7)
    const playing = rig.playing()
    expect(playing.every((each) => each.tick % BAR === 0)).toBe(true)
    expect(playing.slice(-2).map((each) => each.bytes[2])).toEqual([127, 0])
  })

  it('forgets the clock of an input that is closed', () => {
    const rig = new Rig()
    rig.box.press({ type: 'play' })
    rig.run(1)
    expect(rig.transport?.clock).toBe('rolling')
    void rig.engine.openInput(null)
    rig.run(0.1)
    expect(rig.transport).toMatchObject({ clock: 'stopped', locked: false })
  })

  it('the end of a replay ends no take while the box keeps the clock', () => {
    const rig = new Rig()
    rig.engine.record()
    rig.follow(muting(BAR, 2 * BAR))
    rig.run(2)
    rig.engine.stop()
    rig.run(1)
    expect(rig.transport).toMatchObject({ replay: 'stopped', recording: true, clock: 'rolling' })
    rig.box.press({ type: 'stop' })
    rig.run(0.1)
    expect(rig.recorded).toHaveLength(1)
  })

  it('loops, and the box goes on', () => {
    const rig = new Rig()
    const painted = muting(BAR, 2 * BAR)
    rig.lead(run(painted, { type: 'setLoop', loop: { from: 0, to: 2 * BAR } }))
    rig.run(14)
    const mutes = rig.playing().filter((each) => each.bytes[0] === 0xb0)
    expect(mutes.slice(0, 5).map(({ tick, bytes }) => [tick / BAR, bytes[2]])).toEqual([
      [1, 127],
      [2, 0],
      [3, 127],
      [4, 0],
      [5, 127],
    ])
  })
})

describe('our own clock', () => {
  it('stands in the journal as it left, so that a take can be settled by it', () => {
    const rig = new Rig()
    rig.engine.record()
    rig.lead(emptyProject('Test', device))
    rig.run(4)
    rig.box.press({ type: 'mute', track: 1 })
    rig.run(2)
    rig.engine.stop()
    rig.run(0.1)
    const times = entriesOf(rig.recorded[0]?.journal ?? '').flatMap((entry) =>
      entry.type === 'out' ? [entry.time] : [],
    )
    expect(times).toEqual([...times].sort((a, b) => a - b))
    const take = rig.take()
    expect(take.summary.clock.source).toBe('muteline')
    const [toggle] = take.toggles
    // Our tick 0 left four beats and a horizon after Play; the key was pressed four seconds after it.
    const pressed = (4 - 2 - 0.02) * 1920
    expect(Math.abs((toggle?.pressed ?? 0) - pressed)).toBeLessThan(10)
    expect(toggle).toMatchObject({ track: 1, muted: true, tick: Math.ceil((toggle?.pressed ?? 0) / PULSE) * PULSE })
  })
})

it('what we send and the box sends back is in no take; what is pressed on it meanwhile is', () => {
  const rig = new Rig()
  const notes = Array.from({ length: 16 }, (_, i) => ({ tick: i * 480, length: 240, pitch: 60 + i, velocity: 90 }))
  const drawn = run(emptyProject('Test', device), { type: 'addNotes', track: 8, notes })
  rig.box.press({ type: 'set', settings: { cabling: 'thru' } })
  rig.engine.record()
  rig.lead(run(run(drawn, { type: 'setTrack', track: 8, drive: 'notes' }), { type: 'paintMutes', tracks: [1], kind: 'global', from: BAR, to: 2 * BAR })) // prettier-ignore
  rig.run(4)
  rig.box.press({ type: 'mute', track: 3 })
  rig.run(3)
  rig.engine.stop()
  rig.run(0.5)
  const take = rig.take()
  expect(take.notes.filter(({ track }) => track === 8)).toEqual([])
  expect(take.toggles.map(({ track, muted }) => [track, muted])).toEqual([[3, true]])
  const echoes = entriesOf(rig.recorded[0]?.journal ?? '').filter((entry) => entry.type === 'in' && entry.echo === true)
  expect(echoes.length).toBeGreaterThan(16)
})
