#!/usr/bin/env bash
# The built program in a real window on a virtual display, with a real keyring.
# Everything it writes goes to a temporary folder, also what it would write to
# the home folder of the person who runs this.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=${TUROFFICE:-$PWD/target/debug/turoffice-desktop}
if [[ ! -x $program ]]; then
  echo "No program at $program. Build it: (cd ui && npm ci && npm run build) && cargo build --features tauri/custom-protocol" >&2
  exit 1
fi
for needed in Xvfb dbus-run-session gnome-keyring-daemon gdbus WebKitWebDriver node; do
  command -v "$needed" >/dev/null || { echo "$needed is not installed" >&2; exit 1; }
done

# what the profile of the person looked like before
listing() { find "$1"/.local/share "$1"/.config "$1"/.cache -maxdepth 1 -iname '*turoffice*' 2>/dev/null | sort || true; }
person=$HOME
before=$(listing "$person")

folder=$(mktemp -d "${TMPDIR:-/tmp}/turoffice-desktop.XXXXXX")
display=
clean_up() {
  [[ -z $display ]] || { kill "$display"; wait "$display"; } || true
  rm -rf "$folder"
}
trap clean_up EXIT
mkdir -p -m 700 "$folder"/{home,config,cache,share,runtime,tmp}

export TUROFFICE=$program FOLDER=$folder TAURI_WEBVIEW_AUTOMATION=true
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache
export XDG_DATA_HOME=$folder/share XDG_RUNTIME_DIR=$folder/runtime
# quick and alone: no accessibility bus, portals, network mounts or settings of a desktop
export NO_AT_BRIDGE=1 GTK_USE_PORTAL=0 GIO_USE_VFS=local GSETTINGS_BACKEND=memory
unset DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY
export TMPDIR=$folder/tmp

# the display tells its number when it is ready
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$folder/display" &
display=$!
read -r -t 30 number <"$folder/display" || { echo "The virtual display did not start" >&2; exit 1; }
export DISPLAY=:$number

# the keyring is inside the bus, so both end together
timeout --kill-after=10 300 \
  dbus-run-session --config-file=tests/desktop/bus.conf -- bash -euo pipefail -c '
    gnome-keyring-daemon --foreground --unlock --components=secrets < <(printf pw) &
    trap "kill $!" EXIT
    gdbus wait --session --timeout 20 org.freedesktop.secrets
    node --test tests/desktop/flow.test.mjs
  '

if [[ $(listing "$person") != "$before" ]]; then
  echo "The program wrote into the home folder of the person:" >&2
  listing "$person" >&2
  exit 1
fi
