// Files from and to the person at the page, by the browser's own means.

export type PickedFile = { readonly name: string; readonly base64: string }

/** None if nothing was chosen. */
export function pickFiles(accept: string): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = true
  return new Promise((resolve) => {
    input.onchange = () => {
      resolve([...(input.files ?? [])])
    }
    input.oncancel = () => {
      resolve([])
    }
    input.click()
  })
}

export async function readFile(file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return { name: file.name, base64: btoa(text) }
}

export function saveFile(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'audio/midi' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => { URL.revokeObjectURL(url) }, 10_000) // prettier-ignore
}
