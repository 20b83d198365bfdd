// What a test run came to: `{ passed, failed, skips }`, where a skip is `{ reason, count }`. Read from the JSON reports
// of Vitest and Playwright; a report that is missing or tells of no failure although the run failed counts as one failed.
import { existsSync } from 'node:fs'
import { readJson } from '../prepare/paths.mjs'

export const oneIf = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skips: [] })

export const skipped = (reason) => ({ passed: 0, failed: 0, skips: [{ reason, count: 1 }] })

export const sumOfSkips = ({ skips }) => skips.reduce((sum, { count }) => sum + count, 0)

/** One skip for each reason, in the order in which they first came. */
function groupByReason(reasons) {
  const counts = new Map()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count }))
}

const countedBy = (count, ok) => (ok || count.failed > 0 ? count : { ...count, failed: 1 })

/** A file that could not even be loaded is a failure without a failed test in it. */
function vitestCount({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults)
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const others = tests.filter((test) => !['passed', 'failed'].includes(test.status))
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + unloaded.length,
    skips: others.map((test) => ({ reason: `${test.fullName} (marked ${test.status})`, count: 1 })),
  }
}

const testsOfSuite = (suite) => [
  ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title }))),
  ...(suite.suites ?? []).flatMap(testsOfSuite),
]

function skipReason({ projectName, title, annotations }) {
  const annotation = annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  if (annotation === undefined) return `${projectName}: did not run after an earlier failure: ${title}`
  return annotation.description === undefined ? `${projectName}: ${title}` : `${projectName}: ${annotation.description}`
}

function playwrightCount({ suites, errors }) {
  const tests = suites.flatMap(testsOfSuite)
  const withStatus = (...wanted) => tests.filter(({ status }) => wanted.includes(status))
  const failed = withStatus('unexpected').length
  return {
    passed: withStatus('expected', 'flaky').length,
    failed: failed === 0 ? errors.length : failed,
    skips: groupByReason(withStatus('skipped').map(skipReason)),
  }
}

const readWith = (count) => (reportFile, ok) =>
  existsSync(reportFile) ? countedBy(count(readJson(reportFile)), ok) : oneIf(false)

export const readVitestReport = readWith(vitestCount)

export const readPlaywrightReport = readWith(playwrightCount)
