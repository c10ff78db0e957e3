#!/usr/bin/env bash
# The check of action.yml: one run that writes annotations (or text) into the log, SARIF into a file and Markdown
# into the summary of the job, and ends with the exit code of `crossfoot check`.
#
# Everything that a workflow gives comes in environment variables, stays inside quotes, and is never evaluated.
# The bash of macOS is 3.2: no mapfile, no `${empty[@]}`.
set -euo pipefail

# GitHub cuts off a summary of more than 1 MiB altogether.
summary_limit=1000000

finish() {
  echo "exit-code=$1" >>"$GITHUB_OUTPUT"
  exit "$1"
}

refuse() {
  echo "::error title=Crossfoot::input $1"
  finish 2
}

require_flag() {
  case $2 in
    true | false) ;;
    *) refuse "$1 must be true or false" ;;
  esac
}

require_flag upload-sarif "$UPLOAD_SARIF"
require_flag summary "$SUMMARY"
require_flag annotations "$ANNOTATIONS"
require_flag cache "$CACHE"
# A second line would be read as an output of its own.
case $SARIF in *[$'\n\r']*) refuse "sarif must be one line" ;; esac

scratch=$(mktemp -d "$RUNNER_TEMP/crossfoot.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# The format for the log comes first: in `args` a further --format with its --output may follow.
if [ "$ANNOTATIONS" = true ]; then options=(--format github); else options=(--format text); fi
if [ -n "$SARIF" ]; then
  # What an earlier run left must not be taken for what this one found.
  { rm -f -- "$SARIF" && mkdir -p -- "$(dirname -- "$SARIF")"; } || refuse "sarif cannot be written"
  options+=(--format sarif --output "$SARIF")
fi
[ "$SUMMARY" = false ] || options+=(--format markdown --output "$scratch/summary.md")
options+=(--jobs "$JOBS")
[ "$CACHE" = true ] || options+=(--no-cache)
[ -z "$FAIL_ON" ] || options+=(--fail-on "$FAIL_ON")
[ -z "$BASELINE" ] || options+=(--baseline "$BASELINE")

# Words and quotes as in a shell, and nothing more of it: no variables, no commands, no patterns.
"$BIN/python" -I -c '
import os, shlex, sys
words = shlex.split(os.environ["ARGS"])
sys.stdout.buffer.write(b"".join(os.fsencode(word) + b"\0" for word in words))
' >"$scratch/words" 2>/dev/null || refuse "args ends inside a quote or with a backslash"
while IFS= read -r -d '' word; do options+=("$word"); done <"$scratch/words"

# What stands after -- is a path, whatever it begins with.
options+=(--)
named=0
while IFS= read -r path || [ -n "$path" ]; do
  path=${path%$'\r'}
  case $path in *[![:space:]]*) ;; *) continue ;; esac
  options+=("$path")
  named=$((named + 1))
done <<<"$PATHS"
[ "$named" -gt 0 ] || refuse "paths names nothing"

# In text the name of a file could look like a command to the runner; with annotations Crossfoot writes the commands.
stopped=crossfoot-$RANDOM$RANDOM$RANDOM
[ "$ANNOTATIONS" = true ] || echo "::stop-commands::$stopped"
code=0
"$BIN/crossfoot" check "${options[@]}" || code=$?
[ "$ANNOTATIONS" = true ] || echo "::$stopped::"

if [ -s "$scratch/summary.md" ]; then
  if [ "$(wc -c <"$scratch/summary.md")" -gt "$summary_limit" ]; then
    # The last line is cut somewhere, perhaps in the middle of a character.
    head -c "$summary_limit" "$scratch/summary.md" | sed '$d'
    printf '\n**The summary of a job has no room for more; the log and the SARIF file have every finding.**\n'
  else
    cat "$scratch/summary.md"
  fi >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "$SARIF" ] && [ -s "$SARIF" ]; then echo "sarif=$SARIF" >>"$GITHUB_OUTPUT"; fi
finish "$code"
