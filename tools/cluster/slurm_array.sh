#!/usr/bin/env bash
# An experiment as a Slurm array: one part a task, joined by a second job when all are done.
#
#   SCENARIO=config/scenarios/mid_force.txtpb REPLICATIONS=100000 OUT=out/study \
#       sbatch --array=1-50 --cpus-per-task=4 --time=01:00:00 tools/cluster/slurm_array.sh
#   sbatch --dependency=afterok:JOBID --wrap "fcrsim merge out/study/parts/*.fcrpart --out out/study"
#
# SEED (default 1) and further flags of `fcrsim run` in FLAGS. A task that failed is run again alone:
# sbatch --array=17-17 with the same variables and PARTS=50. FCRSIM is the program (default: fcrsim).
set -euo pipefail

: "${SCENARIO:?the scenario file}" "${REPLICATIONS:?how many days in all}" "${OUT:?a folder all nodes see}"
parts=${PARTS:-${SLURM_ARRAY_TASK_COUNT:?to be started as an array: sbatch --array=1-N}}
part=${SLURM_ARRAY_TASK_ID:?to be started as an array: sbatch --array=1-N}

# shellcheck disable=SC2086  # FLAGS are several words
exec "${FCRSIM:-fcrsim}" run "$SCENARIO" --replications "$REPLICATIONS" --seed "${SEED:-1}" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --shard "$part/$parts" --out "$OUT/parts" ${FLAGS:-}
