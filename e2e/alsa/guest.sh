#!/usr/bin/env bash
# Runs inside the virtual machine with a real ALSA sequencer: the virtual Digitakt as a program of its own, Muteline
# recording it and playing it back, and ALSA's own tools at the other end. What each of them saw goes to $ALSA_VM_OUT;
# alsa.spec.ts compares it. Arguments: the folder with the scripts and files that are played.
set -uo pipefail
inputs=$1
out=$ALSA_VM_OUT
muteline="node out/main/cli.js"
# Waits until a file holds a word.
await() { for _ in $(seq 600); do grep -q "$2" "$1" 2>/dev/null && return 0; sleep 0.1; done; echo "never saw $2 in $1"; return 1; }
# Ends a program that runs in the background, in order.
end() { kill -INT "$1" 2>/dev/null; wait "$1" 2>/dev/null; }

echo '--- ports'
$muteline ports --json >"$out/ports.json"

echo '--- record a performance'
$muteline virtual --json --perform "$inputs/performance.txt" >"$out/box-recorded.ndjson" 2>"$out/box.err" &
box=$!
await "$out/box-recorded.ndjson" ready
$muteline record --input 'Virtual Digitakt' --seconds 90 --out "$out/take" 2>"$out/record.err" &
recorder=$!
await "$out/record.err" Recording
# The box begins on this signal, once Muteline listens.
kill -USR2 $box
wait $recorder
echo "record: $?"
end $box
cat "$out/record.err"

echo '--- play it back'
$muteline virtual --json --settings play >"$out/box-played.ndjson" 2>>"$out/box.err" &
box=$!
await "$out/box-played.ndjson" ready
$muteline play "$out/take" --output 'Virtual Digitakt' --clock lead --bpm 100 2>"$out/play.err"
echo "play: $?"
sleep 0.5
end $box
cat "$out/play.err"

# Three programs at once are much for a machine that is emulated: slowly.
echo '--- play it into a box that tells of it, and record that again'
$muteline virtual --json --answers --perform "$inputs/stop.txt" --bpm 30 >"$out/box-again.ndjson" 2>>"$out/box.err" &
box=$!
await "$out/box-again.ndjson" ready
$muteline record --input 'Virtual Digitakt' --seconds 150 --out "$out/again" 2>"$out/again.err" &
recorder=$!
await "$out/again.err" Recording
$muteline play "$out/take" --output 'Virtual Digitakt' --input 'Virtual Digitakt' --clock follow 2>"$out/replay.err" &
player=$!
# It is ready once the box was told what holds at the start.
await "$out/box-again.ndjson" received
sleep 1
kill -USR2 $box
wait $recorder
echo "again: $?"
wait $player
echo "replay: $?"
end $box
cat "$out/again.err" "$out/replay.err"

echo '--- patterns are fetched'
for model in digitakt digitakt2; do
  $muteline virtual --json --model $model --name "Virtual $model" >"$out/box-$model.ndjson" 2>>"$out/box.err" &
  box=$!
  await "$out/box-$model.ndjson" ready
  $muteline fetch --input "Virtual $model" --output "Virtual $model" --device $model --pattern A01,A03 --out "$out/$model" 2>"$out/fetch-$model.err"
  echo "fetch $model: $?"
  end $box
  cat "$out/fetch-$model.err"
done

echo '--- aplaymidi into Muteline'
aconnect -l >"$out/aconnect.txt"
$muteline record --input 'Midi Through Port-0' --device generic --seconds 9 --out "$out/heard.mid" 2>"$out/heard.err" &
recorder=$!
await "$out/heard.err" Recording
aplaymidi -p 'Midi Through:0' "$inputs/song.mid"
echo "aplaymidi: $?"
wait $recorder
echo "heard: $?"

echo '--- Muteline into aseqdump'
stdbuf -oL aseqdump -p 'Midi Through:1' >"$out/aseqdump.txt" &
dump=$!
sleep 1
$muteline play "$inputs/song.mid" --output 'Midi Through Port-1' --drive notes 2>"$out/dump.err"
echo "dump: $?"
sleep 0.5
end $dump
echo '--- ended by a signal in the middle of a note'
stdbuf -oL aseqdump -p 'Midi Through:1' >"$out/cut.txt" &
dump=$!
sleep 1
$muteline play "$inputs/long.mid" --output 'Midi Through Port-1' 2>"$out/cut.err" &
player=$!
await "$out/cut.txt" 'Note on'
kill -TERM $player
wait $player
echo "cut: $?"
sleep 0.5
end $dump
echo '--- unplugged, and plugged in again'
$muteline virtual --json --play >"$out/before-unplug.ndjson" 2>>"$out/box.err" &
box=$!
await "$out/before-unplug.ndjson" ready
$muteline monitor --json --input 'Virtual Digitakt' --seconds 26 >"$out/replugged.ndjson" 2>"$out/replugged.err" &
monitor=$!
await "$out/replugged.ndjson" bytes
sleep 2
end $box
sleep 3
$muteline virtual --json --play >"$out/after-unplug.ndjson" 2>>"$out/box.err" &
box=$!
wait $monitor
echo "replugged: $?"
end $box
echo '--- done'
