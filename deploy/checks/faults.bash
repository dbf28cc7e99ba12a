# shellcheck shell=bash
# What goes wrong on servers, and what the log of the right service says of it.

# More lines than this of one service, while what it needs is away for a minute, would hide the one that matters.
MOST_LINES=5

faults() {
  late
  default_password
  port_taken
  other_owner sqlite-data 10001 /data "cannot write /data: it belongs to root, and this process runs as metric-ai" queue-consumer rollup-cron
  other_owner access-data 10001 /data/access "cannot read /data/access[^ ]*: it belongs to root, and this process runs as metric-ai" local-access
  other_owner kafka-data 1000 /var/lib/kafka/data "cannot write /var/lib/kafka/data: it belongs to root, and this process runs as" kafka
  wrong_settings
  wrong_audience
  contracts
}

# Warnings and errors since a moment.
complaints() { docker logs --since "$2" "$(container "$1")" 2>&1 | grep -cE '"level":"(WARN|ERROR)"' || true; }
restarts() { for each in "${own_services[@]}"; do echo "$each $(docker inspect -f '{{.RestartCount}}' "$(container "$each")")"; done; }

# Kafka and ClickHouse come up a minute after the services.
late() {
  local each began lines="" most=0 count
  compose stop --timeout 20 >/dev/null 2>&1
  began=$(date +%s)
  for each in "${own_services[@]}"; do docker start "$(container "$each")" >/dev/null; done
  restarts >"$work/restarts"
  sleep 60
  for each in "${own_services[@]}"; do
    count=$(complaints "$each" "$began")
    lines+=" $each $count,"
    [ "$count" -le "$most" ] || most=$count
  done
  docker start "$(container kafka)" "$(container clickhouse)" >/dev/null
  check "Kafka and ClickHouse a minute late: everything is healthy once they are there" until_true 180 all_healthy
  check "no service was started anew for it" diff "$work/restarts" <(restarts)
  if [ "$most" -le "$MOST_LINES" ]; then
    passed "and none flooded its log meanwhile (warnings and errors:${lines%,})"
  else
    failed "a service flooded its log meanwhile (warnings and errors:${lines%,})"
    for each in "${own_services[@]}"; do docker logs --since "$began" "$(container "$each")" 2>&1 | grep -E '"level":"(WARN|ERROR)"' | cut -c1-300 | tail -4 || true; done
  fi
  session "the next session arrives" tools
}

# restarting SERVICE LINE: it restarts, and the last line of its log says why.
restarting() {
  local of
  of=$(container "$1")
  [ "$(docker inspect -f '{{.RestartCount}}' "$of")" -gt 0 ] && docker logs --tail 1 "$of" 2>&1 | grep -q -- "cannot start: .*$2"
}

default_password() {
  setting CLICKHOUSE_PASSWORD change-me
  compose up -d --no-deps queue-consumer >/dev/null 2>&1
  check "with the default password, the consumer's last line says so, again and again" \
    until_true 60 restarting queue-consumer 'CLICKHOUSE_PASSWORD is still \\"change-me\\"'
  setting CLICKHOUSE_PASSWORD only-for-this-test
  compose up -d --no-deps queue-consumer >/dev/null 2>&1
  check "and it works with the right one" until_true 120 is_healthy queue-consumer
}

# On the machine: Docker itself says it. The dashboard has the port.
port_taken() {
  setting INGEST_BIND "127.0.0.1:$dashboard_port"
  compose up -d --no-deps ingest-service >"$work/up.log" 2>&1 || true
  check "a port of the machine that is taken is named by up" grep -qE "$dashboard_port.*(already allocated|already in use)" "$work/up.log"
  setting INGEST_BIND "127.0.0.1:$ingest_port"
  compose up -d --no-deps ingest-service >/dev/null 2>&1
  check "and it works with another one" until_true 120 is_healthy ingest-service
}

# other_owner VOLUME USER FOLDER LINE SERVICE…: the volume is root's, then handed back as docs/compose.md says.
other_owner() {
  local volume=$1 user=$2 folder=$3 line=$4 each
  shift 4
  compose stop --timeout 20 "$@" >/dev/null 2>&1
  docker run --rm -u 0 -v "metric-ai-test_$volume:$folder" "$(tools_image)" chown -R 0:0 "$folder"
  compose up -d --no-deps "$@" >/dev/null 2>&1
  for each in "$@"; do
    check "$volume belongs to root: $each says so as its last line" until_true 60 restarting "$each" "$line"
  done
  docker run --rm -u 0 -v "metric-ai-test_$volume:$folder" "$(tools_image)" chown -R "$user:$user" "$folder"
  check "handed back, everything is healthy" until_true 180 all_healthy
}

# refused WHAT LINE DOCKER-OPTIONS… IMAGE: the container ends by itself, and its one error says why.
refused() {
  local what=$1 line=$2 output code=0
  shift 2
  output=$(timeout 60 docker run --rm --read-only --tmpfs /tmp:mode=1777,exec "$@" 2>&1) || code=$?
  # Stdout and stderr come by two ways: the error need not be the last line here.
  output=$(printf '%s\n' "$output" | grep '"level":"ERROR"' || true)
  if [ $code != 0 ] && [ $code != 124 ] && [ "$(printf '%s\n' "$output" | grep -c .)" = 1 ] && [[ $output == *"$line"* ]]; then
    passed "$what: $(printf '%s\n' "$output" | sed 's/.*"message":"\(.*\)","logger.*/\1/')"
  else
    failed "$what (exit code $code): $(printf '%s\n' "$output" | tail -3)"
  fi
}

wrong_settings() {
  local image=$registry
  refused "no ACCESS settings" "METRIC_AI_ACCESS_AUDIENCE" "$image/dashboard-api:$version"
  refused "no password for local-access" "LOCAL_ACCESS_PASSWORD must be set" -e LOCAL_ACCESS_HOST=0.0.0.0 "$image/local-access:$version"
  refused "a volume that ingest cannot read" "cannot read /data" --tmpfs /data:uid=0,mode=700 \
    -e METRIC_AI_DATABASE=/data/metric-ai.db "$image/ingest-service:$version"
  refused "too little memory for ingest" "too little memory" --memory 256m "$image/ingest-service:$version"
  refused "too little memory for local-access" "too little memory" --memory 100m -e LOCAL_ACCESS_PASSWORD=only-for-this-test "$image/local-access:$version"
  refused "a port in use" "already in use" --network "container:$(container rollup-cron)" --tmpfs /data:uid=10001 \
    -e METRIC_AI_DATABASE=/data/metric-ai.db -e ROLLUP_CRON_ADDRESS=0.0.0.0 "$image/rollup-cron:$version"
}

wrong_audience() {
  setting METRIC_AI_ACCESS_AUDIENCE another
  compose up -d --no-deps dashboard-api >/dev/null 2>&1
  until_true 120 is_healthy dashboard-api || true
  curl -s -o /dev/null -H "Authorization: Bearer $jwt" "$dashboard/api/me" || true
  check "a wrong METRIC_AI_ACCESS_AUDIENCE is named in the dashboard's log" \
    until_true 10 log_has "$(container dashboard-api)" 'Its aud is \[metric-ai-test\], METRIC_AI_ACCESS_AUDIENCE is another'
  setting METRIC_AI_ACCESS_AUDIENCE metric-ai-test
}

# The tests of the embedded broker and engine, and those of our own SQL, against the images.
contracts() {
  JAVA_HOME=$(.mvn/find-jdk)
  export JAVA_HOME
  KAFKA_IMAGE=$(compose config | sed -n 's/^ *image: *\(.*kafka.*\)/\1/p')
  CLICKHOUSE_IMAGE=$(compose config | sed -n 's/^ *image: *\(.*clickhouse.*\)/\1/p')
  export KAFKA_IMAGE CLICKHOUSE_IMAGE
  check "the contract tests of broker and engine, and our own SQL, against their images" contract_tests
}
# A test that finds its image missing skips itself, and Maven is content with that.
contract_tests() {
  local modules=(kafka-embedded clickhouse-embedded common-store queue-consumer rollup-cron) each
  for each in "${modules[@]}"; do rm -rf "$each/target/failsafe-reports"; done
  ./mvnw -B -ntp -q -pl "$(IFS=,; echo "${modules[*]}")" -am -Dfuzz.skip=true \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
    -Dit.test='KafkaServerIT,ClickHouseServerIT,ClickHouseSchemaIT,ErasureJobIT,RollupJobIT' verify || return
  for each in KafkaServerIT ClickHouseServerIT ClickHouseSchemaIT ErasureJobIT RollupJobIT; do
    cat ./*/target/failsafe-reports/*."$each".txt || return
  done >"$work/contracts"
  # A stand-in has no configuration to look at: of ClickHouseServerIT one is skipped then.
  [ "$(grep -o 'Skipped: [0-9]*' "$work/contracts" | awk '{ n += $2 } END { print n }')" -le "$stand_in" ] || { grep Skipped "$work/contracts"; return 1; }
}
