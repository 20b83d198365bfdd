import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { diff } from '../../src-common/domain/edit/patch'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { PLAY_PRESET } from '../../src-common/virtual/box-settings'
import { Bench, device, withNotes } from './engine-bench'

describe('no note is left hanging', () => {
  const paths: Readonly<Record<string, (bench: Bench) => void>> = {
    stop: (bench) => { bench.engine.stop() },
    locate: (bench) => { bench.engine.locate(0); bench.run(0.05); bench.engine.stop() },
    panic: (bench) => { bench.engine.panic(); bench.engine.stop() },
    'another clock mode': (bench) => { bench.engine.setMode('follow') },
    'another output': (bench) => { bench.engine.openOutput('virtual:digitakt') },
    'no output': (bench) => { bench.engine.openOutput(null) },
    'the output unplugged': (bench) => { bench.gone = true; bench.engine.scan() },
    'its track deleted from under it': (bench) => { bench.load(emptyProject('Empty', device)); bench.run(5); bench.engine.stop() },
    'its track muted': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, muted: true }))); bench.run(5) },
    'the engine closed': (bench) => { bench.engine.close() },
  } // prettier-ignore

  for (const [name, leave] of Object.entries(paths)) {
    it(`after: ${name}`, () => {
      const bench = new Bench()
      bench.box.press({ type: 'set', settings: PLAY_PRESET })
      bench.load(withNotes())
      bench.engine.setMode('lead')
      bench.engine.play()
      bench.run(4.3)
      expect(bench.hanging()).toBeGreaterThan(0)
      leave(bench)
      bench.run(0.2)
      expect(bench.hanging()).toBe(0)
    })
  }

  it('after: stop, locate or the box’s Stop at any moment', () => {
    for (let wait = 0; wait < 60; wait++) {
      for (const leave of ['stop', 'locate', 'box'] as const) {
        const bench = new Bench()
        bench.load(withNotes())
        bench.engine.play()
        bench.box.press({ type: 'play' })
        bench.run(0.9 + wait * 0.004)
        if (leave === 'stop') bench.engine.stop()
        else if (leave === 'locate') bench.engine.locate(BAR * 40)
        else bench.box.press({ type: 'stop' })
        bench.run(0.1)
        expect([leave, wait, bench.hanging()]).toEqual([leave, wait, 0])
      }
    }
  })

  it('after: the box’s own Stop, while we follow', () => {
    const bench = new Bench()
    bench.load(withNotes())
    bench.engine.play()
    bench.box.press({ type: 'play' })
    bench.run(3)
    expect(bench.hanging()).toBeGreaterThan(0)
    bench.box.press({ type: 'stop' })
    bench.run(0.2)
    expect(bench.hanging()).toBe(0)
    expect(bench.transport?.replay).toBe('waiting')
  })

  it('after: the clock lost, while we follow', () => {
    const bench = new Bench()
    bench.load(withNotes())
    bench.engine.play()
    bench.box.press({ type: 'play' })
    bench.run(3)
    bench.box.press({ type: 'set', settings: { clockSend: false } })
    bench.run(1)
    expect(bench.transport?.clock).toBe('lost')
    expect(bench.hanging()).toBe(0)
  })
})
