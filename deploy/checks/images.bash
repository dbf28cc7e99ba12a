# shellcheck shell=bash
# The images: built, as large as they may be, with what their list names, and twice the same.

built_images=(ingest-service queue-consumer rollup-cron dashboard-api local-access cli)
LARGEST=250000000

# What has to come from elsewhere: two servers, and the bases when the images are still to be built.
images_of_others() {
  settings 1 2 3
  compose config | sed -n 's/^ *image: *//p' | grep -v "^$registry/" | sort -u
  [ "$built" = 1 ] || sed -n 's/^ARG [A-Z]*_IMAGE=//p' deploy/image/Dockerfile
}

image_of() { compose --profile monitoring config | awk -v service="  $1:" '$0 == service { found = 1 } found && $1 == "image:" { print $2; exit }'; }
has_image() { docker image inspect "$1" >/dev/null 2>&1 || timeout 900 docker pull -q "$1" >/dev/null 2>&1; }

images() {
  [ "$built" = 1 ] || build_images || { failed "the images are built"; return 1; }
  local name
  for name in "${built_images[@]}"; do
    size_and_user "$name"
    check "the list in the image $name names its jars, and its runtime and Debian's packages are named beside" inventory "$name"
  done
  [ "$built" = 1 ] || check "the image local-access, built again without a cache, has the same layers up to the AOT cache" same_layers
}

build_images() {
  if [ "$stand_in" = 0 ]; then
    deploy/image/build
    return
  fi
  JAVA_HOME=$(.mvn/find-jdk)
  export JAVA_HOME METRIC_AI_JDK_IMAGE=metric-ai-stand-in/jdk:1 METRIC_AI_BASE_IMAGE=metric-ai-stand-in/base:1
  rm -rf -- */target/image
  ./mvnw -B -ntp -q -P images,sbom -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package &&
    deploy/stand-in/build && deploy/image/build --packed
}

size_and_user() {
  local size user
  size=$(docker image inspect -f '{{.Size}}' "$registry/$1:$version")
  user=$(docker image inspect -f '{{.Config.User}}' "$registry/$1:$version")
  if [ "$size" -lt $LARGEST ] && [ "$user" = 10001:10001 ]; then
    passed "the image $1 has $((size / 1000000)) MB and runs as $user"
  else
    failed "the image $1 has $((size / 1000000)) MB and runs as $user"
  fi
}

inventory() {
  local made
  rm -rf "$work/image"
  mkdir -p "$work/image"
  made=$(docker create "$registry/$1:$version")
  docker cp "$made:/app" "$work/image/app" >/dev/null
  docker cp "$made:/opt/java/release" "$work/image/release" >/dev/null
  docker cp "$made:/etc/debian-packages" "$work/image/debian-packages" >/dev/null
  docker rm "$made" >/dev/null
  grep -q '^JAVA_VERSION=' "$work/image/release" || { echo "no version of Java"; return 1; }
  grep -q '^libc6' "$work/image/debian-packages" || { echo "no libc6"; return 1; }
  node deploy/checks/bom.mjs "$work/image/app/bom.json" "$work/image/app/lib" "$work/image/app/own"
}

# The digests of an image's layers, without the last: no two trainings make the same AOT cache.
layers() { docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$registry/$1" | sed '/^$/d' | sed '$d'; }

same_layers() {
  METRIC_AI_MODULES=local-access METRIC_AI_VERSION=again deploy/image/build --packed --no-cache
  layers "local-access:$version" >"$work/once"
  layers local-access:again >"$work/twice"
  docker image rm "$registry/local-access:again" >/dev/null 2>&1 || true
  [ "$(grep -c . "$work/once")" = 4 ] && diff "$work/once" "$work/twice"
}
