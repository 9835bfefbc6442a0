#!/usr/bin/env bash
# How long the pages of `serve` take at the server, and how it bears 200 readers at once.
# usage: bench/serve.sh ONRECORD LEDGER [FOLDER-WITH-playwright-core]
# With the folder, also how soon each page is painted.
set -euo pipefail
onrecord=$1 ledger=$2 here=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp)
"$onrecord" serve --read-only --ledger "$ledger" --listen 127.0.0.1:0 2>"$log" &
server=$!
trap 'kill $server; rm -f "$log" "$log.page"' EXIT
until grep -q 'serving at' "$log"; do sleep 0.1; done
base=$(sed -n 's/.*serving at \(http:[^ ]*\)\/ .*/\1/p' "$log")

begin=$(date +%s)
until curl -sf -o /dev/null "$base/"; do sleep 1; done
echo "put together in $(($(date +%s) - begin)) s, $(awk '/VmHWM/ {print int($2 / 1024)}' /proc/$server/status) MiB at the most"

# The first thing of a page that looks like this.
first() {
  curl -s "$base$1" >"$log.page"
  grep -o -m1 "$2" "$log.page" | sed -n 1p
}
event=$(first /index.json '"event":"[0-9a-f]*"' | cut -d'"' -f4)
article=$(first "/event/$event" '/article/[0-9a-f]*')
claim=$(first "/event/$event" '/event/[0-9a-f]*/claim/[0-9a-f-]*')
source=$(first /sources.json '"id":"e[0-9a-f-]*"' | cut -d'"' -f4)
pages=(/ "/event/$event" "$claim" "$article" "$article/changes" /sources "/source/$source" /timeline /matrix /map /questions
  /hand "/search?q=the" "/search?q=minister" "/search?q=%22an+agreement%22" "/search?q=protest&factuality=CT-" /changes)
until curl -sf -o /dev/null "$base/changes"; do sleep 1; done
echo "what changed is there after $(($(date +%s) - begin)) s"
for page in "${pages[@]}" /index.json /timeline.json; do
  first=$(curl -s -o /dev/null -w '%{time_starttransfer}' "$base$page")
  again=$(curl -s -o /dev/null -w '%{time_starttransfer} %{size_download}' "$base$page")
  echo "$page: first $first s, then $again bytes"
done
if [ $# -gt 2 ]; then
  cp "$here/paint.mjs" "$3/"
  node "$3/paint.mjs" "$base" "${pages[@]}"
fi
if command -v wrk >/dev/null; then
  for page in / "/event/$event" "$article" /timeline "/search?q=minister" "/search?q=%22an+agreement%22"; do
    wrk -t2 -c200 -d15s --latency "$base$page" | grep -E '99%|requests in|Non-2xx|Socket errors'
  done
fi
