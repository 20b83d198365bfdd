// Entry: the command line.
console.error('not yet')
