# shellcheck shell=bash
# shellcheck disable=SC2016 # what is looked for, not expanded
# What needs no Docker engine.

# Documented variables that are none of a container's: of ./metric-ai and its tests, of Claude Code, or of Compose itself.
NOT_FOR_CONTAINERS="METRIC_AI_CACHE OTEL_LOG_USER_PROMPTS COMPOSE_PROFILES COMPOSE_PROJECT_NAME"
# What a container has no use for: the ports inside it, and what belongs to several installations on one broker.
NOT_IN_CONTAINERS="INGEST_PORT QUEUE_CONSUMER_PORT ROLLUP_CRON_PORT METRIC_AI_DASHBOARD_PORT KAFKA_GROUP_ID INGEST_CONSUMER_GROUP"

files() {
  if [ ${#docker_compose[@]} = 0 ]; then
    skipped "the compose file is not validated: neither docker compose nor docker-compose is installed"
  else
    compose_file
  fi
  check "every variable that the manual names is in docker-compose.yml" documented_variables
  check "every setting of a service reaches its container" settings_of_services
  check "every reason that an alert names is one of ingest's" reasons
  scripts
  tools
}

compose_file() {
  settings 1 2 3
  local profiles
  for profiles in "" access monitoring demo "access,monitoring,demo,cli"; do
    COMPOSE_PROFILES=$profiles check "docker-compose.yml is valid, without a warning (profiles: ${profiles:-none})" silent_config
  done
  : >"$env"
  local said
  said=$(env -u CLICKHOUSE_PASSWORD "${docker_compose[@]}" --env-file "$env" config -q 2>&1 || true)
  case $said in
    *"CLICKHOUSE_PASSWORD is not set"*) passed "without .env it is refused, and says what is missing" ;;
    *) failed "without .env it is refused: $said" ;;
  esac
}

silent_config() {
  local said
  said=$(compose config -q 2>&1) && [ -z "$said" ] && return
  echo "$said"
  return 1
}

# In backticks, with or without a value.
documented_variables() {
  local missing=0 name
  while read -r name; do
    [[ " $NOT_FOR_CONTAINERS " != *" $name "* ]] || continue
    grep -qE "(^|[^A-Z_])$name([^A-Z_]|\$)" docker-compose.yml || { echo "$name is not in docker-compose.yml"; missing=1; }
  done < <(grep -ohE '`[A-Z]+(_[A-Z]+)+(=[^`]*)?`' docs/operations.md docs/compose.md docs/access.md | tr -d '`' | sed 's/=.*//' | sort -u)
  return "$missing"
}

settings_of_services() {
  local missing=0 service name
  for service in ingest-service queue-consumer rollup-cron dashboard-api; do
    # The service's own lines, and the blocks that services share.
    sed -n "/^x-/,/^services:/p; /^  $service:/,/^\$/p" docker-compose.yml >"$work/section"
    while read -r name; do
      [[ " $NOT_IN_CONTAINERS " != *" $name "* ]] || continue
      grep -qE "^ +$name:" "$work/section" || { echo "$name of $service is not in docker-compose.yml"; missing=1; }
    done < <(grep -oE '\$\{[A-Z_]+' "$service/src/main/resources/$service.yml" | tr -d '${' | sort -u)
  done
  return "$missing"
}

reasons() {
  local missing=0 reason
  while read -r reason; do
    grep -rqF "\"$reason\"" ingest-service/src/main/java || { echo "$reason is nowhere in ingest-service"; missing=1; }
  done < <(grep -oE 'reason=~?"[^"]*"' deploy/monitoring/alerts.yml | sed 's/.*"\(.*\)"/\1/' | tr '|' '\n')
  return "$missing"
}

scripts() {
  local scripts=(metric-ai .ci/run .mvn/find-jdk client-test/run deploy/test deploy/image/build deploy/image/run deploy/image/healthy
    deploy/stand-in/build deploy/stand-in/*/run)
  if command -v shellcheck >/dev/null; then
    check "shellcheck of ${#scripts[@]} scripts and what they take in" shellcheck --external-sources --check-sourced "${scripts[@]}"
  else
    skipped "shellcheck is not installed (Debian: apt install shellcheck)"
  fi
}

tools() {
  if command -v hadolint >/dev/null; then
    check "hadolint of the Dockerfiles" hadolint deploy/image/Dockerfile deploy/stand-in/*/Dockerfile
  else
    skipped "hadolint is not installed: the Dockerfiles are not linted"
  fi
  if command -v promtool >/dev/null; then
    mkdir -p "$work/prometheus"
    sed "s:/etc/prometheus:$work/prometheus:" deploy/monitoring/prometheus.yml >"$work/prometheus/prometheus.yml"
    cp deploy/monitoring/alerts.yml "$work/prometheus/"
    check "promtool of Prometheus's files" promtool check config "$work/prometheus/prometheus.yml"
  else
    skipped "promtool is not installed (Debian: apt install prometheus): Prometheus's files are not checked"
  fi
  if command -v caddy >/dev/null; then
    check "caddy validate of the proxy's file" caddy validate --adapter caddyfile --config deploy/proxy/Caddyfile
  else
    skipped "caddy is not installed (Debian: apt install caddy): the proxy's file is not checked"
  fi
}
