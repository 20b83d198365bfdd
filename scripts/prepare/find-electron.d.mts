// The types of find-electron.mjs, for the configuration of the end-to-end tests.
export function findElectron(): string | null
