// The only door between the page and Electron: two functions, which carry messages and nothing else.
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('muteline', {
  send: (message: unknown): void => {
    ipcRenderer.send('wire', message)
  },
  onMessage: (listener: (message: unknown) => void): (() => void) => {
    const relay = (_: unknown, message: unknown): void => {
      listener(message)
    }
    ipcRenderer.on('wire', relay)
    return () => {
      ipcRenderer.off('wire', relay)
    }
  },
})
