// A song of a million notes in Chromium: how long until it is on screen, and how it scrolls.
import { song } from '../edit/songs'
import { atMost, quantile, report, row, SEEDS } from '../figures'
import { at, FRAMES, framesOf, workOf, type Frame } from './frames'
import { openPage } from './open'

const SIZE = { width: 1600, height: 900 }
const NOTES = 1_000_000
const TRACKS = 16
const SECONDS = 4
const REPEATS = 3

/** When the page shows the notes: its count of them and the lanes are drawn in the same frame, the one that is waited out. */
const DRAWN = `
  window.drawn = new Promise((done) => {
    const look = () => {
      const about = document.querySelector('section[aria-label="Piano roll"]')
      if (about !== null && about.textContent.includes('${String(NOTES / TRACKS)} notes')) {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => done(performance.now())
        requestAnimationFrame(() => channel.port2.postMessage(null))
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
`

const opened = await openPage(SIZE, FRAMES + DRAWN, song(NOTES, TRACKS, SEEDS[0]))
const opening: number[] = []
const scrolled: (readonly Frame[])[] = []
const worked: (readonly number[])[] = []
const SCROLL = 'wheelAt(lanes(), 600, 50, index % 200 < 100 ? 37 : -37, 0, false)'
for (let repeat = 0; repeat < REPEATS; repeat++) {
  await opened.page.goto('about:blank')
  await opened.page.goto(opened.url)
  opening.push(await opened.page.evaluate('drawn'))
  await opened.page.getByRole('button', { name: 'Fit', exact: true }).click()
  scrolled.push(await framesOf(opened.page, SECONDS, SCROLL))
  worked.push((await workOf(opened.page, () => framesOf(opened.page, SECONDS / 2, SCROLL))).frames)
}
// The peer: the same notes as objects, as JSON, which is how they would cross without being packed.
const objects = JSON.stringify(song(NOTES, TRACKS, SEEDS[0]).tracks.map(({ notes }) => notes))
const parsing: number[] = []
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const begin = performance.now()
  JSON.parse(objects)
  parsing.push(performance.now() - begin)
}
const packed = JSON.stringify(
  song(NOTES, TRACKS, SEEDS[0]).tracks.map(({ notes }) =>
    notes.flatMap(({ id, tick, length, pitch, velocity }) => [id, tick, length, pitch, velocity]),
  ),
)
const parsingPacked: number[] = []
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const begin = performance.now()
  JSON.parse(packed)
  parsingPacked.push(performance.now() - begin)
}
await opened.close()

report({
  title: 'A million notes',
  note: `On ${String(TRACKS)} tracks, in a window of ${String(SIZE.width)} × ${String(SIZE.height)}. Opening is from the page's navigation to the frame that shows the notes, with the host running; the host's start is from its process to the address it answers at, the project read and checked. Scrolled at the widest zoom, in every frame for ${String(SECONDS)} s; *work* is what the processor did for a whole frame in the page's thread, without what it did for others meanwhile.`,
  rows: [
    row('the host starts', 's', [opened.hostStart / 1000]),
    row('the page opens', 's', opening.map((each) => each / 1000), atMost(2)),
    row('scrolling: drawing, median', 'ms', at(scrolled, 'script', 0.5)),
    row('scrolling: whole frame, median', 'ms', at(scrolled, 'whole', 0.5), atMost(16)),
    row('scrolling: whole frame, p99', 'ms', at(scrolled, 'whole', 0.99)),
    row('scrolling: work, median', 'ms', worked.map((run) => quantile(run, 0.5)), atMost(16)),
    row('scrolling: work, p99', 'ms', worked.map((run) => quantile(run, 0.99))),
    row('reading the notes of JSON: objects', 'ms', [quantile(parsing, 0.5)]),
    row('reading the notes of JSON: packed', 'ms', [quantile(parsingPacked, 0.5)]),
  ],
}) // prettier-ignore
