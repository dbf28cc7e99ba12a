# shellcheck shell=bash
# shellcheck disable=SC2016 # a template of Docker's
# The stack as it is meant to run: up, real telemetry, down and up, kills, backup and restore, the profiles.

services=(kafka clickhouse queue-consumer rollup-cron ingest-service dashboard-api local-access)
own_services=(queue-consumer rollup-cron ingest-service dashboard-api local-access)

free_ports() {
  node -e '
    const net = require("node:net");
    const servers = [1, 2, 3].map(() => net.createServer().listen(0, "127.0.0.1"));
    setTimeout(() => { console.log(servers.map((s) => s.address().port).join(" ")); servers.forEach((s) => s.close()); }, 50);'
}

container() { docker ps -aq --filter "label=com.docker.compose.project=metric-ai-test" --filter "label=com.docker.compose.service=$1" --filter "label=com.docker.compose.oneoff=False" | head -1; }
is_healthy() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$(container "$1")")" = healthy ]; }
all_healthy() { for each in "${services[@]}"; do is_healthy "$each" || { echo "$each is not healthy"; docker logs --tail 5 "$(container "$each")"; return 1; }; done; }
cli() { compose run --rm -T cli "$@" 2>/dev/null; }
# grep ends with the first hit, and what still writes into it would fail.
log_has() { grep -q -- "$2" <<<"$(docker logs "$1" 2>&1)"; }
# What a volume is looked at with: nothing but a shell, tar and chown.
tools_image() {
  if [ "$stand_in" = 1 ]; then echo metric-ai-stand-in/base:1; else sed -n 's/^ARG BASE_IMAGE=//p' deploy/image/Dockerfile; fi
}

# The totals of the last week, of everything that a panel adds up.
totals() {
  local panel
  for panel in cost-trend cache-hit active-users "rollups?groupBy=day"; do
    curl -sf -H "Authorization: Bearer $jwt" "$dashboard/api/$panel" || return 1
    echo
  done
}
same_totals() { totals >"$work/after" && diff "$work/before" "$work/after"; }

client() { client-test/run --protocol json --ingest "$ingest" --dashboard "$dashboard" --token "$token" --jwt "$jwt" "$@"; }
# session WHAT SCENARIO…: one line; the client's own lines go to a file.
session() {
  local what=$1 scenario
  shift
  local scenarios=()
  for scenario in "$@"; do scenarios+=(--scenario "$scenario"); done
  if client "${scenarios[@]}" >"$work/client.log" 2>&1; then passed "$what"; else tail -20 "$work/client.log"; failed "$what"; fi
}

stack() {
  : >"$work/up"
  read -r access_port ingest_port dashboard_port < <(free_ports)
  settings "$access_port" "$ingest_port" "$dashboard_port"
  ingest=http://127.0.0.1:$ingest_port
  dashboard=http://127.0.0.1:$dashboard_port

  compose up -d >"$work/up.log" 2>&1 || { failed "up"; tail "$work/up.log"; all_healthy || true; return; }
  check "everything is healthy" until_true 300 all_healthy
  all_healthy || return 0
  check "only ingest, the dashboard and local-access are published, on this machine" published
  check "each service of ours: a read-only root, user 10001, no capability, limits of memory and processes" hardened
  check "a setting of .env is in its container, and what is not set is left out" environment
  check "an org and its admin" cli org create --id acme --name Acme --admin lead@example.com
  token=$(cli token create --org acme --label test)
  jwt=$(cli access-token --email lead@example.com)
  check "the new token is taken" until_true 20 curl -sf -o "$work/answer" -X POST -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/json' -d '{}' "$ingest/v1/logs"
  check "the topic has the partitions that .env asks for" partitions

  echo "The real Claude Code client against the containers:"
  session "the real client's figures are in the panels" tools subagent-nested
  grep -E '^(passed|skipped).* json' "$work/client.log" || true
  totals >"$work/before"

  down_and_up
  kills
  backup_and_restore
  monitoring
  demo
  faults
}

published() {
  local expected
  docker ps -q --filter "label=com.docker.compose.project=metric-ai-test" |
    xargs docker inspect -f '{{range $port, $at := .HostConfig.PortBindings}}{{range $at}}{{.HostIp}}:{{.HostPort}} {{$port}}{{println}}{{end}}{{end}}' |
    sed '/^$/d' | sort >"$work/published"
  expected=$(printf '127.0.0.1:%s\n' "$access_port 8081/tcp" "$ingest_port 4318/tcp" "$dashboard_port 8080/tcp" | sort)
  diff <(echo "$expected") "$work/published"
}

hardened() {
  local each of pid
  for each in "${own_services[@]}"; do
    of=$(container "$each")
    local is
    is=$(docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.Config.User}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.PidsLimit}} {{gt .HostConfig.Memory 0}}' "$of")
    [ "$is" = "true 10001:10001 [ALL] [no-new-privileges:true] 1024 true" ] || { echo "$each: $is"; return 1; }
    # What the kernel says: the user, and no capability.
    pid=$(docker inspect -f '{{.State.Pid}}' "$of")
    grep -q $'^Uid:\t10001\t10001' "/proc/$pid/status" || { echo "$each: another user"; return 1; }
    grep -qE '^CapEff:\s0+$' "/proc/$pid/status" || { echo "$each: has capabilities"; return 1; }
    ! docker exec "$of" bash -c ': >/app/own/x' 2>/dev/null || { echo "$each: wrote to /app"; return 1; }
  done
}

environment() {
  docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$(container dashboard-api)" >"$work/dashboard"
  docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$(container ingest-service)" >"$work/ingest"
  grep -qx METRIC_AI_INGEST_URL=https://ingest.example.com "$work/dashboard" && grep -qx INGEST_PARTITIONS=2 "$work/ingest" &&
    ! grep -q '^INGEST_RATE_LIMIT=' "$work/ingest"
}

# The broker keeps a folder for each.
partitions() {
  [ "$(docker exec "$(container kafka)" bash -c 'ls -d /var/lib/kafka/data/metric-ai-otlp-ingest-[0-9]*' | grep -c .)" = 2 ]
}

down_and_up() {
  compose down --timeout 30 >/dev/null 2>&1
  compose up -d >"$work/up.log" 2>&1 || { failed "up after down"; tail "$work/up.log"; return; }
  check "everything is healthy after down and up" until_true 300 all_healthy
  check "down and up keep every figure" until_true 30 same_totals
}

kills() {
  local each victim started
  for each in "${services[@]}"; do
    victim=$(container "$each")
    started=$(docker inspect -f '{{.State.StartedAt}}' "$victim")
    # The process itself, as a crash would: what "docker kill" ends stays ended.
    kill -9 "$(docker inspect -f '{{.State.Pid}}' "$victim")"
    is_new() { [ "$(docker inspect -f '{{.State.StartedAt}}' "$victim")" != "$started" ] && is_healthy "$each"; }
    check "$each comes back after kill -9" until_true 180 is_new
  done
  check "everything is healthy after that" until_true 180 all_healthy
  check "kill -9 of each keeps every figure" until_true 30 same_totals
  session "and the real client's next session arrives" tools
  totals >"$work/before"
}

# As docs/compose.md has it.
backup_and_restore() {
  local volume
  mkdir -p "$work/backup"
  compose stop --timeout 30 >/dev/null 2>&1
  for volume in sqlite-data clickhouse-data kafka-data access-data; do
    docker run --rm -v "metric-ai-test_$volume:/from:ro" -v "$work/backup:/to" "$(tools_image)" tar -C /from -czf "/to/$volume.tar.gz" .
  done
  compose down --volumes --timeout 30 >/dev/null 2>&1
  compose up --no-start >/dev/null 2>&1
  for volume in sqlite-data clickhouse-data kafka-data access-data; do
    docker run --rm -v "metric-ai-test_$volume:/to" -v "$work/backup:/from:ro" "$(tools_image)" tar -C /to -xzpf "/from/$volume.tar.gz"
  done
  compose up -d >"$work/up.log" 2>&1
  check "everything is healthy after a backup, down --volumes and a restore" until_true 300 all_healthy
  check "the restore has every figure" until_true 30 same_totals
  session "and tokens and sign-in of before are good for the next session" tools
}

monitoring() {
  if ! has_image "$(image_of prometheus)"; then
    skipped "the profile monitoring is not run: Prometheus's image is not here"
    return
  fi
  compose --profile monitoring up -d --no-deps prometheus >"$work/up.log" 2>&1
  check "Prometheus is healthy, and reaches all four services" until_true 120 all_targets_up
  check "its rules are loaded, and none fires" until_true 30 quiet_rules
  compose --profile monitoring stop prometheus >/dev/null 2>&1
  if has_image "$(image_of grafana)"; then
    compose --profile monitoring up -d --no-deps grafana >"$work/up.log" 2>&1
    check "Grafana is healthy" until_true 180 is_healthy grafana
    check "Grafana has the board" board
    compose --profile monitoring stop grafana >/dev/null 2>&1
  else
    skipped "Grafana is not run: its image is not here, and nothing stands in for it"
  fi
}
board() { docker exec "$(container grafana)" wget -q -O - http://admin:only-for-this-test@127.0.0.1:3000/api/search | grep -q metric-ai; }
prometheus() { docker exec "$(container prometheus)" wget -q -O - "http://127.0.0.1:9090/api/v1/$1"; }
all_targets_up() {
  is_healthy prometheus && [ "$(prometheus targets | grep -o '"health":"up"' | grep -c .)" = 4 ]
}
quiet_rules() {
  prometheus rules >"$work/rules"
  [ "$(grep -o '"type":"alerting"' "$work/rules" | grep -c .)" = "$(grep -c 'alert:' deploy/monitoring/alerts.yml)" ] &&
    ! grep -q '"state":"firing"' "$work/rules"
}

# How many KiB a volume has on the disk.
kibibytes() { docker run --rm -v "metric-ai-test_$1:/of:ro" "$(tools_image)" du -sk /of | cut -f1; }
demo() {
  local volume line="the volumes grew by"
  for volume in kafka-data sqlite-data clickhouse-data; do kibibytes $volume >"$work/$volume"; done
  check "the profile demo sends its history, and ends" compose --profile demo run --rm demo
  check "the history is in an org of its own" until_true 300 demo_is_there
  for volume in kafka-data sqlite-data clickhouse-data; do
    line+=" $((($(kibibytes $volume) - $(cat "$work/$volume")) / 1024)) MiB ($volume)"
  done
  echo "         $line"
}
demo_is_there() {
  curl -sf -H "Authorization: Bearer $jwt" -H 'X-Org: demo' "$dashboard/api/active-users" >"$work/demo" && grep -q ':[1-9]' "$work/demo"
}
