// Twelve bars that the virtual box can perform by itself, for a first look at what a take becomes.
export const DEMO_PERFORMANCE = `
0 unmute 1 2 3 4 5 6 7 8 9 10 11 12
0 pattern A01
0 mute 1 2 6 9 10
2.1 unmute 1
3.1 unmute 9
3.3 mute 4
4.1 unmute 2 4
4.4 mute 1
5.1 unmute 1 6 10
5.2 pattern A02
7.1 mute 3 5
7.3 mute 9
8.1 unmute 3 5 9
8.2 pattern A03
8.3 mute 1 2 3 4
9.1 unmute 2 4
10.1 mute 10 11
10.2 pattern A02
10.4 mute 2 4 8
11.1 unmute 1 2 3 4 8 10 11
12.3 mute 1 3
12.4 mute 2 4
13.1 stop
`
