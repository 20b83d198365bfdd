// Which signs are on the keys here.

export const onMac = typeof navigator !== 'undefined' && /^(Mac|iP)/u.test(navigator.platform)
