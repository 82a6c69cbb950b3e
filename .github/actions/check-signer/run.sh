#!/usr/bin/env bash
# Runs the packed checker on a signer, and puts its report into the summary of the job. The inputs of
# action.yml come as environment variables.
set -euo pipefail

options=()
if [ -n "${COMMAND:-}" ]; then options+=(--command "$COMMAND"); fi
if [ -n "${MODULE:-}" ]; then options+=(--module "$MODULE"); fi
if [ -n "${JUNIT:-}" ]; then options+=(--junit "$JUNIT"); fi
read -r -a further <<<"${ARGUMENTS:-}"
options+=(${further[@]+"${further[@]}"})

summary="${GITHUB_STEP_SUMMARY:-/dev/null}"
echo '```' >>"$summary"
status=0
npx --yes --package "$PACKAGE" -- signer-check ${options[@]+"${options[@]}"} | tee -a "$summary" || status=$?
echo '```' >>"$summary"
exit "$status"
