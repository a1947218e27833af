#!/usr/bin/env bash
# Puts a scenario beside invented rows of the published tables. Usage: beside_test.sh FCRSIM, in the
# root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(beside)

wrong() {
    local words=$1
    shift
    expect 2 "$@"
    expect_pattern err "$words"
    expect_silent_output
}

cat >"$folder/police.csv" <<'END'
Force,Month,Calls,Mean answer time,Median answer time,% under 10 seconds,% 10 to 60 seconds,% 60 seconds or more
Northshire,2030-01,"10,000",7.5,6,88.0%,11.5%,0.5%
Southshire,2030-01,"20,000",12.0,8,70.0%,28.0%,2.0%
END
cat >"$folder/nhs.csv" <<'END'
date,region,contract_code,contract_name,calls_offered,calls_answered,answered_within_60s,calls_triaged
2030-01-01,East,111XX1,Somewhere,1000,900,700,600
2030-01-02,East,111XX1,Somewhere,1000,950,900,600
END
room=config/scenarios/mid_force.txtpb

expect 0 "$room" --table "$folder/police.csv" --row northshire --replications 3
expect_pattern out '^999 beside police 999 +simulated'
expect_pattern out '^mean answer time, s +[0-9.]+ +[0-9.]+ +[0-9.]+ +7.5$'
expect_pattern out '^answered below 10 s, % +8[0-9.]+ .* 88.0$'
expect_pattern out 'Published: Northshire, 2030-01'
expect 0 "$room" --table "$folder/police.csv" --replications 3
expect_pattern out '^answered in 60 s or more, % .* 0.5 +0.5 +2.0 +2$'
cp "$folder/out" "$folder/first"
expect 0 "$room" --table "$folder/police.csv" --replications 3 --jobs 1
cmp "$folder/out" "$folder/first" || fail "the number of threads makes a difference"
expect 0 config/scenarios/nhs111_provider.txtpb --table "$folder/nhs.csv" --replications 3 --json
python3 - "$folder/out" <<'END' || fail "--json is not what it says"
import json, sys
report = json.load(open(sys.argv[1]))
figures = {figure["name"]: figure for figure in report["figures"]}
assert report["service"] == "NHS 111" and report["line"] == "111"
assert figures["not answered"]["published_p10"] == 5 and figures["not answered"]["published_p90"] == 10
assert abs(figures["not answered"]["simulated"] - 100 * (1 - report["answered"] / report["offered"])) < 1e-3
END

# ---- services that the table has in one row

cat >"$folder/ambulance.csv" <<'END'
year,month,org_name,calls_answered,answer_time_total_s,answer_mean_s,answer_median_s,answer_p90_s,answer_p95_s,answer_p99_s
2030,1,England,800000,8000000,10,1,35,65,123
END
cat >"$folder/mixture.txtpb" <<'END'
title: "Three services"
parts { count: 3 source: "assumption: a test" }
load { cv: 0.2 source: "assumption: they differ" }
percentiles { of: MEAN_OF_PARTS source: "assumption: each tells its own" }
END
trust=config/scenarios/ambulance_trust.txtpb
beside=(--table "$folder/ambulance.csv" --replications 3)
expect 0 "$trust" "${beside[@]}" --mixture "$folder/mixture.txtpb"
expect_pattern out '^Three services +load'
expect_pattern out '^part 3 +1\.[0-9]{3} '
expect_pattern out '0.2. assumption: they differ'
expect_pattern out "the mean of the parts' own"
cp "$folder/out" "$folder/first"
expect 0 "$trust" "${beside[@]}" --mixture "$folder/mixture.txtpb" --jobs 1
cmp "$folder/out" "$folder/first" || fail "the number of threads makes a difference to a mixture"
expect 0 "$trust" "${beside[@]}" --mixture "$folder/mixture.txtpb" --json
python3 - "$folder/out" <<'END' || fail "--json of a mixture is not what it says"
import json, sys
report = json.load(open(sys.argv[1]))
parts = report["mixture"]["parts"]
assert abs(sum(part["load"] for part in parts) - 3) < 1e-4
assert sum(part["answered"] for part in parts) == report["answered"]
means = [{figure["name"]: figure["simulated"] for figure in part["figures"]} for part in parts]
figures = {figure["name"]: figure["simulated"] for figure in report["figures"]}
for name in ("median answer time", "mean answer time"):
    mean = sum(part["answered"] * own[name] for part, own in zip(parts, means)) / report["answered"]
    assert abs(mean - figures[name]) < 1e-3, name
END
expect 0 "$trust" "${beside[@]}" --mixture config/mixtures/england_ambulance.txtpb
sed -i 's/count: 3/count: 1/; s/ source: "assumption: they differ"//; s/of: MEAN_OF_PARTS//' "$folder/mixture.txtpb"
wrong 'mixture.txtpb:2:[0-9]+: parts.count: must be from 2 to 100' "$trust" "${beside[@]}" --mixture "$folder/mixture.txtpb"
expect_pattern err 'load.source: must say where the number comes from'
expect_pattern err 'percentiles.of: must be ALL_CALLS or MEAN_OF_PARTS'
wrong 'there is no such file' "$trust" "${beside[@]}" --mixture "$folder/none.txtpb"

wrong 'table: must be given' "$room"
wrong 'there is no such file' "$room" --table "$folder/none.csv"
wrong 'row: must be a name or code of the table; did you mean "Northshire"' "$room" --table "$folder/police.csv" --row Northshir
wrong 'period: must be a period of the table, such as 2030-01' "$room" --table "$folder/police.csv" --period 2031
wrong 'line: must be a line of the scenario' "$room" --table "$folder/police.csv" --line 998
wrong 'must have a column with the name of the force' "$room" --table config/profiles/mid_force_calls.csv

all_good
