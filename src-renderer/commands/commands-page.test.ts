import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { GROUPS } from './command-group'
import { COMMANDS } from './command-table'
import { GESTURES } from './gesture-table'
import { printCombo } from './key-combo'

const PAGE = '../../docs/commands.md'

const keyText = (combo: string): string => `\`${printCombo(combo, false)}\``

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

function commandsPage(): string {
  const groups = GROUPS.map((group) => {
    const entries = COMMANDS.filter((entry) => entry.group === group)
    const rows = entries.map(({ title, keys }) => [title, keys.map(keyText).join(', ')])
    return `## ${group}\n\n${tableOf(['command', 'keys'], rows)}`
  })
  const gestures = GESTURES.map(({ held, pointer, title }) => [
    title,
    held === null ? pointer : `${keyText(held)} ${pointer}`,
  ])
  return [
    '# Commands',
    'All that Muteline does at a key or from a menu, with its default keys; on a Mac, Cmd stands for Ctrl. `Ctrl+K` finds and runs a command by a few letters of its name, and goes to bars and sections; `?` lists the keys, and changes them: they are kept on this computer, for all projects. Written from the table of commands (`src-renderer/commands`) by `npx vitest run commands -u`.',
    ...groups,
    `## With the pointer\n\n${tableOf(['what', 'how'], gestures)}`,
  ].join('\n\n')
}

describe('docs/commands.md', () => {
  it('says what the table says (else write it anew with: npx vitest run commands -u)', async () => {
    const config = await resolveConfig('docs/commands.md')
    const page = await format(commandsPage(), { ...config, parser: 'markdown' })
    await expect(page).toMatchFileSnapshot(PAGE)
  })
})
